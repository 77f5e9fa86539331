/** One step of a glob that is matched: a character, a choice of ways on, or the end. */
type Step =
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'ways'; to: readonly number[] }
  | { readonly kind: 'end' };

/**
 * A matcher whose time grows with glob times text, whatever the glob: all ways through it are followed at once, none twice.
 * (Ken Thompson, "Regular expression search algorithm", 1968.) Stars, `**`, `?`, sets, alternatives and escapes mean what they
 * mean to picomatch. `crosses`: whether `*` also takes slashes.
 */
export function linearMatcher(glob: string, crosses: boolean): (text: string) => boolean {
  const steps: Step[] = [];
  compile({ glob, crosses, steps });
  steps.push({ kind: 'end' });
  return (text) => runs(steps, text);
}

type Source = { readonly glob: string; readonly crosses: boolean; readonly steps: Step[] };

const ANY = (): boolean => true;
const IN_NAME = (character: string): boolean => character !== '/';

function compile({ glob, crosses, steps }: Source): void {
  for (let at = 0; at < glob.length;) {
    const source = { glob: glob.slice(at), crosses, steps };
    at += (crosses ? 0 : compileDeep(source, glob.charAt(at - 1))) || compileOne(source);
  }
}

/** Any number of whole components, none among them; gives how many characters of the glob that were, or 0. */
function compileDeep(source: Source, before: string): number {
  const { glob, steps } = source;
  if (/^(?:\/\*\*)+$/.test(glob) && before !== '*') return compileBelow(glob, steps);
  const leading = /^(?:\*\*\/)+/.exec(glob)?.[0];
  if (leading === undefined || !['', '/'].includes(before)) return 0;
  optional(steps, () => {
    many(steps, ANY);
    one(steps, '/');
  });
  return leading.length;
}

/** What lies below a folder, and the folder itself; not so below a star, as picomatch has it. */
function compileBelow(glob: string, steps: Step[]): number {
  optional(steps, () => {
    one(steps, '/');
    many(steps, ANY);
  });
  return glob.length;
}

/** What stands at the start of a glob; each compiles it and gives how many characters that were. */
const FORMS: Readonly<Record<string, (source: Source) => number>> = {
  '*': ({ glob, crosses, steps }) => {
    many(steps, glob === '**' || crosses ? ANY : IN_NAME);
    return /^\*+/.exec(glob)?.[0].length ?? 1;
  },
  '{': compileAlternatives,
  '[': compileSet,
  '?': ({ steps }) => {
    steps.push({ kind: 'one', accepts: IN_NAME });
    return 1;
  },
  '\\': ({ glob, steps }) => {
    one(steps, glob.charAt(1));
    return 2;
  },
};

function compileOne(source: Source): number {
  const first = source.glob.charAt(0);
  const form = FORMS[first];
  if (form !== undefined) return form(source);
  one(source.steps, first);
  return 1;
}

function compileSet({ glob, steps }: Source): number {
  const [whole, negation, members] = /^\[(\^?)(\]?[^\]]+)\]/.exec(glob) ?? [];
  if (whole === undefined) {
    one(steps, '[');
    return 1;
  }
  const ranges = [...(members ?? '').matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, single]) => [
    from ?? single ?? '',
    to ?? single ?? '',
  ]);
  const isIn = (character: string) =>
    ranges.some(([from = '', to = '']) => from <= character && character <= to);
  steps.push({
    kind: 'one',
    accepts: (character) => character !== '/' && isIn(character) === (negation === ''),
  });
  return whole.length;
}

function compileAlternatives({ glob, crosses, steps }: Source): number {
  const parts = splitAlternatives(glob);
  if (parts === undefined) {
    one(steps, '{');
    return 1;
  }
  const choice: Step = { kind: 'ways', to: [] };
  steps.push(choice);
  const ends: Extract<Step, { kind: 'ways' }>[] = [];
  const starts = parts.map((part) => {
    const start = steps.length;
    compile({ glob: part, crosses, steps });
    const end: Step = { kind: 'ways', to: [] };
    steps.push(end);
    ends.push(end);
    return start;
  });
  choice.to = starts;
  for (const end of ends) end.to = [steps.length];
  return parts.join(',').length + 2;
}

const DEPTH: Readonly<Record<string, number>> = { '{': 1, '}': -1 };

/** The parts of a leading `{a,b}`, nested ones whole; undefined where it does not end or has no comma. */
function splitAlternatives(glob: string): readonly string[] | undefined {
  const cuts = cutsOf(glob);
  if (cuts === undefined || cuts.length < 3) return undefined;
  return cuts.slice(1).map((end, index) => glob.slice((cuts[index] ?? 0) + 1, end));
}

/** Where the outermost brace, its commas and its end stand; undefined where it does not end. */
function cutsOf(glob: string): readonly number[] | undefined {
  let depth = 0;
  const cuts: number[] = [];
  for (const { 0: mark, index } of glob.matchAll(/\\.|[{},]/gs)) {
    depth += DEPTH[mark] ?? 0;
    const isOuter = mark === '}' ? depth === 0 : depth === 1 && (mark === ',' || index === 0);
    if (isOuter) cuts.push(index);
    if (depth === 0) return cuts;
  }
  return undefined;
}

function one(steps: Step[], character: string): void {
  steps.push({ kind: 'one', accepts: (other) => other === character });
}

function many(steps: Step[], accepts: (character: string) => boolean): void {
  const at = steps.length;
  steps.push({ kind: 'ways', to: [at + 1, at + 3] }, { kind: 'one', accepts }, { kind: 'ways', to: [at] });
}

function optional(steps: Step[], inner: () => void): void {
  const choice: Step = { kind: 'ways', to: [] };
  const at = steps.push(choice);
  inner();
  choice.to = [at, steps.length];
}

function runs(steps: readonly Step[], text: string): boolean {
  let now = follow(steps, [0]);
  for (const character of text) {
    const next: number[] = [];
    for (const at of now) {
      const step = steps[at];
      if (step?.kind === 'one' && step.accepts(character)) next.push(at + 1);
    }
    if (next.length === 0) return false;
    now = follow(steps, next);
  }
  return now.has(steps.length - 1);
}

/** All steps that are reached without another character. */
function follow(steps: readonly Step[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set(from);
  for (const at of reached) {
    const step = steps[at];
    if (step?.kind === 'ways') for (const to of step.to) reached.add(to);
  }
  return reached;
}
