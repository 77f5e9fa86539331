import type { Ledger } from '../../ledger/ledger.ts';
import type { Package } from '../../packages/package.ts';
import { cacheManager } from './package-caches.ts';

type ArchiveKind = {
  /** What people call several of them. */
  readonly name: string;
  readonly ending: string;
  readonly type: Package['type'];
  /** Name and version in a file name. */
  readonly pattern: RegExp;
};

const KINDS: readonly ArchiveKind[] = [
  // PEP 427; of a name, runs of `-_.` are one.
  {
    name: 'wheels',
    ending: '.whl',
    type: 'pypi',
    pattern: /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/,
  },
  // deb-control(5); an epoch is left out of the file name, or written as `%3a`.
  {
    name: 'Debian packages',
    ending: '.deb',
    type: 'deb',
    pattern: /^([^_]+)_(?:\d+%3a)?([^_]+)_[^_]+\.deb$/i,
  },
  { name: 'Alpine packages', ending: '.apk', type: 'apk', pattern: /^(.+)-(\d[^-]*-r\d+)\.apk$/ },
];

/** What kind of archive a file is, where the package of its name and version is installed; undefined otherwise. */
export function installedArchive(ledger: Ledger, row: number): string | undefined {
  const { catalog } = ledger;
  const archive = archiveOf(catalog.paths.name(catalog.node(row)));
  if (archive === undefined || catalog.bytes(row) === 0) return undefined;
  const isCache = cacheManager(catalog.path(row)) !== undefined;
  return !isCache && installed(ledger).has(archive.key) ? archive.kind : undefined;
}

function archiveOf(name: string): { readonly kind: string; readonly key: string } | undefined {
  const kind = KINDS.find(({ ending }) => name.endsWith(ending));
  const [, called, version] = kind?.pattern.exec(name) ?? [];
  if (kind === undefined || called === undefined || version === undefined) return undefined;
  return { kind: kind.name, key: keyOf(kind.type, called, version) };
}

const memo = new WeakMap<Ledger, ReadonlySet<string>>();

/** Computed once for a ledger: there may be many archives. */
function installed(ledger: Ledger): ReadonlySet<string> {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const keys = new Set(ledger.packages.map(({ type, name, version }) => keyOf(type, name, version)));
  memo.set(ledger, keys);
  return keys;
}

function keyOf(type: Package['type'], name: string, version: string): string {
  const normal = type === 'pypi' ? name.replace(/[-_.]+/g, '-').toLowerCase() : name;
  return `${type} ${normal} ${version.replace(/^\d+:/, '')}`;
}
