import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { fitToLimit, wholeSection } from '../../src/report/fit.ts';
import type { Section } from '../../src/report/fit.ts';
import { code, fenced, link, paragraph, prose, tableLines, text } from '../../src/report/markdown.ts';
import { shorten, visible } from '../../src/visible.ts';

describe('visible', () => {
  test.each([
    ['a\nb\r\n\tc', 'a\\nb\\r\\n\\tc'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['\u001b[31m\u0000', '\\e[31m\\u0000'],
    ['bytes \udcff', 'bytes \\xff'],
    ['lone \ud800', 'lone \\ud800'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['Grüße 漢字 🎉', 'Grüße 漢字 🎉'],
  ])('shows %j as %j', (hidden, shown) => {
    expect(visible(hidden)).toBe(shown);
  });
});

describe('shorten', () => {
  test('cuts in the middle and never within a character', () => {
    expect(shorten('/usr/lib/python3', 9)).toBe('/usr…hon3');
    expect(shorten('🎉🎉🎉🎉🎉🎉', 5)).toBe('🎉🎉…🎉🎉');
    expect(shorten('short', 5)).toBe('short');
    expect(shorten(`a${'🎉'.repeat(9)}b`, 5)).toBe('a🎉…🎉b');
    expect(shorten(`${'🎉'.repeat(9)}b`, 5)).toBe('🎉🎉…🎉b');
    expect(shorten(`a${'🎉'.repeat(9)}`, 5)).toBe('a🎉…🎉🎉');
  });
});

/** Texts that are likely to mean something to Markdown, HTML or GitHub. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...Array.from('`|<>*_[]()!#@\\$~&-=:./ \n\r\t\u202e\ud800'),
    'a',
    'B',
    '1',
    '<!--',
    '-->',
    '</td>',
    'www.',
    'https://',
    '```',
    '<img src=x>',
  ),
  maxLength: 30,
});

describe('text', () => {
  test('is the same text for a reader of Markdown, and nothing but text', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const markdown = paragraph(text('x'), text(value), text('x'));
        const [only, ...others] = fromMarkdown(markdown).children;
        expect(others).toEqual([]);
        const pieces = only?.type === 'paragraph' ? only.children : [];
        const shown = pieces.map((piece) => ('value' in piece ? piece.value : `(${piece.type})`)).join('');
        // A dollar sign stands in markup of ours: between two of them GitHub reads mathematics.
        const plain = shown.replace(/<span>\$<\/span>|[\u2060]/g, (part) => (part === '\u2060' ? '' : '$'));
        expect(plain).toBe(`x${visible(value)}x`);
        const html = pieces.flatMap((piece) => (piece.type === 'html' ? [piece.value] : []));
        expect(html.filter((tag) => tag !== '<span>' && tag !== '</span>')).toEqual([]);
        expect(markdown).not.toContain('<!--');
      }),
    );
  });

  test.each([
    ['@octocat', '@\u2060octocat'],
    ['fixes #12', 'fixes #\u206012'],
    ['GH-12', 'GH-\u206012'],
    ['see https://evil.example', 'see https:\u2060//evil.example'],
  ])('%s is not linked', (value, shown) => {
    expect(paragraph(text(value))).toContain(shown);
  });
});

describe('code', () => {
  test('is one code span whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        fc.pre(value.trim() !== '');
        const markdown = paragraph(code(value));
        const [only] = fromMarkdown(markdown).children;
        expect(only?.type === 'paragraph' ? only.children.map(({ type }) => type) : []).toEqual([
          'inlineCode',
        ]);
        expect(markdown).not.toContain('<!--');
      }),
    );
  });

  test('stays within its table cell', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const lines = tableLines([text('a'), text('b')], [[code(one), text(other)]], 'll');
        expect(lines).toHaveLength(3);
        expect(lines[2]?.match(/(?<!\\)\|/g)).toHaveLength(3);
      }),
    );
  });
});

describe('a fence', () => {
  test('holds whatever lines there are, as they are', () => {
    const lines = fc.array(
      hostile.map((value) => value.split('\n').map(visible).join(' ')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, (value) => {
        const markdown = ['<details><summary>x</summary>', '', fenced('diff', value), '', '</details>'].join(
          '\n',
        );
        const blocks = fromMarkdown(markdown).children;
        expect(blocks.map(({ type }) => type)).toEqual(['html', 'code', 'html']);
        expect(blocks[1]).toMatchObject({ lang: 'diff', value: value.join('\n') });
      }),
    );
  });
});

describe('prose', () => {
  test('makes code of what back-ticks quote', () => {
    expect(paragraph(prose('found `a|b`, expected `c`'))).toBe('found `a|b`, expected `c`');
  });

  test('is plain text where a back-tick has no partner', () => {
    expect(paragraph(prose('a ` b'))).toBe('a \\` b');
  });
});

describe('link', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', '//x', undefined])('leaves out %p', (url) => {
    expect(paragraph(link(text('x'), url))).toBe('x');
  });
});

describe('names from right to left', () => {
  const plainOf = (inline: ReturnType<typeof text>) => paragraph(inline).replaceAll(/[\u2068\u2069]/g, '');

  test.each(['\u05de\u05e7\u05d5\u05e8', 'a/\u062b\u0644\u0627/1', '\u07ca', '\u{1e900}'])(
    'such as %j are isolated from what stands beside them',
    (name) => {
      expect(paragraph(text(name), text(' (31.0 MB)'))).toBe(`\u2068${name}\u2069 (31.0 MB)`);
      expect(paragraph(code(name), text(', 31.0 MB'))).toBe(`\u2068\`${name}\`\u2069, 31.0 MB`);
      expect(plainOf(text(name))).toBe(name);
    },
  );

  test('end no isolate of ours with a control of their own', () => {
    expect(paragraph(text('\u05d0\u2069x'))).toBe('\u2068\u05d0\\u2069x\u2069');
    expect(paragraph(code('\u05d0\u2069x'))).toBe('\u2068`\u05d0\\u2069x`\u2069');
  });

  test('leave others as they were', () => {
    for (const name of ['Go 1.22', '\u6f22\u5b57', '\u043b'])
      expect(paragraph(text(name), code(name))).toBe(`${name}\`${name}\``);
  });
});

describe('fitToLimit', () => {
  const COUNTS = {
    finding: (count: number) => `${count} finding(s)`,
    line: (count: number) => `${count} line(s)`,
  };
  const items = (count: number, noun: keyof typeof COUNTS): Section => ({
    head: [`# ${noun}`],
    items: Array.from({ length: count }, (_, index) => `item ${index} ${'ü'.repeat(40)}`),
    tail: ['end'],
    left: COUNTS[noun],
    omitted: 0,
  });
  const note = (left: string) => `left out: ${left}`;
  const bytes = (value: string) => Buffer.byteLength(value);

  test('tells everything where there is room', () => {
    expect(fitToLimit([wholeSection('the start', 'a'), items(1, 'line')], { maxSize: 5000, note })).toBe(
      `a\n\n# line\nitem 0 ${'ü'.repeat(40)}\nend\n`,
    );
  });

  test('drops from the end and counts what it dropped, in bytes too', () => {
    const text5000 = fitToLimit([wholeSection('the start', 'a'), items(60, 'finding'), items(60, 'line')], {
      maxSize: 5000,
      note,
    });
    expect(bytes(text5000)).toBeLessThanOrEqual(5000);
    expect(text5000).toMatch(/left out: 1\d finding\(s\) and 60 line\(s\)\n$/);
    expect(text5000).toContain('end');
  });

  test('tells what was left out before', () => {
    const sections = [{ ...items(1, 'finding'), omitted: 41 }];
    expect(fitToLimit(sections, { maxSize: 5000, note })).toContain('left out: 41 finding(s)');
  });

  test('names what it drops whole, and counts what several sections have together', () => {
    const long = wholeSection('the size history', 'x'.repeat(5000));
    const sections = [wholeSection('the start', 'a'), long, items(60, 'line'), items(60, 'line')];
    expect(fitToLimit(sections, { maxSize: 5000, note })).toMatch(
      /\nleft out: the size history and 7\d line\(s\)\n$/,
    );
  });

  test('keeps what is reserved, the smallest first where that would be more than half', () => {
    const reserved = (name: string, size: number) => ({
      ...wholeSection(name, name.slice(4, 5).repeat(size)),
      isReserved: true,
    });
    const sections = [items(60, 'line'), reserved('the fix', 2000), reserved('the end', 100)];
    const fitted = fitToLimit(sections, { maxSize: 4000, note });
    expect(fitted).toContain('e'.repeat(100));
    expect(fitted).not.toContain('f'.repeat(100));
    expect(fitted).toMatch(/left out: \d+ line\(s\) and the fix\n$/);
  });

  test('keeps what is reserved, however many sections before it have no room', () => {
    const end = { ...wholeSection('the end', 'e'.repeat(100)), isReserved: true };
    for (const count of [1, 10, 100, 400]) {
      const before = Array.from({ length: count }, () => items(60, 'line'));
      for (const maxSize of [3000, 3001, 3002, 3003])
        expect(fitToLimit([...before, end], { maxSize, note })).toContain('e'.repeat(100));
    }
  });

  test('holds its limit for any sections', () => {
    const section = fc.record({
      head: fc.array(fc.string({ maxLength: 300, unit: 'grapheme' }), { maxLength: 3 }),
      items: fc.array(fc.string({ maxLength: 300, unit: 'grapheme' }), { maxLength: 30 }),
      tail: fc.constant(['end']),
      left: fc.constantFrom(...Object.values(COUNTS)),
      omitted: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(section, { maxLength: 8 }), (sections) => {
        expect(bytes(fitToLimit(sections, { maxSize: 3000, note }))).toBeLessThanOrEqual(3000);
      }),
    );
  });
});
