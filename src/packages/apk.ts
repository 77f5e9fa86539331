import { MIB } from './database.ts';
import type { DatabaseImage, DatabaseReader, PackageDatabase } from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

const END = 'lib/apk/db/installed';
const WORLD = '/etc/apk/world';

/** apk's database of Alpine, Wolfi and what is made of them. https://wiki.alpinelinux.org/wiki/Apk_spec */
export const apk: PackageDatabase = {
  name: 'apk',
  type: 'apk',
  kind: 'system',
  files: [{ end: END, pattern: /^\/(?:usr\/)?lib\/apk\/db\/installed$/, maxBytes: 48 * MIB }],
  requests: [
    {
      path: WORLD,
      start: WORLD,
      pattern: /world$/,
      maxBytes: MIB,
      read({ text }) {
        const asked = parseApkWorld(text);
        return (name) => asked.has(name);
      },
    },
  ],
  upstreamVersion: (version) => version.replace(/-r\d+$/, ''),
  open: openApk,
};

/** The database of all packages is written anew for each: registered is what it did not have before. */
function openApk({ distribution }: DatabaseImage): DatabaseReader {
  let before: ReadonlySet<string> = new Set();
  return {
    read(files) {
      const entries = parseApkInstalled(files.at(-1)?.text ?? '').map((entry) => ({
        ...entry,
        package: toAlpinePackage(entry, distribution),
      }));
      const known = before;
      before = new Set(entries.map((entry) => entry.package.purl));
      return {
        installed: entries.map((entry) => entry.package),
        registrations: entries.map((entry) => ({
          package: entry.package,
          files: entry.files,
          isKnown: known.has(entry.package.purl),
          isComplete: entry.isComplete,
        })),
      };
    },
  };
}

function toAlpinePackage(entry: ApkEntry, distribution: string | undefined): Package {
  const { name, version, architecture, depends, provides } = entry;
  const namespace = distribution ?? 'alpine';
  return {
    type: 'apk',
    name,
    version,
    purl: toPurl({
      type: 'apk',
      namespace,
      name,
      version,
      ...(architecture !== undefined && { architecture }),
    }),
    depends,
    ...(provides.length > 0 && { provides }),
  };
}

/** One entry of apk's installed database with the files that it owns, as absolute paths. */
export type ApkEntry = {
  readonly name: string;
  readonly version: string;
  readonly architecture: string | undefined;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  readonly files: readonly string[];
  /** Whether apk's checksums of the package and of its files are there. */
  readonly isComplete: boolean;
};

const MAX_ENTRIES = 100_000;
const MAX_RELATIONS = 20_000;

/** Words of a `D:` or `p:` line without versions; conflicts (`!name`) left out. apk-package(5). */
function parseWords(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const words = text.split(' ', MAX_RELATIONS).filter((word) => word !== '' && !word.startsWith('!'));
  return [...new Set(words.map((word) => word.replace(/[<>=~@].*$/, '')))];
}

function parseEntry(paragraph: string): ApkEntry | undefined {
  const fields = new Map<string, string>();
  const files: string[] = [];
  let directory = '';
  let sums = 0;
  for (const line of paragraph.split('\n')) {
    if (line[1] !== ':') continue;
    const value = line.slice(2);
    if (line.startsWith('F')) directory = value === '' ? '' : `/${value}`;
    else if (line.startsWith('R')) files.push(`${directory}/${value}`);
    else if (line.startsWith('Z')) sums += 1;
    else if ('CPVADp'.includes(line.charAt(0))) fields.set(line.charAt(0), value);
  }
  return toEntry(fields, files, sums);
}

function toEntry(
  fields: ReadonlyMap<string, string>,
  files: readonly string[],
  sums: number,
): ApkEntry | undefined {
  const name = fields.get('P');
  const version = fields.get('V');
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  const architecture = fields.get('A');
  return {
    name,
    version,
    architecture: isPackageWord(architecture) ? architecture : undefined,
    depends: parseWords(fields.get('D')),
    provides: parseWords(fields.get('p')),
    files,
    isComplete: /^Q[12]/.test(fields.get('C') ?? '') && sums > 0,
  };
}

/** Packages of `lib/apk/db/installed`; an entry that makes no sense is skipped. https://wiki.alpinelinux.org/wiki/Apk_spec */
export function parseApkInstalled(text: string): readonly ApkEntry[] {
  return text
    .split('\n\n', MAX_ENTRIES)
    .map(parseEntry)
    .filter((entry) => entry !== undefined);
}

/** Names that somebody asked for: `etc/apk/world`. */
export function parseApkWorld(text: string): ReadonlySet<string> {
  return new Set(parseWords(text.replaceAll('\n', ' ')));
}
