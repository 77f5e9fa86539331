import type { GateRequest } from '../gate/request.ts';
import type { InputTexts } from './input-texts.ts';
import type { Mistakes } from './mistakes.ts';

/** The part of a request that says whether and how fixes are looked for; what is absent has its default. */
type FixPart = Pick<GateRequest & { readonly mode: 'check' }, 'suggestFixes' | 'fixMilliseconds' | 'verify'>;

export function readFix(texts: InputTexts, mistakes: Mistakes): FixPart {
  const fix = readOneOf(['off', 'suggest'], 'fix', { texts, mistakes });
  const verify = readOneOf(['static', 'run'], 'verify', { texts, mistakes });
  const fixMilliseconds = readBudget(texts, mistakes);
  return {
    ...(fix === 'suggest' && { suggestFixes: true }),
    ...(fixMilliseconds !== undefined && { fixMilliseconds }),
    ...(verify !== undefined && { verify }),
  };
}

type Reading = { readonly texts: InputTexts; readonly mistakes: Mistakes };

function readOneOf<T extends string>(
  values: readonly T[],
  name: 'fix' | 'verify',
  { texts, mistakes }: Reading,
): T | undefined {
  const text = texts.one(name);
  const value = values.find((one) => one === text);
  const expected = values.map((one) => `\`${one}\``).join(', ');
  if (text !== '' && value === undefined)
    mistakes.note(texts.spell(name), `is \`${text}\`, expected one of ${expected}`);
  return value;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };

/** `10 min`, `90 s`, `1 h`; a number alone is minutes. */
function readBudget(texts: InputTexts, mistakes: Mistakes): number | undefined {
  const text = texts.one('fix-budget');
  if (text === '') return undefined;
  const [, number = '', unit = 'min'] = /^(\d{1,4}) ?(s|min|h)?$/.exec(text) ?? [];
  const milliseconds = Number(number) * (UNITS[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  mistakes.note(texts.spell('fix-budget'), `is \`${text}\`, expected a time such as \`10 min\` or \`90 s\``);
  return undefined;
}
