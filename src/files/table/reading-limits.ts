import { GateError } from '../../errors.ts';
import type { ContentFacts, DerivedTexts, ElfFacts } from './content-facts.ts';

const MIB = 1024 * 1024;

/**
 * Most of each kind that all layers of both images of a run may hold in memory together; a layer that both share counts once.
 * A tar of a few megabytes can claim any of it. docs/limits.md says how they were chosen.
 */
export const READING_LIMITS = {
  entries: 6_000_000,
  pathNodes: 10_000_000,
  nameBytes: 256 * MIB,
  symbolicLinks: 2_000_000,
  linkTargetBytes: 256 * MIB,
  whiteouts: 2_000_000,
  factBytes: 512 * MIB,
  contentBytes: 512 * MIB,
} as const;

/** Name of a limit, as docs/limits.md has it. */
export type ReadingLimit = keyof typeof READING_LIMITS;

/** How much of each kind there may be. */
export type ReadingLimits = Readonly<Record<ReadingLimit, number>>;

/** Counts what the layers of a run hold. All functions throw `image-unreadable`; `what` names the layer that goes too far. */
export type Tally = {
  add(limit: ReadingLimit, count: number, what: string): void;
  /** Whether there may be so many more, for what is held for a while only. */
  allow(limit: ReadingLimit, count: number, what: string): void;
  /** The same for what is counted elsewhere: `total` is of all layers. */
  check(limit: ReadingLimit, total: number, what: string): void;
};

/** Nothing is held yet. `limits`: absent, those of the documentation. */
export function createTally(limits: ReadingLimits = READING_LIMITS): Tally {
  const held: Record<ReadingLimit, number> = {
    entries: 0,
    pathNodes: 0,
    nameBytes: 0,
    symbolicLinks: 0,
    linkTargetBytes: 0,
    whiteouts: 0,
    factBytes: 0,
    contentBytes: 0,
  };
  const check = (limit: ReadingLimit, total: number, what: string): void => {
    if (total > limits[limit]) throw tooMuch({ limit, total, allowed: limits[limit], what });
  };
  return {
    add: (limit, count, what) => {
      held[limit] += count;
      check(limit, held[limit], what);
    },
    allow: (limit, count, what) => {
      check(limit, held[limit] + count, what);
    },
    check,
  };
}

const NAMES: Readonly<Record<ReadingLimit, string>> = {
  entries: 'entries',
  pathNodes: 'names in all paths',
  nameBytes: 'bytes of names',
  symbolicLinks: 'symbolic links',
  linkTargetBytes: "bytes of links' targets",
  whiteouts: 'whiteouts',
  factBytes: 'bytes of facts about ELF files, scripts and other contents',
  contentBytes: 'bytes of package databases and other files that are read completely',
};

type Excess = {
  readonly limit: ReadingLimit;
  readonly total: number;
  readonly allowed: number;
  readonly what: string;
};

function tooMuch({ limit, total, allowed, what }: Excess): GateError {
  return new GateError(
    'image-unreadable',
    `${what} brings all layers of this run to ${total} ${NAMES[limit]}, but at most ${allowed} are read`,
    {
      hint: `This is the limit \`${limit}\` of docs/limits.md. Remove from the image what causes so many, or judge fewer images at once.`,
    },
  );
}

/** What an object with its place in a map takes, in bytes, and what a text takes beside its characters. */
const OBJECT_BYTES = 200;
const TEXT_BYTES = 32;
/** A byte array beside its bytes. */
const ARRAY_BYTES = 200;

/** Bytes of memory that the facts of one file take, roughly, without the content that was kept. */
export function weighFacts(facts: ContentFacts): number {
  const { elf, shebang, gitBlob, derived } = facts;
  const arrayBytes = 'content' in facts ? ARRAY_BYTES : 0;
  const texts = textBytes(shebang) + textBytes(gitBlob) + (derived ? weighDerived(derived) : 0);
  return OBJECT_BYTES + texts + arrayBytes + (elf ? weighElf(elf) : 0);
}

function weighDerived(derived: DerivedTexts): number {
  return Object.values(derived).reduce((sum, text) => sum + textBytes(text), OBJECT_BYTES);
}

function weighElf(elf: ElfFacts): number {
  const texts = [elf.interpreter, elf.soname, elf.goMainPath, elf.goVersion];
  const lists = [elf.needed, elf.runpath, elf.versionsNeeded, elf.versionsDefined, elf.goModules];
  const all = [...texts, ...lists.flatMap((list) => list ?? [])];
  return OBJECT_BYTES + all.reduce((sum, text) => sum + textBytes(text), 0);
}

function textBytes(text: string | null | undefined): number {
  return typeof text === 'string' ? TEXT_BYTES + text.length : 0;
}
