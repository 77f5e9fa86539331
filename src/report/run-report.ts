import type { Conclusion } from '../policy/verdict.ts';
import type { GateReport } from './report.ts';
import type { UnchangedReport } from './unchanged.ts';

/** How one of several images ended. `name` is distinct in its run and may hold text from elsewhere. */
export type ImageOutcome = { readonly name: string } & (
  | { readonly kind: 'judged'; readonly report: GateReport }
  /** Nothing that it is built from changed, so it was not built. */
  | { readonly kind: 'unchanged'; readonly report: UnchangedReport }
  /** `reason`: one sentence without its dot. */
  | { readonly kind: 'no-verdict'; readonly reason: string }
);

/** Several images of one run, in the order they were asked for. Schema: docs/run-report.schema.json. */
export type RunReport = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'final-stage'; readonly version: string };
  readonly images: readonly ImageOutcome[];
};

/** Most images that one run reports. */
export const MAX_IMAGES = 256;
/** Of an image's name. */
export const MAX_NAME_CHARACTERS = 1000;

/** The worst conclusion of all images; null where any of them got no verdict. */
export function conclusionOf({ images }: RunReport): Conclusion | null {
  const conclusions = images.map(conclusionOfOutcome);
  if (conclusions.includes(null) || conclusions.length === 0) return null;
  return CONCLUSIONS.find((conclusion) => conclusions.includes(conclusion)) ?? 'success';
}

/** Of one image; null: no verdict. */
export function conclusionOfOutcome(outcome: ImageOutcome): Conclusion | null {
  return outcome.kind === 'no-verdict' ? null : outcome.report.verdict.conclusion;
}

/** The worst first. */
const CONCLUSIONS = ['failure', 'neutral', 'success'] as const satisfies readonly Conclusion[];

/** Names as they are, the second of a name as `name (2)`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const whole = name.slice(0, MAX_NAME_CHARACTERS);
    let distinct = whole;
    for (let count = 2; taken.has(distinct); count++) {
      const suffix = ` (${count})`;
      distinct = `${whole.slice(0, MAX_NAME_CHARACTERS - suffix.length)}${suffix}`;
    }
    taken.add(distinct);
    return distinct;
  });
}

/** The name of an image for one of several platforms. */
export function platformName(name: string, platform: string): string {
  return `${name} (${platform})`;
}
