import { readZipEnd, type ZipEnd } from '../../files/zip/zip-end.ts';
import { isPackageWord } from '../purl.ts';

/** An artifact of Maven. https://maven.apache.org/pom.html#Maven_Coordinates */
export type Coordinates = { readonly group: string; readonly artifact: string; readonly version: string };

/** Artifacts of one archive: its own, and those of the archives in it. */
export type JavaArchive = {
  readonly own: Coordinates | undefined;
  readonly nested: readonly Coordinates[];
  /** Whether there are archives in it: then it is a program with what it needs. */
  readonly isBundle: boolean;
};

export const ARCHIVE = /\.(?:jar|war|ear)$/;
const POM = /^META-INF\/maven\/([^/]+)\/([^/]+)\/pom\.properties$/;
const MANIFEST = 'META-INF/MANIFEST.MF';
/** A program in several archives, within one more, at most. */
const MAX_DEPTH = 2;
const MAX_NESTED = 2_000;
/** Most bytes of one archive in another, and of all of them together once they are unpacked. */
const MAX_NESTED_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

type Budget = { archives: number; bytes: number };
type File = { readonly path: string; readonly size: number };

/** `tail`: all bytes of the file at `path`, or its last ones; undefined where they are no archive. */
export function readJavaArchive(tail: Uint8Array, file: File): JavaArchive | undefined {
  return readArchive(tail, file, { depth: 0, budget: { archives: MAX_NESTED, bytes: MAX_UNPACKED_BYTES } });
}

type Place = { readonly depth: number; readonly budget: Budget };

function readArchive(tail: Uint8Array, { path, size }: File, place: Place): JavaArchive | undefined {
  const zip = readZipEnd(tail, size);
  if (zip === undefined) return undefined;
  const inner = zip.names.filter((name) => ARCHIVE.test(name)).slice(0, place.budget.archives);
  const named = nameOf(path);
  const poms = zip.names.flatMap((name) => toPom(zip, name, named));
  // Of several, as in a shaded archive, its own is the one of its file's name.
  const own =
    poms.find(({ artifact }) => artifact === named?.artifact) ?? (poms.length === 1 ? poms[0] : undefined);
  return {
    own: own ?? byManifest(zip, named),
    nested: [...poms.filter((pom) => pom !== own), ...inner.flatMap((name) => readInner(zip, name, place))],
    isBundle: inner.length > 0,
  };
}

type Named = { readonly artifact: string; readonly version: string };

/** `commons-io-2.11.0.jar`. */
function nameOf(path: string): Named | undefined {
  const [, artifact, version] = /([^/]+?)-(\d[^/]*?)\.[jwe]ar$/.exec(path) ?? [];
  return isPackageWord(artifact) && isPackageWord(version) ? { artifact, version } : undefined;
}

/** What the archiver of Maven leaves. https://maven.apache.org/shared/maven-archiver/ */
function toPom(zip: ZipEnd, name: string, named: Named | undefined): readonly Coordinates[] {
  const [, group, artifact] = POM.exec(name) ?? [];
  if (artifact === undefined) return [];
  const text = zip.read(name) ?? '';
  const ofName = named?.artifact === artifact ? named.version : undefined;
  return toCoordinates(group, artifact, /^version=(\S+)\s*$/m.exec(text)?.[1] ?? ofName);
}

function toCoordinates(
  group: string | undefined,
  artifact: string | undefined,
  version: string | undefined,
): readonly Coordinates[] {
  const isWhole = isPackageWord(group) && isPackageWord(artifact) && isPackageWord(version);
  return isWhole ? [{ group, artifact, version }] : [];
}

/** What tools of OSGi and others write; where the group is not written, the artifact's name stands for it. */
function byManifest(zip: ZipEnd, named: Named | undefined): Coordinates | undefined {
  const text = zip.read(MANIFEST)?.replace(/\r?\n /g, '') ?? '';
  const of = (field: string): string | undefined =>
    new RegExp(`^${field}: *(\\S+)\\s*$`, 'm').exec(text)?.[1];
  const artifact = named?.artifact ?? of('Implementation-Title');
  const group = of('Implementation-Vendor-Id') ?? artifact;
  return toCoordinates(group, artifact, named?.version ?? of('Implementation-Version'))[0];
}

/** What is too large, or too deep, goes by its name. */
function readInner(zip: ZipEnd, name: string, place: Place): readonly Coordinates[] {
  const { budget } = place;
  const isRead = place.depth < MAX_DEPTH && budget.bytes > 0;
  const bytes = isRead ? zip.readBytes(name, MAX_NESTED_BYTES) : undefined;
  budget.archives -= 1;
  budget.bytes -= bytes?.length ?? 0;
  const inner =
    bytes && readArchive(bytes, { path: name, size: bytes.length }, { ...place, depth: place.depth + 1 });
  if (inner === undefined) return byName(nameOf(name));
  return inner.own === undefined ? inner.nested : [inner.own, ...inner.nested];
}

function byName(named: Named | undefined): readonly Coordinates[] {
  return toCoordinates(named?.artifact, named?.artifact, named?.version);
}
