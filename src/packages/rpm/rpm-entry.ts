import { isPackageWord } from '../purl.ts';
import { readHeaderStore, type HeaderStore } from './header-store.ts';

/** One installed package as its header in RPM's database has it. */
export type RpmEntry = {
  readonly name: string;
  /** 0 where none was given. */
  readonly epoch: number;
  /** With the release: `4.3-1.el9`. */
  readonly version: string;
  readonly architecture: string | undefined;
  /** `Development/Tools`; undefined where it is `Unspecified`, as Fedora's are since it gave groups up. */
  readonly group: string | undefined;
  readonly summary: string | undefined;
  /** What it requires and provides, without versions; files by their paths. */
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  /** The other parts of `(a or b)`. */
  readonly alsoNeeds: readonly string[];
  /** What it recommends, and what it requires under a condition. */
  readonly recommends: readonly string[];
  /** Absolute paths of what RPM wrote, directories and links among them. Together they are no longer than so many characters. */
  files(maxCharacters: number): readonly string[];
};

/** https://github.com/rpm-software-management/rpm, include/rpm/rpmtag.h */
const TAG = {
  ...{ name: 1000, version: 1001, release: 1002, epoch: 1003, summary: 1004, group: 1016, arch: 1022 },
  ...{ fileStates: 1029, fileFlags: 1037, provides: 1047, requires: 1049 },
  ...{ directoryIndexes: 1116, baseNames: 1117, directoryNames: 1118, oldFileNames: 1027 },
  recommends: 5046,
} as const;
const MAX_RELATIONS = 20_000;
const MAX_GROUP = 60;
const MAX_SUMMARY = 200;
/** Linux, PATH_MAX. */
const MAX_PATH = 4096;
/** RPMFILE_GHOST: the package knows of the file and does not bring it. */
const GHOST = 1 << 6;

/** The package of a header; undefined for what makes no sense. */
export function parseRpmEntry(header: Uint8Array): RpmEntry | undefined {
  const store = readHeaderStore(header, 0);
  const name = store?.text(TAG.name);
  const version = store && `${store.text(TAG.version)}-${store.text(TAG.release)}`;
  if (store === undefined || !isPackageWord(name) || !isPackageWord(version)) return undefined;
  const architecture = store.text(TAG.arch);
  return {
    name,
    epoch: Math.max(store.number(TAG.epoch, 0, 4), 0),
    version,
    architecture: isPackageWord(architecture) ? architecture : undefined,
    group: textOf(store, TAG.group, MAX_GROUP),
    summary: textOf(store, TAG.summary, MAX_SUMMARY),
    depends: relationsOf(store, TAG.requires, toNames),
    provides: relationsOf(store, TAG.provides, toNames),
    alsoNeeds: relationsOf(store, TAG.requires, toAlternatives),
    recommends: [
      ...relationsOf(store, TAG.recommends, toAnyNames),
      ...relationsOf(store, TAG.requires, toConditional),
    ],
    files: (maxCharacters) => filesOf(store, maxCharacters),
  };
}

function textOf(store: HeaderStore, tag: number, max: number): string | undefined {
  const text = store.text(tag);
  return text === '' || text === 'Unspecified' ? undefined : text.slice(0, max);
}

/** Names of what a package needs or gives; RPM's own abilities left out. */
function relationsOf(
  store: HeaderStore,
  tag: number,
  toNamesOf: (relation: string) => readonly string[],
): readonly string[] {
  const names = store.texts(tag, MAX_RELATIONS).flatMap(toNamesOf);
  return [...new Set(names.filter((name) => isPackageWord(name) && !name.startsWith('rpmlib(')))];
}

/** Of `(a or b)` the first; conditions are left out. https://rpm-software-management.github.io/rpm/manual/boolean_dependencies.html */
function toNames(relation: string): readonly string[] {
  if (!relation.startsWith('(')) return [relation];
  if (CONDITION.test(relation)) return [];
  const names = partsOf(relation);
  return / (?:or|without) /.test(relation) ? names.slice(0, 1) : names;
}

/** Of `(a or b)` all but the first. */
function toAlternatives(relation: string): readonly string[] {
  const isChoice = / or /.test(relation) && !/ without /.test(relation) && !CONDITION.test(relation);
  return relation.startsWith('(') && isChoice ? partsOf(relation).slice(1) : [];
}

/** Of `(a if b)` what is required then. */
function toConditional(relation: string): readonly string[] {
  return relation.startsWith('(') && CONDITION.test(relation) ? partsOf(relation).slice(0, 1) : [];
}

function toAnyNames(relation: string): readonly string[] {
  return [...toNames(relation), ...toAlternatives(relation), ...toConditional(relation)];
}

const CONDITION = / (?:if|unless) /;

function partsOf(relation: string): readonly string[] {
  return relation.split(/ (?:and|with|or|without|if|unless|else) /).map(nameIn);
}

/** `((foo(x) >= 1` and `foo(x) >= 1)` as `foo(x)`. */
function nameIn(part: string): string {
  const name = /^\(*(\S*)/.exec(part)?.[1] ?? '';
  const isOpen = name.split(')').length > name.split('(').length;
  return isOpen ? name.replace(/\)+$/, '') : name;
}

/** Most files of one package. */
const MAX_FILES = 1_000_000;

/** A name stands behind its directory's, so that a few bytes may stand for a long path: the paths' length is what is bounded. */
function filesOf(store: HeaderStore, maxCharacters: number): readonly string[] {
  const directories = store.texts(TAG.directoryNames, MAX_FILES);
  const names = store.texts(TAG.baseNames, MAX_FILES);
  if (names.length === 0)
    return store.texts(TAG.oldFileNames, MAX_FILES).filter((path) => path.startsWith('/'));
  const files: string[] = [];
  let left = maxCharacters;
  for (const [index, name] of names.entries()) {
    const directory = directories[store.number(TAG.directoryIndexes, index, 4)] ?? '';
    const length = directory.length + name.length;
    if (!directory.startsWith('/') || length > MAX_PATH || !isWritten(store, index)) continue;
    left -= length;
    if (left < 0) break;
    files.push(directory + name);
  }
  return files;
}

/** Other states: replaced by another package's, left out (`--nodocs`), on a shared network, of a color that was not chosen. */
const NORMAL_STATE = 0;

function isWritten(store: HeaderStore, index: number): boolean {
  const state = store.number(TAG.fileStates, index, 1);
  const flags = store.number(TAG.fileFlags, index, 4);
  return state <= NORMAL_STATE && (flags < 0 || (flags & GHOST) === 0);
}
