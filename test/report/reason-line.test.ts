import { describe, expect, test } from '@jest/globals';
import { packageName, reasonLine, renderReason } from '../../src/report/reason-line.ts';
import type { ReasonLink } from '../../src/scan/finding.ts';
import { finding } from '../helpers/report-builder.ts';

const at: ReasonLink = {
  kind: 'instruction',
  instruction: { dockerfile: 'Dockerfile', line: 7, endLine: 9, keyword: 'RUN', stage: '0', text: 'RUN x' },
};
const packages = (count: number): readonly ReasonLink[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'package', purl: `pkg:deb/debian/p${index}@1` }));

describe('the line that says why', () => {
  test.each<[string, readonly ReasonLink[] | null, string | null]>([
    ['nothing where nobody can tell', null, null],
    ['nothing of what was asked for by name', [at, ...packages(1)], null],
    ['a chain from the package to the instruction', [at, ...packages(2)], 'why: p1 ← p0 ← Dockerfile:7-9'],
    ['a chain of which no instruction is known', packages(2), 'why: p1 ← p0'],
    [
      'a program that a module was linked into',
      [at, { kind: 'file', path: '/app/server' }, ...packages(1)],
      'why: p0 ← /app/server ← Dockerfile:7-9',
    ],
  ])('says %s', (_what, because, expected) => {
    expect(reasonLine(finding({ because }))).toBe(expected);
  });

  test('shortens a long chain in the middle, and only where that saves something', () => {
    expect(renderReason([at, ...packages(6)])).toBe('p5 ← p4 ← p3 ← p2 ← p1 ← p0 ← Dockerfile:7-9');
    expect(renderReason([at, ...packages(9)])).toBe('p8 ← p7 ← p6 ← … 4 more … ← p1 ← p0 ← Dockerfile:7-9');
  });

  test.each([
    ['pkg:deb/debian/g%2B%2B@4:12.2.0-3?arch=amd64', 'g++'],
    ['pkg:npm/%40babel/core@7.0.0', '@babel/core'],
    ['pkg:golang/golang.org/x/net@v0.1.0', 'golang.org/x/net'],
    ['pkg:golang/example.com/tool', 'example.com/tool'],
    ['pkg:pypi/%', '%'],
    ['nonsense', 'nonsense'],
  ])('names %s %s', (purl, name) => {
    expect(packageName(purl)).toBe(name);
  });
});
