import { decompress } from '../../files/zip/decompress.ts';
import { readZipEnd } from '../../files/zip/zip-end.ts';
import { headerOf } from '../../packages/python.ts';
import { isPackageWord } from '../../packages/purl.ts';
import { arMembers, tarMembers, type Member } from './archive-bytes.ts';
import { readRpmHeader } from './rpm-header.ts';

/** What an archive says of the package in it. */
export type Archived = {
  readonly type: 'pypi' | 'deb' | 'apk' | 'gem' | 'npm' | 'rpm' | 'jar';
  readonly name: string;
  readonly version: string;
  /** Where no database says whether the package is installed: some of its files, with their sizes in bytes. */
  readonly files?: readonly { readonly path: string; readonly size: number }[];
};

/** A kind of archive: how its files are called, which part of them is read, and what that says. */
export type ArchiveFormat = {
  /** What people call several of them. */
  readonly name: string;
  readonly endings: readonly string[];
  readonly part: 'start' | 'end';
  /** `part`: the first or last bytes of a file; `size` in bytes and `path` are of the whole file. It throws nothing. */
  read(part: Uint8Array, file: { readonly path: string; readonly size: number }): Archived | undefined;
};

export const ARCHIVE_FORMATS: readonly ArchiveFormat[] = [
  { name: 'wheels', endings: ['.whl'], part: 'end', read: readWheel },
  { name: 'Debian packages', endings: ['.deb', '.udeb'], part: 'start', read: readDeb },
  { name: 'Alpine packages', endings: ['.apk'], part: 'start', read: readApk },
  { name: 'RPM packages', endings: ['.rpm'], part: 'start', read: readRpm },
  { name: 'gems', endings: ['.gem'], part: 'start', read: readGem },
  { name: 'source JARs', endings: ['-sources.jar'], part: 'end', read: readSourceJar },
  { name: 'source archives', endings: ['.tar.gz', '.tgz'], part: 'start', read: readSourceArchive },
];

/** PEP 427: the metadata stand at the end. */
function readWheel(tail: Uint8Array, { size }: { readonly size: number }): Archived | undefined {
  const zip = readZipEnd(tail, size);
  const name = zip?.names.find((one) => /^[^/]+\.dist-info\/METADATA$/.test(one));
  return name === undefined ? undefined : toDistribution(zip?.read(name));
}

function toDistribution(metadata: string | undefined): Archived | undefined {
  const header = metadata?.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return toArchived('pypi', headerOf(header, 'Name'), headerOf(header, 'Version'));
}

/** deb(5). Of a control file in xz, which nothing here reads, the file's own name says what is in it. */
function readDeb(head: Uint8Array, { path }: { readonly path: string }): Archived | undefined {
  const members = [...arMembers(head)].slice(0, 3);
  if (members[0]?.name !== 'debian-binary') return undefined;
  const control = members.find(({ name }) => name.startsWith('control.tar'));
  if (control?.name === 'control.tar.xz') {
    const [, name, version] = /\/([^/_]+)_(?:\d+%3a)?([^_/]+)_[^_/]+\.u?deb$/i.exec(path) ?? [];
    return toArchived('deb', name, version);
  }
  const tar = control && unpack(control);
  const text = tar && textOfMember(tar, /^(\.\/)?control$/);
  return toArchived('deb', fieldOf(text, 'Package: *'), fieldOf(text, 'Version: *'));
}

function unpack({ name, bytes }: Member): Uint8Array | undefined {
  if (name.endsWith('.gz')) return decompress(bytes, 'gzip');
  if (name.endsWith('.zst')) return decompress(bytes, 'zstd');
  return name.endsWith('.tar') ? bytes : undefined;
}

/** https://wiki.alpinelinux.org/wiki/Apk_spec */
function readApk(head: Uint8Array): Archived | undefined {
  const tar = decompress(head, 'gzip');
  const text = tar && textOfMember(tar, /^\.PKGINFO$/);
  return toArchived('apk', fieldOf(text, 'pkgname = '), fieldOf(text, 'pkgver = '));
}

function readRpm(head: Uint8Array): Archived | undefined {
  const header = readRpmHeader(head);
  const archived = header && toArchived('rpm', header.name, header.version);
  return archived && { ...archived, files: header.files };
}

/** A tar of compressed parts, the specification first. */
function readGem(head: Uint8Array): Archived | undefined {
  const metadata = [...tarMembers(head)].find(({ name }) => name === 'metadata.gz');
  const yaml = metadata && decompress(metadata.bytes, 'gzip');
  const text = yaml && Buffer.from(yaml).toString('utf8');
  const version = text && /^version: .*\n {2}version: (.*)$/m.exec(text)?.[1];
  return toArchived('gem', unquoted(fieldOf(text, 'name: ')), unquoted(version));
}

const JAVA_SOURCE = /\.(java|kt|scala|groovy)$/;

/** By Maven's convention the archive of classes lies under the same name without the last word. */
function readSourceJar(tail: Uint8Array, { path, size }: { readonly path: string; readonly size: number }) {
  const names = readZipEnd(tail, size)?.names ?? [];
  const isSource = names.some((name) => JAVA_SOURCE.test(name));
  const [, name, version] = /\/([^/]+?)-(\d[^/]*)-sources\.jar$/.exec(path) ?? [];
  return isSource && !names.some((one) => one.endsWith('.class'))
    ? toArchived('jar', name, version)
    : undefined;
}

/** Source distributions of Python, and what `npm pack` makes. */
function readSourceArchive(head: Uint8Array): Archived | undefined {
  const tar = decompress(head, 'gzip');
  if (tar === undefined) return undefined;
  const manifest = textOfMember(tar, /^package\/package\.json$/);
  if (manifest !== undefined) return toArchived('npm', keyOf(manifest, 'name'), keyOf(manifest, 'version'));
  return toDistribution(textOfMember(tar, /^[^/]+\/PKG-INFO$/));
}

function textOfMember(tar: Uint8Array, name: RegExp): string | undefined {
  for (const member of tarMembers(tar))
    if (name.test(member.name)) return Buffer.from(member.bytes).toString('utf8');
  return undefined;
}

function fieldOf(text: string | undefined, start: string): string | undefined {
  return text === undefined ? undefined : new RegExp(`^${start}(\\S+)`, 'm').exec(text)?.[1];
}

function keyOf(json: string, key: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const found: unknown = new Map(Object.entries(value ?? {})).get(key);
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

function unquoted(text: string | undefined): string | undefined {
  return text?.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function toArchived(
  type: Archived['type'],
  name: string | undefined,
  version: string | undefined,
): Archived | undefined {
  return isPackageWord(name) && isPackageWord(version) ? { type, name, version } : undefined;
}
