import { isDay } from './day.ts';
import type { AllowEntry } from './policy.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';

/** A comment that was meant to allow something and does not. `line` counts from 1; `message` is a sentence without a dot. */
export type InlineAllowMistake = { readonly line: number; readonly message: string };

export type InlineAllows = {
  readonly allows: readonly AllowEntry[];
  readonly mistakes: readonly InlineAllowMistake[];
};

/** `# final-stage allow=RULE[,RULE] reason="…" until=DAY` on lines right above an instruction. docs/policy.md, "Allow entries". */
export function parseInlineAllows(text: string, dockerfile: Dockerfile): InlineAllows {
  const lines = text.split(/\r?\n/);
  const places = placesOf(dockerfile, lines);
  const allows: AllowEntry[] = [];
  const mistakes: InlineAllowMistake[] = [];
  for (const [index, line] of lines.entries()) {
    const comment = /^\s*#\s*final-stage\s(.*)$/.exec(line)?.[1];
    if (comment === undefined || places.isInside(index)) continue;
    const parsed = parseComment(comment);
    const instruction = places.below(index);
    if (parsed.kind === 'mistake') mistakes.push({ line: index + 1, message: parsed.message });
    else if (!instruction) mistakes.push({ line: index + 1, message: 'there is no instruction right below' });
    else allows.push(...parsed.rules.map((rule) => toEntry(rule, parsed, instruction)));
  }
  return { allows, mistakes };
}

/** What stands at and below a line, by its index from 0. Each line is looked at once, however many comments there are. */
type Places = {
  /** A comment line within an instruction (a heredoc's text, say) is no comment of ours. */
  isInside(index: number): boolean;
  /** The instruction below, with nothing but comments in between. */
  below(index: number): InstructionRef | undefined;
};

function placesOf({ stages }: Dockerfile, lines: readonly string[]): Places {
  const inside = new Set<number>();
  const starts = new Map<number, InstructionRef>();
  for (const ref of stages.flatMap((stage) => [stage.from, ...stage.instructions.map((own) => own.ref)])) {
    starts.set(ref.line - 1, ref);
    for (let at = ref.line - 1; at < ref.endLine; at++) inside.add(at);
  }
  const below: (InstructionRef | undefined)[] = Array.from(lines, () => undefined);
  for (let at = lines.length - 2; at >= 0; at--) {
    below[at] = /^\s*#/.test(lines[at + 1] ?? '') ? below[at + 1] : starts.get(at + 1);
  }
  return { isInside: (index) => inside.has(index), below: (index) => below[index] };
}

type ParsedComment =
  | {
      readonly kind: 'allow';
      readonly rules: readonly string[];
      readonly reason: string;
      readonly until: string;
    }
  | { readonly kind: 'mistake'; readonly message: string };

const WORD = /^\s*([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/;
const KEYS: readonly string[] = ['allow', 'reason', 'until'];

function parseComment(comment: string): ParsedComment {
  const values = new Map<string, string>();
  let rest = comment.trimEnd();
  while (rest !== '') {
    const word = parseWord(rest);
    if (!word) return mistake(`cannot read ${quoted(rest.trim())}, expected \`key=value\``);
    const trouble = checkKey(word.key, values);
    if (trouble) return trouble;
    values.set(word.key, word.value);
    rest = word.rest;
  }
  const valueOf = (key: string): string => values.get(key)?.trim() ?? '';
  const rules = valueOf('allow')
    .split(',')
    .filter((rule) => rule !== '');
  return toParsed({ rules, reason: valueOf('reason'), until: valueOf('until') });
}

function parseWord(text: string): { key: string; value: string; rest: string } | undefined {
  const [whole, key, inQuotes, bare] = WORD.exec(text) ?? [];
  if (whole === undefined || key === undefined) return undefined;
  return { key, value: inQuotes ?? bare ?? '', rest: text.slice(whole.length) };
}

function checkKey(key: string, values: ReadonlyMap<string, string>): ParsedComment | undefined {
  if (!KEYS.includes(key)) {
    return mistake(`unknown key ${quoted(key)}, expected \`allow\`, \`reason\` or \`until\``);
  }
  return values.has(key) ? mistake(`\`${key}\` is given twice`) : undefined;
}

function toParsed({
  rules,
  reason,
  until,
}: {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until: string;
}): ParsedComment {
  const wrongRule = rules.find((rule) => !/^[a-z][a-z0-9-]{0,63}$/.test(rule));
  if (rules.length === 0) return mistake('`allow=RULE` is missing');
  if (wrongRule !== undefined) return mistake(`${quoted(wrongRule)} is not the name of a rule`);
  if (reason === '') return mistake('`reason="…"` is missing');
  if (until === '') return mistake('`until=YYYY-MM-DD` is missing');
  if (!isDay(until)) return mistake(`\`until\` is ${quoted(until)}, expected a day such as \`2027-01-31\``);
  return { kind: 'allow', rules, reason, until };
}

function mistake(message: string): ParsedComment {
  return { kind: 'mistake', message };
}

function quoted(text: string): string {
  return `\`${text.slice(0, 80).replaceAll('`', "'")}\``;
}

function toEntry(
  rule: string,
  parsed: ParsedComment & { readonly kind: 'allow' },
  instruction: InstructionRef,
): AllowEntry {
  return {
    rule,
    reason: parsed.reason,
    expires: parsed.until,
    source: 'inline',
    instructionText: instruction.text,
    ...(instruction.digest !== undefined && { instructionDigest: instruction.digest }),
  };
}
