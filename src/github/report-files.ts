import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RENDERERS } from '../report/index.ts';
import type { GateReport } from '../report/report.ts';

/** Paths of the whole reports, for later steps of the job; empty where they could not be written. */
export type ReportFiles = {
  readonly json: string;
  readonly html: string;
  readonly sarif: string;
  /** Empty also where there is no fix. */
  readonly patch: string;
};

/** What there is when writing failed. */
export const NO_REPORT_FILES: ReportFiles = { json: '', html: '', sarif: '', patch: '' };

/** Writes the reports that outlive the run into a new folder below `parent`. */
export async function writeReportFiles(report: GateReport, parent: string): Promise<ReportFiles> {
  const folder = await mkdtemp(join(parent, 'report-of-final-stage-'));
  const files = {
    json: join(folder, 'final-stage.json'),
    html: join(folder, 'final-stage.html'),
    sarif: join(folder, 'final-stage.sarif'),
    patch: report.fixes.length === 0 ? '' : join(folder, 'final-stage.patch'),
  };
  await Promise.all([
    writeFile(files.json, RENDERERS.json(report)),
    writeFile(files.html, RENDERERS.html(report)),
    writeFile(files.sarif, RENDERERS.sarif(report)),
    ...(files.patch === '' ? [] : [writeFile(files.patch, RENDERERS.patch(report))]),
  ]);
  return files;
}
