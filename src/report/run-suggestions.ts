import type { LineChange } from '../fix/line-changes.ts';
import type { ReportFix } from './report-fix.ts';
import type { GateReport } from './report.ts';
import type { RunReport } from './run-report.ts';
import { exactChanges, suggestFix, type Suggestion } from './suggestion.ts';

/** Of one review: what is written anew, and what GitHub refuses, is a request each. */
const MAX_SUGGESTIONS = 30;

/** A change, and the images that it was proven for. */
type Chosen = {
  readonly fix: ReportFix;
  readonly report: GateReport;
  readonly changes: readonly LineChange[];
  readonly identity: string;
  readonly images: string[];
};

/**
 * The fixes of several images as one review suggests them: what was proven for more than one of them once, and of changes of
 * different images that are about the same lines the first, since only one of them can be committed. The comment has all.
 */
export function toRunSuggestions({ images }: RunReport): readonly (readonly Suggestion[])[] {
  const chosen: Chosen[] = [];
  for (const outcome of images) {
    if (outcome.kind !== 'judged') continue;
    for (const fix of outcome.report.fixes) choose(chosen, fix, { ...outcome, images: [outcome.name] });
  }
  return chosen.map(({ fix, report, images: names }) => suggestFix(fix, report, names));
}

function choose(
  chosen: Chosen[],
  fix: ReportFix,
  { name, report, images }: { readonly name: string } & Pick<Chosen, 'report' | 'images'>,
): void {
  const changes = exactChanges(fix);
  const identity = JSON.stringify(
    changes.map(({ file, line, before, after }) => [file, line, before, after]),
  );
  const same = chosen.find((one) => one.identity === identity);
  if (same !== undefined && !same.images.includes(name)) same.images.push(name);
  const others = chosen.filter((one) => !one.images.includes(name));
  const parts = chosen.reduce((sum, one) => sum + one.changes.length, changes.length);
  const isFirst = same === undefined && others.every((one) => !overlaps(one.changes, changes));
  if (isFirst && changes.length > 0 && parts <= MAX_SUGGESTIONS)
    chosen.push({ fix, report, changes, identity, images });
}

/** Whether any lines of the one are also lines of the other. */
function overlaps(some: readonly LineChange[], others: readonly LineChange[]): boolean {
  return some.some((a) =>
    others.some(
      (b) => a.file === b.file && a.line < b.line + b.before.length && b.line < a.line + a.before.length,
    ),
  );
}
