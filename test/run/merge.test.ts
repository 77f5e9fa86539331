import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mergeReports } from '../../src/run/merge.ts';
import type { GateReport } from '../../src/report/report.ts';
import { runReportSchema } from '../../src/report/schema-run.ts';
import { toUnchangedReport } from '../../src/report/unchanged-report.ts';
import { gateReport } from '../helpers/report-builder.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
let count = 0;

/** A new folder with these files; values are JSON, texts stay. */
function tree(files: Readonly<Record<string, unknown>>): string {
  const root = join(folder, `tree-${(count += 1)}`);
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof value === 'string' ? value : JSON.stringify(value));
  }
  return root;
}

const on = (platform: string): GateReport => {
  const { candidate } = gateReport();
  return gateReport({ candidate: { ...candidate, platform } });
};
const run = {
  schemaVersion: 1,
  tool: { name: 'final-stage', version: '0.0.0' },
  images: [{ name: 'api', kind: 'judged', report: gateReport() }],
};

describe('reports of a matrix', () => {
  test('are one, whether of one image or of several, and by pattern, folder or name', async () => {
    const root = tree({
      'a/x/final-stage.json': on('linux/amd64'),
      'b/final-stage.json': on('linux/arm64'),
      'c/final-stage.json': run,
      'c/other.txt': 'x',
    });
    const names = ['image (linux/amd64)', 'image (linux/arm64)', 'api'];
    for (const sources of [
      [`${root}/**/final-stage.json`],
      [root],
      [`${root}/[ab]/**/*.json`, `${root}/c/final-stage.json`],
    ]) {
      const { images } = await mergeReports(sources, ['api']);
      expect(images.map(({ name, kind }) => [name, kind])).toEqual(names.map((name) => [name, 'judged']));
    }
  });

  test('have distinct names, whoever wrote them', async () => {
    const root = tree({ '1.json': run, '2.json': run, '3.json': on('linux/amd64') });
    const { images } = await mergeReports([root], []);
    expect(images.map(({ name }) => name)).toEqual(['api', 'api (2)', 'image']);
  });

  test('that cannot be read or are missing are images without a verdict', async () => {
    const root = tree({ 'ok.json': run, 'torn.json': '{"schemaVersion":1,', 'wrong.json': { images: [] } });
    const { images } = await mergeReports([root], ['api', 'worker']);
    expect(images.map(({ kind }) => kind)).toEqual(['judged', 'no-verdict', 'no-verdict', 'no-verdict']);
    expect(images.slice(1).map((image) => (image.kind === 'no-verdict' ? image.reason : ''))).toEqual([
      expect.stringContaining('torn.json` is not JSON'),
      expect.stringContaining('is not a report of this version'),
      'no job left a report of it',
    ]);
    expect(images[3]?.name).toBe('worker');
  });

  test('are missed where one was named and is not there, beside others', async () => {
    const root = tree({ 'ok.json': run, 'empty/other.txt': 'x' });
    symlinkSync(join(root, 'ok.json'), join(root, 'link.json'));
    const gone = [`${root}/gone.json`, `${root}/empty`, `${root}/link.json`, `${root}/x-*.json`];
    const { images } = await mergeReports([`${root}/ok.json`, ...gone, ...gone], ['worker', 'worker']);
    expect(images.map(({ name, kind }) => [name, kind])).toEqual([
      ['api', 'judged'],
      ...['worker', ...gone].map((name) => [name.slice(-200), 'no-verdict']),
    ]);
    expect(images.at(-1)).toMatchObject({ reason: 'there is no report at this path' });
  });

  test('are not looked for behind links', async () => {
    const outside = tree({ 'secret.json': run });
    const root = tree({ 'ok.json': run });
    symlinkSync(outside, join(root, 'linked'));
    symlinkSync(join(outside, 'secret.json'), join(root, 'linked.json'));
    const { images } = await mergeReports([root, `${root}/*.json`], []);
    expect(images.map(({ name, kind }) => [name.split('/').at(-1), kind])).toEqual([
      ['api', 'judged'],
      ['linked.json', 'no-verdict'],
      ['linked.json (2)', 'no-verdict'],
    ]);
    expect(images[1]).toMatchObject({ reason: 'it is a link, or no regular file' });
  });

  test('are missed where they lie too deep', async () => {
    const root = tree({ 'ok.json': run, [`${'d/'.repeat(14)}deep.json`]: run });
    const { images } = await mergeReports([`${root}/**/*.json`], []);
    expect(images.map(({ kind }) => kind)).toEqual(['judged', 'no-verdict']);
    expect(images[1]).toMatchObject({ reason: 'this folder lies deeper than 12 others' });
  });

  test('are found in a working directory whose name looks like a pattern', async () => {
    const root = tree({ 'w[1]/reports/ok.json': run });
    const before = process.cwd();
    process.chdir(join(root, 'w[1]'));
    try {
      expect((await mergeReports(['reports/*.json'], [])).images).toMatchObject([{ name: 'api' }]);
    } finally {
      process.chdir(before);
    }
  });

  test('have the name that they say, whatever became of the others', async () => {
    const unchanged = toUnchangedReport(
      { version: '0.1.0', name: 'web', commit: 'b'.repeat(40), hasAbsoluteBudget: false },
      [],
    );
    const root = tree({
      'a.json': gateReport({ name: 'api (linux/arm64)' }),
      'b.json': unchanged,
      'c.json': gateReport({ name: 'n'.repeat(1000) }),
      'd.json': gateReport({ name: 'n'.repeat(1000) }),
    });
    const merged = await mergeReports([root], ['web', 'api (linux/arm64)']);
    expect(merged.images.map(({ name, kind }) => [name, kind])).toEqual([
      ['api (linux/arm64)', 'judged'],
      ['web', 'unchanged'],
      ['n'.repeat(1000), 'judged'],
      [`${'n'.repeat(996)} (2)`, 'judged'],
    ]);
    expect(runReportSchema.safeParse(merged).success).toBe(true);
  });

  test('of one platform are those of its image', async () => {
    const one = (name: string) => ({ ...run, images: [{ ...run.images[0], name }] });
    const root = tree({
      '1.json': one('api (linux/arm64)'),
      '2.json': one('web (old)'),
      '3.json': one('worker'),
    });
    const { images } = await mergeReports([root], ['api', 'web', 'worker (linux/amd64)']);
    const missing = images.flatMap(({ name, kind }) => (kind === 'no-verdict' ? [name] : []));
    expect(missing).toEqual(['web', 'worker (linux/amd64)']);
  });

  test('have to be there', async () => {
    const root = tree({ 'x.txt': 'x' });
    for (const source of [root, `${root}/*.json`, join(root, 'none.json')]) {
      await expect(mergeReports([source], [])).rejects.toThrow('no report was found');
    }
  });

  test('are not more than a run may have', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 257 }, (_unused, index) => [`${index}.json`, '{}']),
    );
    await expect(mergeReports([tree(files)], [])).rejects.toThrow('found 257 reports, expected at most 256');
  });
});
