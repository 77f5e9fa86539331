import { describe, expect, test } from '@jest/globals';
import type { LineChange } from '../../src/fix/line-changes.ts';
import type { ImageOutcome, RunReport } from '../../src/report/run-report.ts';
import { toRunSuggestions } from '../../src/report/run-suggestions.ts';
import { toSuggestions } from '../../src/report/suggestion.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const change = (line: number, part: Partial<LineChange> = {}): LineChange => ({
  ...{ file: 'Dockerfile', line, before: ['RUN a', 'RUN b'], after: ['RUN c'] },
  ...part,
});

const reportOf = (fixes: readonly (readonly LineChange[])[]) =>
  gateReport({ findings: [finding()], fixes: fixes.map((lineChanges) => reportFix({ lineChanges })) });

const image = (name: string, ...fixes: readonly (readonly LineChange[])[]): ImageOutcome => {
  return { name, kind: 'judged', report: reportOf(fixes) };
};

function suggested(...images: readonly ImageOutcome[]) {
  const run: RunReport = { schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' }, images };
  return toRunSuggestions(run);
}

/** Where each is, and for which images it says that it was proven. */
const told = (...images: readonly ImageOutcome[]) =>
  suggested(...images).map((parts) => {
    const lines = parts.map(({ file, line }) => `${file}:${line}`).join(' ');
    return `${lines} ${/^Proven for (.*?)\.(?: The|$)/m.exec(parts[0]?.text ?? '')?.[1] ?? ''}`;
  });

describe('what is suggested of several images', () => {
  test('is each fix, with the image that it was proven for', () => {
    expect(told(image('api', [change(4)]), image('web', [change(4, { file: 'web/Dockerfile' })]))).toEqual([
      'Dockerfile:4 `api`',
      'web/Dockerfile:4 `web`',
    ]);
  });

  test('is one change that was proven for two platforms once, for both', () => {
    const both = [image('api (linux/amd64)', [change(4)]), image('api (linux/arm64)', [change(4)])];
    expect(told(...both)).toEqual(['Dockerfile:4 `api (linux/amd64)`, `api (linux/arm64)`']);
    const [[one] = []] = suggested(...both);
    expect(one?.text).toContain('Each image was built with this change');
    expect(one?.text).toContain('The size is that of the first.');
  });

  test.each<[string, LineChange]>([
    ['the same lines', change(4, { after: ['RUN d'] })],
    ['the last of them', change(5)],
    ['lines around them', change(3, { before: ['1', '2', '3', '4', '5'] })],
  ])('is the first of two that are about %s', (_what, other) => {
    expect(told(image('api', [change(4)]), image('web', [other]))).toEqual(['Dockerfile:4 `api`']);
  });

  test('is no part of a fix of which another part is taken, and the rest of its image', () => {
    expect(told(image('api', [change(4)]), image('web', [change(5), change(20)], [change(30)]))).toEqual([
      'Dockerfile:4 `api`',
      'Dockerfile:30 `web`',
    ]);
  });

  test('is both of two changes side by side, and of two of one image what one image alone would suggest', () => {
    expect(told(image('api', [change(4)]), image('web', [change(6)]))).toHaveLength(2);
    const fixes = [[change(4)], [change(5)]];
    expect(told(image('api', ...fixes))).toHaveLength(toSuggestions(reportOf(fixes)).length);
  });

  test('is the same in every run that proves the same for the same images, and else another', () => {
    const print = (...images: readonly ImageOutcome[]) => suggested(...images)[0]?.[0]?.fingerprint;
    const [api, web] = [image('api', [change(4)]), image('web', [change(4)])];
    expect(print(api, web)).toBe(print(image('api', [change(9)]), image('web', [change(9)])));
    expect(print(api)).not.toBe(print(api, web));
  });

  test('is bounded, whatever a report of another job says, and so are the names', () => {
    const many = Array.from({ length: 2000 }, (_, index) => [change(index * 2 + 1)]);
    expect(suggested(image('a', ...many), image('b', ...many)).flat()).toHaveLength(30);
    const images = Array.from({ length: 256 }, (_, index) => image(`image-${index}`, [change(1)]));
    const [[one] = []] = suggested(...images);
    expect(one?.text).toContain('`image-9` and 246 more. The size');
  });

  test('is nothing of images without a fix or a verdict', () => {
    expect(suggested({ name: 'a', kind: 'no-verdict', reason: 'x' }, image('b'))).toEqual([]);
  });
});
