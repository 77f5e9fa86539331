import { isPackageWord } from './purl.ts';

/** One entry of dpkg's database, as far as the gate reads it. */
export type DpkgEntry = {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | undefined;
  readonly section: string | undefined;
  readonly summary: string | undefined;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
};

const MAX_ENTRIES = 100_000;
const MAX_RELATIONS = 2_000;
const FIELDS = new Set([
  'package',
  'status',
  'version',
  'architecture',
  'section',
  'depends',
  'pre-depends',
  'provides',
  'description',
]);

/** Fields of one deb822 paragraph, lower-case; of a field over many lines the first line. deb-control(5). */
function parseFields(paragraph: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of paragraph.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (FIELDS.has(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Package names of a relation field, the first alternative of each; versions, architectures and profiles left out. */
export function parseRelations(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const names = text
    .split(',', MAX_RELATIONS)
    .map((relation) => /^[a-z0-9][a-z0-9+.-]*/i.exec(relation.trim())?.[0])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

/** Files are there in these states; in `config-files` only configuration is left. dpkg(1), "Package states". */
const INSTALLED =
  /(?:^|\s)(?:installed|unpacked|half-installed|half-configured|triggers-awaited|triggers-pending)$/;

function toEntry(fields: ReadonlyMap<string, string>): DpkgEntry | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  if (!INSTALLED.test(fields.get('status') ?? 'install ok installed')) return undefined;
  return {
    name,
    version,
    architecture: isPackageWord(fields.get('architecture')) ? fields.get('architecture') : undefined,
    section: fields.get('section')?.slice(0, 60),
    summary: fields.get('description')?.slice(0, 200),
    depends: parseRelations([fields.get('pre-depends'), fields.get('depends')].filter(Boolean).join(',')),
    provides: parseRelations(fields.get('provides')),
  };
}

/** Installed packages of `var/lib/dpkg/status` or a file of `status.d`; an entry that makes no sense is skipped. */
export function parseDpkgStatus(text: string): readonly DpkgEntry[] {
  return text
    .split(/\n[ \t]*\n/, MAX_ENTRIES)
    .map((paragraph) => toEntry(parseFields(paragraph)))
    .filter((entry) => entry !== undefined);
}

/** Absolute paths of an `info/*.list`, directories among them. */
export function parseFileList(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length > 2 && line.startsWith('/'));
}

/** Absolute paths of a `.md5sums` list: regular files only, written without the leading `/`. */
export function parseMd5sums(text: string): readonly string[] {
  const paths: string[] = [];
  for (const line of text.split('\n')) {
    const path = /^[0-9a-f]{32} [ *](.+)$/.exec(line)?.[1];
    if (path !== undefined) paths.push(`/${path.replace(/^\.?\/+/, '')}`);
  }
  return paths;
}

/** Names that apt noted as installed only as a dependency. apt-mark(8). */
export function parseExtendedStates(text: string): ReadonlySet<string> {
  const automatic = new Set<string>();
  for (const paragraph of text.split(/\n[ \t]*\n/, MAX_ENTRIES)) {
    const name = /^Package: *(\S+)/m.exec(paragraph)?.[1];
    if (name !== undefined && /^Auto-Installed: *1/m.test(paragraph)) automatic.add(name);
  }
  return automatic;
}
