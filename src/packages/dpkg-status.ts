import { isPackageWord } from './purl.ts';

/** One entry of dpkg's database, as far as the gate reads it. */
export type DpkgEntry = {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | undefined;
  readonly section: string | undefined;
  readonly summary: string | undefined;
  readonly depends: readonly string[];
  /** The other alternatives of what it depends on. */
  readonly alsoNeeds: readonly string[];
  readonly recommends: readonly string[];
  readonly provides: readonly string[];
  /** Whether it has the fields that dpkg demands of a package. deb-control(5) */
  readonly isComplete: boolean;
};

/** Most entries of one file. */
export const MAX_ENTRIES = 100_000;
const MAX_RELATIONS = 2_000;
const FIELDS = new Set([
  'package',
  'status',
  'version',
  'architecture',
  'section',
  'depends',
  'pre-depends',
  'recommends',
  'provides',
  'description',
  'maintainer',
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

/** Most alternatives of one relation that are looked at. */
const MAX_ALTERNATIVES = 50;

/**
 * Package names of a relation field; of alternatives the first that `isThere`, else the first. Versions, architectures and
 * profiles are left out.
 */
export function parseRelations(
  text: string | undefined,
  isThere: (name: string) => boolean = () => false,
): readonly string[] {
  if (text === undefined || text === '') return [];
  const names = text.split(',', MAX_RELATIONS).map((relation) => {
    const alternatives = relation
      .split('|', MAX_ALTERNATIVES)
      .map((alternative) => /^[a-z0-9][a-z0-9+.-]*/i.exec(alternative.trim())?.[0]);
    return alternatives.find((name) => name !== undefined && isThere(name)) ?? alternatives[0];
  });
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** All alternatives of all relations. */
function parseNames(text: string | undefined): readonly string[] {
  const alternatives = (text ?? '')
    .split(',', MAX_RELATIONS)
    .flatMap((relation) => relation.split('|', MAX_ALTERNATIVES));
  return parseRelations(alternatives.join(','));
}

/** Files are there in these states; in `config-files` only configuration is left. dpkg(1), "Package states". */
const INSTALLED =
  /(?:^|\s)(?:installed|unpacked|half-installed|half-configured|triggers-awaited|triggers-pending)$/;

type Fields = ReadonlyMap<string, string>;

function isInstalled(fields: Fields): boolean {
  return INSTALLED.test(fields.get('status') ?? 'install ok installed');
}

function toEntry(fields: Fields, isThere: (name: string) => boolean): DpkgEntry | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!isPackageWord(name) || !isPackageWord(version) || !isInstalled(fields)) return undefined;
  const depends = [fields.get('pre-depends'), fields.get('depends')].filter(Boolean).join(',');
  const needed = parseRelations(depends, isThere);
  return {
    name,
    version,
    architecture: isPackageWord(fields.get('architecture')) ? fields.get('architecture') : undefined,
    section: fields.get('section')?.slice(0, 60),
    summary: fields.get('description')?.slice(0, 200),
    depends: needed,
    alsoNeeds: parseNames(depends).filter((one) => !needed.includes(one)),
    recommends: parseNames(fields.get('recommends')),
    provides: parseRelations(fields.get('provides')),
    isComplete: DEMANDED.every((field) => (fields.get(field) ?? '') !== ''),
  };
}

const DEMANDED = ['maintainer', 'architecture', 'description'] as const;

/** Names that the installed packages have or stand in for. */
function namesOf(paragraphs: readonly Fields[]): ReadonlySet<string> {
  const installed = paragraphs.filter(isInstalled);
  return new Set(
    installed.flatMap((fields) => [fields.get('package') ?? '', ...parseRelations(fields.get('provides'))]),
  );
}

/** Installed packages of `var/lib/dpkg/status` or a file of `status.d`; an entry that makes no sense is skipped. */
export function parseDpkgStatus(text: string): readonly DpkgEntry[] {
  const paragraphs = text.split(/\n[ \t]*\n/, MAX_ENTRIES).map(parseFields);
  const names = namesOf(paragraphs);
  return paragraphs
    .map((fields) => toEntry(fields, (name) => names.has(name)))
    .filter((entry) => entry !== undefined);
}
