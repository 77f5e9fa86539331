import type { Log, Run } from 'sarif';
import { encodePath } from './encode-path.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { worstFirst } from './run-wording.ts';
import { toSarif } from './sarif.ts';
import { visible } from '../visible.ts';

/** GitHub refuses a file with more: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files */
export const MAX_RUNS = 20;

/**
 * SARIF 2.1.0 with one run for each image, the worst of them where there are too many. Without a verdict there is none: an
 * upload without results would close the alerts of before.
 */
export function renderRunSarif(report: RunReport): string {
  const runs = worstFirst(report.images).flatMap(toRuns).slice(0, MAX_RUNS);
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

function toRuns(outcome: ImageOutcome): readonly Run[] {
  if (outcome.kind !== 'judged') return [];
  const platform = outcome.report.candidate.platform.replaceAll('/', '-');
  const id = `final-stage/${encodePath(visible(outcome.name))}/${encodePath(platform)}/`;
  return toSarif(outcome.report).runs.map((run) => ({ ...run, automationDetails: { id } }));
}
