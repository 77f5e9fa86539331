import type { Project } from './project.ts';

/** What became of a project. Bytes as the engine counts an image's; seconds and builds are those of `final-stage fix`. */
export type Outcome =
  | { readonly kind: 'not tried'; readonly why: string }
  /** Nothing is shown that makes several stages of one: what stays, and what was shown instead, if it holds. */
  | {
      readonly kind: 'single';
      readonly staying: readonly Staying[];
      readonly remedies: readonly string[];
      readonly cost: Cost;
    }
  | {
      readonly kind: 'multi';
      readonly staying: readonly Staying[];
      readonly remedies: readonly string[];
      readonly before: number;
      readonly after: number;
      readonly base: string;
      readonly cost: Cost;
    }
  /** A fix is shown, and it is wrong. */
  | { readonly kind: 'wrong'; readonly why: string; readonly patch: string; readonly cost: Cost };

export type Staying = { readonly ruleId: string; readonly subject: string; readonly why: string };
export type Cost = { readonly seconds: number; readonly builds: number };
export type Trial = { readonly project: Project; readonly outcome: Outcome };

/** The figures of all trials; those that were not tried count nowhere. Shares from 0 to 1, null of nothing. */
export type Sums = {
  readonly tried: number;
  readonly multi: number;
  readonly wrong: number;
  readonly share: number | null;
  /** Median of the change of size, of those that became several stages. */
  readonly change: number | null;
  readonly seconds: number | null;
};

export function sumUp(trials: readonly Trial[]): Sums {
  const outcomes = trials.map(({ outcome }) => outcome);
  const tried = outcomes.flatMap((outcome) => (outcome.kind === 'not tried' ? [] : [outcome]));
  const multi = tried.flatMap((outcome) => (outcome.kind === 'multi' ? [outcome] : []));
  return {
    tried: tried.length,
    multi: multi.length,
    wrong: tried.filter(({ kind }) => kind === 'wrong').length,
    share: tried.length === 0 ? null : multi.length / tried.length,
    change: medianOf(multi.map(({ before, after }) => after / before - 1)),
    seconds: medianOf(tried.map(({ cost }) => cost.seconds)),
  };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
