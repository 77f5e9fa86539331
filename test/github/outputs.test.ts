import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toOutputs } from '../../src/github/outputs.ts';
import { writeReportFiles } from '../../src/github/report-files.ts';
import { toUnchangedReport } from '../../src/report/unchanged-report.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';
import { makeFolder } from '../build/git-fixture.ts';

const FILES = { json: '/r/a.json', html: '/r/a.html', sarif: '/r/a.sarif', patch: '/r/a.patch' };

describe('the outputs of the Action', () => {
  test('are what the report says, in bytes', () => {
    const report = gateReport();
    const size = {
      ...report.size,
      content: { baseline: 900, candidate: 1000, delta: 100, percent: 11.11 },
      transfer: { baseline: 450, candidate: 500, delta: 50, percent: 11.11 },
      pull: 70,
    };
    expect(Object.fromEntries(toOutputs({ ...report, size }, FILES))).toEqual({
      conclusion: 'success',
      'content-size': '1000',
      'baseline-content-size': '900',
      'content-delta': '100',
      'content-delta-percent': '11.11',
      'transfer-size': '500',
      'pull-size': '70',
      introduced: '0',
      images: '[{"name":"image","conclusion":"success","contentSize":1000,"contentDelta":100}]',
      report: '/r/a.json',
      'report-html': '/r/a.html',
      sarif: '/r/a.sarif',
      'fix-patch': '/r/a.patch',
    });
  });

  test('are empty, and not 0, where there is nothing to compare with', () => {
    const report = gateReport();
    const content = { baseline: null, candidate: 1000, delta: null, percent: null };
    const outputs = toOutputs({ ...report, size: { ...report.size, content, pull: null } }, FILES);
    for (const name of ['baseline-content-size', 'content-delta', 'content-delta-percent', 'pull-size'])
      expect([name, outputs.get(name)]).toEqual([name, '']);
    expect(outputs.get('content-size')).toBe('1000');
  });

  test('have the name of an image that is unchanged', () => {
    const unchanged = { version: '0.0.0', name: 'api', commit: 'b'.repeat(40), hasAbsoluteBudget: false };
    const report = toUnchangedReport(unchanged, []);
    expect(JSON.parse(toOutputs(report, FILES).get('images') ?? '')).toMatchObject([{ name: 'api' }]);
  });

  test('count what the change introduced and the policy calls an error', () => {
    const findings = [
      finding(),
      finding(),
      finding({ severity: 'warning' }),
      finding({ status: 'persisting' }),
      finding({ status: 'resolved' }),
      finding({ inherited: true }),
      finding({ cause: 'rebuild' }),
      finding({ cause: 'base' }),
    ];
    expect(toOutputs(gateReport({ findings }), FILES).get('introduced')).toBe('2');
  });
});

describe('the reports for later steps', () => {
  const folder = makeFolder();
  afterAll(() => {
    folder.remove();
  });

  test('are three files of their own kind in a new folder', async () => {
    const parent = join(folder.path, 'reports');
    mkdirSync(parent);
    const report = gateReport({ findings: [finding()] });
    const first = await writeReportFiles(report, parent);
    const second = await writeReportFiles(report, parent);
    expect(readdirSync(parent)).toHaveLength(2);
    expect(dirname(first.json)).not.toBe(dirname(second.json));
    expect(Object.values(first).map((path) => basename(path))).toEqual([
      'final-stage.json',
      'final-stage.html',
      'final-stage.sarif',
      '',
    ]);
    expect(JSON.parse(readFileSync(first.json, 'utf8'))).toMatchObject({ schemaVersion: 1 });
    expect(JSON.parse(readFileSync(first.sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(first.html, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(basename(dirname(first.json))).toMatch(/^report-of-final-stage-/);
  });

  test('have the patch beside them where there is a fix, to the byte', async () => {
    const fix = reportFix({ patch: 'diff --git a/x b/x\n \u202e\r\n' });
    const { patch, json } = await writeReportFiles(gateReport({ fixes: [fix] }), folder.path);
    expect([dirname(patch), basename(patch)]).toEqual([dirname(json), 'final-stage.patch']);
    expect(readFileSync(patch, 'utf8')).toBe(fix.patch);
  });
});
