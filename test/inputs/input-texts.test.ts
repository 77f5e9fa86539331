import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitEntries } from '../../src/inputs/input-texts.ts';

test.each([
  ['nothing', '', []],
  ['lines, with carriage returns and blank ones', 'a=1\r\n\r\n  b=2  \n', ['a=1', 'b=2']],
  ['commas inside of a value', 'a=1,2,3', ['a=1,2,3']],
  ['comments', '# none\na=#1', ['a=#1']],
  ['a quoted entry over several lines', '"a=1\n2"\nb=3', ['a=1\n2', 'b=3']],
  ['doubled quotes inside of quotes', '"a=""x"""', ['a="x"']],
  ['a quote in the middle as it is', 'a="x" y', ['a="x" y']],
  ['an open quote as it is', '"a=1\nb=2', ['"a=1', 'b=2']],
])('reads %s', (_case, text, entries) => {
  expect(splitEntries(text)).toEqual(entries);
});

test('reads back whatever was quoted', () => {
  const entry = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !text.startsWith('#'));
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const text = entries.map((one) => `"${one.replaceAll('"', '""')}"`).join('\n');
      expect(splitEntries(text)).toEqual(entries);
    }),
  );
});
