import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RENDERERS } from '../report/index.ts';
import type { Format } from '../report/index.ts';
import type { GateReport } from '../report/report.ts';
import { RUN_RENDERERS } from '../report/run-formats.ts';
import type { RunReport } from '../report/run-report.ts';

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
export function writeReportFiles(report: GateReport, parent: string): Promise<ReportFiles> {
  return writeTexts((format) => RENDERERS[format](report), parent);
}

/** The same for several images. */
export function writeRunReportFiles(run: RunReport, parent: string): Promise<ReportFiles> {
  return writeTexts((format) => RUN_RENDERERS[format](run), parent);
}

async function writeTexts(render: (format: Format) => string, parent: string): Promise<ReportFiles> {
  const patch = render('patch');
  const folder = await mkdtemp(join(parent, 'report-of-final-stage-'));
  const files = {
    json: join(folder, 'final-stage.json'),
    html: join(folder, 'final-stage.html'),
    sarif: join(folder, 'final-stage.sarif'),
    patch: patch === '' ? '' : join(folder, 'final-stage.patch'),
  };
  await Promise.all([
    writeFile(files.json, render('json')),
    writeFile(files.html, render('html')),
    writeFile(files.sarif, render('sarif')),
    ...(files.patch === '' ? [] : [writeFile(files.patch, patch)]),
  ]);
  return files;
}
