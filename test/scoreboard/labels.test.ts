import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isHeadline,
  isPositive,
  parseLabels,
  renderLabels,
  selectLabels,
} from '../../scripts/scoreboard/labels.ts';
import { labelOf } from './label.ts';

const HEAD =
  'package\tclass\tlabel\tevidence\tsection\trdeps\tdocker_mentions\tclosure_pos\tcross\tdebatable\tclean_negative';

describe('a table of labels', () => {
  test('has its columns by name, in any order and among others', () => {
    const [label] = parseLabels(
      `${HEAD}\ng++\tpositive\tP1_tag\ttag:devel::compiler\tdevel\t50\t7\tbinutils make\t0\t1\t0\n`,
    );
    expect(label).toEqual({
      package: 'g++',
      label: 'P1_tag',
      evidence: 'tag:devel::compiler',
      section: 'devel',
      rdeps: 50,
      dockerMentions: 7,
      closurePositives: ['binutils', 'make'],
      isCross: false,
      isDebatable: true,
      isCleanNegative: false,
    });
  });

  test('is read from what it was written to', () => {
    const labels = [
      labelOf('gcc', 'P1_tag'),
      labelOf('htop', 'N1_program', { closurePositives: ['make', 'rake'] }),
    ];
    expect(parseLabels(renderLabels(labels, ['where it comes from']))).toEqual(labels);
  });

  test('without a column is refused, and the column is named', () => {
    expect(() => parseLabels(HEAD.replace('\tcross', ''))).toThrow('cross');
  });

  test.each(['-y', '--force-yes', 'gcc;reboot', '$(id)', 'GCC', ''])(
    'takes no `%s` for a package: it would become an argument of apt-get',
    (name) => {
      const row = `${name}\t\tP1_tag\t\tdevel\t0\t0\t\t0\t0\t0`;
      expect(() => parseLabels(`${HEAD}\n${row}\n`)).toThrow('row 1 of the table has no package name');
    },
  );

  test('with a label that nobody knows is refused', () => {
    expect(() => parseLabels(`${HEAD}\ngcc\t\tQ1\t\tdevel\t0\t0\t\t0\t0\t0\n`)).toThrow('`Q1`');
  });
});

describe('the headline', () => {
  test.each([
    ['a compiler by its tag', labelOf('gcc', 'P1_tag'), true],
    ['a compiler by what it provides', labelOf('gcc-12', 'P1_provides'), true],
    ['a compiler for another machine', labelOf('gcc-arm', 'P1_provides', { isCross: true }), false],
    ['a tag that people argue about', labelOf('rake', 'P1_tag', { isDebatable: true }), false],
    ['a compiler by its synopsis', labelOf('nim', 'P2_devel_synopsis'), false],
    ['a clean program that three packages depend on', clean({ rdeps: 3 }), true],
    ['a clean program that a Dockerfile names', clean({ dockerMentions: 1 }), true],
    ['a clean program that nobody names', clean({ rdeps: 2 }), false],
    [
      'a popular program with headers among its dependencies',
      clean({ rdeps: 9, isCleanNegative: false }),
      false,
    ],
  ])('of %s', (_name, label, expected) => {
    expect(isHeadline(label)).toBe(expected);
  });

  test('is chosen whole, with some of every other label, and never those for other machines', () => {
    const others = ['b', 'c', 'a'].map((name) => labelOf(name, 'P4_headers'));
    const labels = [...others, labelOf('x', 'P4_headers', { isCross: true }), labelOf('gcc', 'P1_tag')];
    const chosen = selectLabels(
      labels,
      () => 2,
      (name) => name,
    );
    expect(chosen.map(({ package: name }) => name)).toEqual(['gcc', 'a', 'b']);
  });

  test('is what the table of this repository has', () => {
    const file = join(import.meta.dirname, '..', '..', 'scripts', 'scoreboard', 'labels.tsv');
    const labels = parseLabels(readFileSync(file, 'utf8'));
    const headline = labels.filter(isHeadline);
    expect(headline.filter(isPositive)).toHaveLength(76);
    expect(headline.filter((label) => !isPositive(label))).toHaveLength(267);
    expect(new Set(labels.map(({ package: name }) => name)).size).toBe(labels.length);
  });
});

function clean(given: Parameters<typeof labelOf>[2]) {
  return labelOf('htop', 'N1_program', { isCleanNegative: true, ...given });
}
