import { isMap, isNode, isScalar } from 'yaml';
import type { Document, LineCounter, YAMLError } from 'yaml';
import type { z } from 'zod';
import { nearestName } from '../dockerfile/nearest-name.ts';
import { GateError } from '../errors.ts';
import { RULE_NAMES, policySchema } from './schema.ts';

const MAX_SHOWN_MISTAKES = 50;

/** A mistake with its place; lines and columns count from 1. */
export type Mistake = { readonly line: number; readonly column: number; readonly message: string };

/** One error for all mistakes of a policy file: the first in the message, all in the hint. */
export function badPolicy(file: string, mistakes: readonly Mistake[]): GateError {
  const sorted = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const shown = sorted.slice(0, MAX_SHOWN_MISTAKES).map((mistake) => placed(file, mistake));
  const more = sorted.length - 1;
  const count = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'mistake' : 'mistakes'})`;
  const omitted = sorted.length - shown.length;
  const lines = omitted === 0 ? shown : [...shown, `… and ${omitted} more`];
  return new GateError('bad-policy', `${shown[0] ?? file}${count}`, {
    hint: more === 0 ? 'docs/policy.md describes every key.' : ['All mistakes:', ...lines],
  });
}

function placed(file: string, { line, column, message }: Mistake): string {
  return `\`${file}\` line ${line}, column ${column}: ${message}`;
}

type Issue = z.core.$ZodIssue;

/** What a schema issue means for the one who wrote the file, at the key or value that it is about. */
export function toMistakes(issue: Issue, document: Document.Parsed, lines: LineCounter): readonly Mistake[] {
  if (issue.code !== 'unrecognized_keys') {
    const place = placeOf(document, issue.path, lines);
    return [{ ...place, message: `${nameOf(issue.path)} ${describe(issue, document)}` }];
  }
  const isRules = issue.path.at(-1) === 'rules';
  const known = isRules ? RULE_NAMES : knownKeys(issue.path);
  return issue.keys.map((key) => {
    const near = nearestName(key, known);
    const hint = near === undefined ? '' : `, did you mean \`${near}\`?`;
    const name = isPlain(key) ? ` \`${key}\`` : '';
    const message = `unknown ${isRules ? 'rule' : 'key'}${name}${hint}`;
    return { ...placeOfKey(document, [...issue.path, key], lines), message };
  });
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the policy';
  const text = path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}.${plainName(String(part))}`),
    '',
  );
  return `\`${text.slice(1)}\``;
}

function plainName(key: string): string {
  return isPlain(key) ? key : '…';
}

/**
 * Whether a key may be shown. Of a policy file nothing else is: who wrote the pull request may have put a link to a file with
 * a secret in its place.
 */
function isPlain(key: string): boolean {
  return /^[a-z][a-z-]{0,39}$/i.test(key);
}

function describe(issue: Issue, document: Document.Parsed): string {
  const node = document.getIn(issue.path, true);
  if (node === undefined) return 'is missing';
  if (issue.code === 'invalid_type' && issue.path.length === 0) return 'is not a map of keys';
  const value = isScalar(node) ? String(node.value) : undefined;
  const message = expectation(issue, value);
  return message.startsWith('expected') ? `has a different value, ${message}` : message;
}

/** Our own messages say what is expected; of the library's only `expected …` is kept. */
function expectation(issue: Issue, value: string | undefined): string {
  const isOurs = issue.message.startsWith('expected');
  if (issue.code === 'invalid_value' && !isOurs) return `expected ${choices(issue.values, value)}`;
  return issue.message.replace(/^Invalid input: |^Too (small|big): /, '');
}

/** A short list is reported whole; of a long one (rule ids) the nearest name. */
function choices(values: readonly unknown[], value: string | undefined): string {
  const names = values.map(String);
  const near = nearestName(value ?? '', names);
  if (names.length > 20)
    return near === undefined ? 'a rule id or a category' : `a rule id, did you mean \`${near}\`?`;
  return names.map((name) => `\`${name}\``).join(', ');
}

/** What the YAML parser found, by its code: its own messages quote the file. */
export function yamlMistake(code: YAMLError['code']): string {
  return YAML_MISTAKES[code];
}

const YAML_MISTAKES: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'has an alias with an anchor or a tag',
  BAD_ALIAS: 'has an alias without its anchor, or one that cannot be followed',
  BAD_COLLECTION_TYPE: 'has a tag that does not fit its list or map',
  BAD_DIRECTIVE: 'has an unknown YAML directive',
  BAD_DQ_ESCAPE: 'has an unknown escape between double quotes',
  BAD_INDENT: 'is indented differently from what it belongs to',
  BAD_PROP_ORDER: 'has an anchor or a tag in the wrong place',
  BAD_SCALAR_START: 'has a text that needs quotes because of its first character',
  BLOCK_AS_IMPLICIT_KEY: 'has a key or a value in a place where none is allowed',
  BLOCK_IN_FLOW: 'has lines of a list or map between brackets',
  DUPLICATE_KEY: 'has a key twice in one map',
  IMPOSSIBLE: 'is not YAML',
  KEY_OVER_1024_CHARS: 'has a key of more than 1024 characters',
  MISSING_CHAR: 'lacks a character, such as a space, a quote, a colon or a bracket',
  MULTILINE_IMPLICIT_KEY: 'has a key of several lines',
  MULTIPLE_ANCHORS: 'has two anchors in one place',
  MULTIPLE_DOCS: 'has several documents, expected one',
  MULTIPLE_TAGS: 'has two tags in one place',
  NON_STRING_KEY: 'has a key that is not text',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
  TAB_AS_INDENT: 'is indented by a tab, expected spaces',
  TAG_RESOLVE_FAILED: 'has an unknown tag',
  UNEXPECTED_TOKEN: 'has something that is not allowed in this place',
};

const KEYS = {
  policy: Object.keys(policySchema.shape),
  budget: ['size', 'max', 'max-growth', 'path', 'class', 'package', 'dockerfile-stage'],
  growth: ['bytes', 'percent'],
  allow: ['rule', 'subject', 'path', 'package', 'reason', 'expires', 'permanent'],
  image: [
    ...['name', 'context', 'dockerfile', 'target', 'platforms', 'build-args', 'baseline'],
    ...['rules', 'budgets', 'allow', 'fix'],
  ],
  fix: ['probe', 'runtime-bases'],
} as const;

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return KEYS.policy;
  if (path.at(-1) === 'max-growth') return KEYS.growth;
  if (path.at(-1) === 'fix') return KEYS.fix;
  const list = path.at(-2);
  return list === 'budgets' ? KEYS.budget : list === 'allow' ? KEYS.allow : KEYS.image;
}

type Place = { readonly line: number; readonly column: number };

/** Place of the value, or of the nearest thing around it that is there. */
function placeOf(document: Document.Parsed, path: readonly PropertyKey[], lines: LineCounter): Place {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return toPlace(node.range[0], lines);
  }
  return { line: 1, column: 1 };
}

function placeOfKey(document: Document.Parsed, path: readonly PropertyKey[], lines: LineCounter): Place {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined;
  return isNode(pair?.key) && pair.key.range
    ? toPlace(pair.key.range[0], lines)
    : placeOf(document, path, lines);
}

function toPlace(offset: number, lines: LineCounter): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
