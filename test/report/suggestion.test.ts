import { describe, expect, test } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { LineChange } from '../../src/fix/line-changes.ts';
import { toSuggestions } from '../../src/report/suggestion.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const change = (part: Partial<LineChange> = {}): LineChange => ({
  file: 'Dockerfile',
  line: 4,
  before: ['RUN a'],
  after: ['RUN a \\', '\t&& b'],
  ...part,
});

const suggestionsOf = (...lineChanges: readonly LineChange[]) =>
  toSuggestions(gateReport({ findings: [finding()], fixes: [reportFix({ lineChanges })] }));

/** What GitHub puts in place of the lines. */
function replacement(markdown: string): readonly string[] {
  const blocks = fromMarkdown(markdown).children.filter((node) => node.type === 'code');
  expect(blocks.map(({ lang }) => lang)).toEqual(['suggestion']);
  const [fence = ''] = /^`{3,}(?=suggestion$)/m.exec(markdown) ?? [];
  const lines = markdown.split('\n');
  return lines.slice(lines.indexOf(`${fence}suggestion`) + 1, lines.lastIndexOf(fence));
}

describe('a suggestion', () => {
  test('says what it mends, and replaces the lines by exactly those that were proven', () => {
    const [[only] = []] = suggestionsOf(change());
    expect(only?.text.split('\n')[0]).toBe('**Proven fix: 1 finding, −100 B content size**');
    expect(only?.text).toContain('Fixes **Go toolchain 1.22** `go-toolchain`.');
    expect(replacement(only?.text ?? '')).toEqual(['RUN a \\', '\t&& b']);
  });

  test.each<[string, readonly string[]]>([
    ['lines that go', []],
    ['a fence', ['RUN <<EOF', '```', '`````', 'EOF']],
    ['empty lines', ['', '', 'RUN a', '']],
    ['blanks', ['    RUN a  ', '\t']],
    ['HTML', ['</details><!-- x -->', '@octocat $x$ #1']],
  ])('holds %s', (_what, after) => {
    const [[only] = []] = suggestionsOf(change({ after }));
    expect(replacement(only?.text ?? '')).toEqual(after);
  });

  test.each<[string, LineChange]>([
    ['carriage returns', change({ before: ['RUN a\r'], after: ['RUN b\r'] })],
    ['hidden characters', change({ after: ['RUN \u202ea'] })],
    ['what is no text', change({ after: ['RUN \ud800'] })],
    ['a secret', change({ after: [`ENV TOKEN=ghp_${'a1B2'.repeat(9)}`] })],
    ['very much', change({ after: ['x'.repeat(30_000)] })],
    ['one empty line, which is shown as none', change({ after: [''] })],
  ])('is none with %s', (_what, one) => {
    expect(suggestionsOf(one)).toEqual([]);
    expect(suggestionsOf(change(), one)).toEqual([]);
  });

  test('is none where a file is made, and where a fix has very many parts', () => {
    const made = gateReport({ fixes: [reportFix({ lineChanges: null })] });
    expect(toSuggestions(made)).toEqual([]);
    expect(suggestionsOf(...Array.from({ length: 11 }, (_, index) => change({ line: index + 1 })))).toEqual(
      [],
    );
  });

  test('says that it is a part of a fix', () => {
    const [parts = []] = suggestionsOf(change(), change({ line: 9 }), change({ line: 12 }));
    expect(parts.map(({ text }) => text.split('\n')[0])).toEqual([
      '**Part 1 of 3 of a proven fix: 1 finding, −100 B content size**',
      '**Part 2 of 3 of a proven fix: 1 finding, −100 B content size**',
      '**Part 3 of 3 of a proven fix: 1 finding, −100 B content size**',
    ]);
    expect(parts[0]?.text).toContain('3 parts were proven together, not one by one');
    expect(new Set(parts.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  test('is the same one at another line and with other bytes, and another one with other lines', () => {
    const print = (one: LineChange) => suggestionsOf(one)[0]?.[0]?.fingerprint;
    expect(print(change({ line: 9 }))).toBe(print(change()));
    expect(print(change({ before: ['RUN b'] }))).not.toBe(print(change()));
    expect(print(change({ after: ['RUN b'] }))).not.toBe(print(change()));
  });
});
