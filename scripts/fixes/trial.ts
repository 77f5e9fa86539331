import type { Project } from './project.ts';

/** What became of a project. Bytes as the engine counts an image's; seconds and builds are those of `final-stage fix`. */
export type Outcome =
  | { readonly kind: 'not tried'; readonly why: string }
  /** The final stage starts from what it started from: what stays, and what was shown instead, if it holds. */
  | ({ readonly kind: 'same base' } & Shown)
  /** It starts from another image now, as a further stage or in place of the one. */
  | ({
      readonly kind: 'mended';
      readonly before: number;
      readonly after: number;
      readonly stages: number;
      readonly base: string;
    } & Shown)
  /** A fix is shown, and it is wrong. */
  | ({ readonly kind: 'wrong'; readonly why: string } & Shown);

/** What `final-stage fix` shows for a checkout: all fixes as one patch, empty where there is none. */
export type Shown = {
  readonly patch: string;
  /** Ids of remedies, each once. */
  readonly remedies: readonly string[];
  readonly staying: readonly Staying[];
  readonly cost: Cost;
};

export type Staying = { readonly ruleId: string; readonly subject: string; readonly why: string };
export type Cost = { readonly seconds: number; readonly builds: number };
export type Trial = { readonly project: Project; readonly outcome: Outcome };

/** The figures of all trials; those that were not tried count nowhere. Shares from 0 to 1, null of nothing. */
export type Sums = {
  readonly tried: number;
  readonly mended: number;
  readonly wrong: number;
  readonly share: number | null;
  /** Median of the change of size, of those that are mended. */
  readonly change: number | null;
  readonly seconds: number | null;
};

export function sumUp(trials: readonly Trial[]): Sums {
  const outcomes = trials.map(({ outcome }) => outcome);
  const tried = outcomes.flatMap((outcome) => (outcome.kind === 'not tried' ? [] : [outcome]));
  const mended = tried.flatMap((outcome) => (outcome.kind === 'mended' ? [outcome] : []));
  return {
    tried: tried.length,
    mended: mended.length,
    wrong: tried.filter(({ kind }) => kind === 'wrong').length,
    share: tried.length === 0 ? null : mended.length / tried.length,
    change: medianOf(mended.map(({ before, after }) => after / before - 1)),
    seconds: medianOf(tried.map(({ cost }) => cost.seconds)),
  };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
