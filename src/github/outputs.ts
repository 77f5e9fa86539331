import { reportName } from '../report/report-name.ts';
import type { GateReport } from '../report/report.ts';
import { conclusionOf, conclusionOfOutcome } from '../report/run-report.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { toRow } from '../report/run-wording.ts';
import { isUnchanged, type UnchangedReport } from '../report/unchanged.ts';
import type { ReportFiles } from './report-files.ts';

/** Outputs of the Action by name (action.yml). Unknown is empty, never 0. */
export function toOutputs(
  report: GateReport | UnchangedReport,
  files: ReportFiles,
): ReadonlyMap<string, string> {
  const { size, verdict } = report;
  const outcome: ImageOutcome = isUnchanged(report)
    ? { name: report.name ?? 'image', kind: 'unchanged', report }
    : { name: reportName(report), kind: 'judged', report };
  return new Map([
    ['conclusion', verdict.conclusion],
    ['content-size', toText(size.content.candidate)],
    ['baseline-content-size', toText(size.content.baseline)],
    ['content-delta', toText(size.content.delta)],
    ['content-delta-percent', toText(size.content.percent)],
    ['transfer-size', toText(size.transfer.candidate)],
    ['pull-size', toText(size.pull)],
    ['introduced', toText(toRow(outcome).introduced)],
    ['images', toImages([outcome])],
    ...toPaths(files),
  ]);
}

/** The same for several images: the worst conclusion, the sum of what is introduced, and no sizes, which are those of one image each. */
export function toRunOutputs(run: RunReport, files: ReportFiles): ReadonlyMap<string, string> {
  const { images } = run;
  const [only] = images;
  const own =
    images.length === 1 && only !== undefined && only.kind !== 'no-verdict'
      ? toOutputs(only.report, files)
      : NO_SIZES;
  const introduced = images.reduce((sum, outcome) => sum + (toRow(outcome).introduced ?? 0), 0);
  return new Map([
    ...own,
    ['conclusion', conclusionOf(run) ?? ''],
    ['introduced', toText(introduced)],
    ['images', toImages(images)],
    ...toPaths(files),
  ]);
}

const NO_SIZES: ReadonlyMap<string, string> = new Map(
  ['conclusion', 'content-size', 'baseline-content-size', 'content-delta', 'content-delta-percent']
    .concat(['transfer-size', 'pull-size'])
    .map((name) => [name, '']),
);

function toImages(images: readonly ImageOutcome[]): string {
  return JSON.stringify(
    images.map((outcome) => {
      const { content, delta } = toRow(outcome);
      const conclusion = conclusionOfOutcome(outcome) ?? '';
      return { name: outcome.name, conclusion, contentSize: content, contentDelta: delta };
    }),
  );
}

function toPaths({ json, html, sarif, patch }: ReportFiles): readonly (readonly [string, string])[] {
  return [
    ['report', json],
    ['report-html', html],
    ['sarif', sarif],
    ['fix-patch', patch],
  ];
}

function toText(value: number | null): string {
  return value === null ? '' : String(value);
}
