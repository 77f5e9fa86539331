import { zstdDecompressSync } from 'node:zlib';
import { MIB } from './database.ts';
import type { DatabaseFile, DatabaseImage, DatabaseReader, PackageDatabase } from './database.ts';
import { toDebianPackage } from './dpkg.ts';
import { parseObject, toTexts } from './json.ts';
import type { Package } from './package.ts';
import { isPackageWord } from './purl.ts';

const MANIFEST = '/var/lib/chisel/manifest.wall';

/** What Chisel cut into an image of Ubuntu. https://documentation.ubuntu.com/chisel, "Chisel manifest" */
export const chisel: PackageDatabase = {
  name: 'Chisel',
  type: 'deb',
  kind: 'system',
  files: [{ start: MANIFEST, pattern: /wall$/, maxBytes: 8 * MIB }],
  open: openChisel,
};

/** The whole manifest is written anew for each cut: registered is what it did not have before. */
function openChisel({ distribution }: DatabaseImage): DatabaseReader {
  let before: ReadonlySet<string> = new Set();
  return {
    read(files) {
      const text = unpack(files.at(-1));
      const entries = parseChiselManifest(text ?? '').map(({ files: paths, ...entry }) => ({
        package: toPackage(entry, distribution),
        files: paths,
      }));
      const known = before;
      before = new Set(entries.map((entry) => entry.package.purl));
      return {
        installed: entries.map((entry) => entry.package),
        registrations: entries.map((entry) => ({ ...entry, isKnown: known.has(entry.package.purl) })),
        ...(text === undefined && { damaged: files.map(({ path }) => path) }),
      };
    },
  };
}

const MAX_BYTES = 48 * MIB;

function unpack(file: DatabaseFile | undefined): string | undefined {
  try {
    return zstdDecompressSync(file?.bytes ?? new Uint8Array(0), { maxOutputLength: MAX_BYTES }).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}

const NO_RELATIONS = { depends: [], alsoNeeds: [], recommends: [], provides: [] } as const;

function toPackage(entry: Omit<ChiselEntry, 'files'>, distribution: string | undefined): Package {
  const unknown = { section: undefined, summary: undefined, ...NO_RELATIONS, isComplete: false };
  return toDebianPackage({ ...entry, ...unknown }, distribution ?? 'ubuntu');
}

/** A package of the manifest, with the files that were cut from it, as absolute paths. */
export type ChiselEntry = {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | undefined;
  readonly files: readonly string[];
};

type Path = { readonly path: string; readonly name: string };

const MAX_LINES = 300_000;

/** Packages of a manifest, a line of JSON for each thing; a slice is called `package_slice`. */
export function parseChiselManifest(text: string): readonly ChiselEntry[] {
  const lines = text.split('\n', MAX_LINES).filter((line) => line.startsWith('{'));
  const things = lines.map(parseObject);
  const files = new Map<string, string[]>();
  for (const { path, name } of things.flatMap(toPath)) {
    const paths = files.get(name);
    if (paths === undefined) files.set(name, [path]);
    else paths.push(path);
  }
  return things.flatMap(({ kind, name, version, arch }) => {
    if (kind !== 'package' || !isWord(name) || !isWord(version)) return [];
    const paths = files.get(name) ?? [];
    // Only the first of a name has them: there is one.
    files.delete(name);
    return [{ name, version, architecture: isWord(arch) ? arch : undefined, files: paths }];
  });
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && isPackageWord(value);
}

/** A directory, which ends with a slash, may be of many; a file of several slices is of one package. */
function toPath({ kind, path, slices }: Readonly<Record<string, unknown>>): readonly Path[] {
  const slice = toTexts(slices)[0];
  if (kind !== 'path' || typeof path !== 'string' || !path.startsWith('/') || path.endsWith('/')) return [];
  return slice === undefined ? [] : [{ path, name: slice.split('_', 1)[0] ?? '' }];
}
