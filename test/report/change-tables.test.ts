import { describe, expect, test } from '@jest/globals';
import { RENDERERS } from '../../src/report/index.ts';
import type { GateReport } from '../../src/report/report.ts';
import { requestLines } from '../../src/report/request-wording.ts';
import { gateReport } from '../helpers/report-builder.ts';
import { CASES } from './cases.ts';

const MB = 1_000_000;

function place(path: string, files: number): GateReport['places'][number] {
  return { path, kind: 'directory', files, baseline: 0, candidate: MB, delta: MB };
}

describe('directories of the change', () => {
  test.each(['markdown', 'html'] as const)(
    'hold the other files where another row is within, in %s',
    (format) => {
      const places = [place('/', 32), place('/usr', 9), place('/usr/lib', 5), place('/usrlocal', 1)];
      const text = RENDERERS[format](gateReport({ places })).replaceAll(/<\/?code>|`/g, '');
      expect(text).toContain('/ (32 other files)');
      expect(text).toContain('/usr/ (9 other files)');
      expect(text).toContain('/usr/lib/ (5 files)');
      expect(text).toContain('/usrlocal/ (1 file)');
    },
  );
});

test.each(CASES.map(({ name, report }) => [name, report] as const))(
  'no amount in a table of %s breaks over two lines',
  (_name, report) => {
    const cells = RENDERERS.markdown(report)
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .flatMap((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.filter((cell) => /^[+−]?[\d.,]+ [kMG]?B/.test(cell))).toEqual([]);
  },
);

test('what has no request that is named here is counted', () => {
  const nothing = { requests: [], unowned: { delta: 0 } };
  const words = (requests: number) =>
    requestLines({ ...nothing, others: { requests, packages: 3, delta: 5 } }, 1).map((line) => line.words);
  expect(words(1)).toEqual(['3 other packages: of 1 smaller request, or with no known request']);
  expect(words(0)).toEqual(['3 other packages']);
});

test('a change that is too small for a percentage has none', () => {
  const content = { baseline: 100 * MB, candidate: 100 * MB - 400, delta: -400, percent: -0.0004 };
  const report = gateReport({ size: { ...gateReport().size, content } });
  for (const format of ['markdown', 'terminal', 'html'] as const)
    expect(RENDERERS[format](report)).not.toContain('(0%)');
  expect(RENDERERS.markdown(report)).toContain('Content size 100.0 MB → 100.0 MB, **−400 B**. ');
});
