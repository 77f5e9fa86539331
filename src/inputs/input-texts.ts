/** Inputs that hold one value, and their meaning for the builder, the policy or the report. */
export const SCALAR_INPUTS = [
  'mode',
  'artifact',
  'context',
  'file',
  'target',
  'builder',
  'network',
  'prepare',
  'prepare-candidate',
  'github-token',
  'policy',
  'baseline',
  'fail-on',
  'max-size',
  'max-growth',
  'comment',
  'comment-key',
  'review',
  'check-run',
  'report-url',
  'image',
  'fix',
  'fix-budget',
  'verify',
  'skip-when-unchanged',
  'bake',
  'compose',
  'history',
  'record-baseline',
  'cache-dir',
  'read-in-place',
  'read-timeout',
] as const;

/** Inputs that hold a list; the command line repeats a flag in the singular instead. */
export const LIST_INPUTS = [
  'build-args',
  'build-contexts',
  'secrets',
  'platforms',
  'images',
  'bake-targets',
  'reports',
  'cache-from',
  'cache-to',
  'insecure-registries',
] as const;

export type ScalarInput = (typeof SCALAR_INPUTS)[number];
export type ListInput = (typeof LIST_INPUTS)[number];

/** Every input of the Action, which is every flag of `check`. */
export type InputName = ScalarInput | ListInput;

/** The texts of all inputs, whichever way they were spelled: as inputs of the Action or as flags. */
export type InputTexts = {
  /** Empty when absent. */
  one(name: ScalarInput): string;
  many(name: ListInput): readonly string[];
  /** The name as this user spells it, in backticks. */
  spell(name: InputName): string;
};

/**
 * Entries of a list input: one a line, as build-push-action reads them. Blank lines and `#` lines are none; an entry in
 * double quotes may span lines and doubles the quotes inside. Commas are part of the value.
 */
export function splitEntries(text: string): readonly string[] {
  const entries: string[] = [];
  const pattern = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?:\r?\n|$)|([^\n]*)(?:\n|$)/gy;
  for (const match of text.matchAll(pattern)) {
    const entry = match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"');
    if (entry !== '' && !entry.startsWith('#')) entries.push(entry);
  }
  return entries;
}

/** Spells inputs as a workflow does. */
export function toActionTexts(readInput: (name: string) => string): InputTexts {
  return {
    one: (name) => readInput(name).trim(),
    many: (name) => splitEntries(readInput(name)),
    spell: (name) => `\`${name}\``,
  };
}

/** Name of the flag that spells an input: list inputs are repeatable and in the singular. */
export function flagOf(name: InputName): string {
  // `--image` is an image that is built already.
  if (name === 'images') return 'image-of';
  return isList(name) ? name.replace(/ies$/, 'y').replace(/s$/, '') : name;
}

function isList(name: InputName): name is ListInput {
  return LIST_INPUTS.some((list) => list === name);
}
