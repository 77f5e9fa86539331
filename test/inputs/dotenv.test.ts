import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { withDotenv } from '../../src/inputs/dotenv.ts';

describe('a .env beside a compose file', () => {
  const read = (text: string, environment = {}) => ({ ...withDotenv(text, environment) });

  test.each<[string, object]>([
    ['A=1\nB=$A/b\nC="${A:-x}${D:-y}"', { A: '1', B: '1/b', C: '1y' }],
    ["A=1\nB='$A/b'\nexport C='${A}'", { A: '1', B: '$A/b', C: '${A}' }],
    ['# A=0\nA=1 # one\n\nB=\nC=a$', { A: '1', B: '', C: 'a$' }],
    ['B=$A\nA=1', { B: '', A: '1' }],
  ])('%j', (text, variables) => {
    expect(read(text)).toEqual(variables);
  });

  test('gives way to the environment, also inside of its values', () => {
    expect(read('A=1\nB=$A', { A: '2', X: 'x' })).toEqual({ A: '2', B: '2', X: 'x' });
  });

  test('has no name that is special', () => {
    expect(Object.entries(withDotenv('__proto__=x\nconstructor=y\nA=$constructor', {}))).toContainEqual([
      'A',
      'y',
    ]);
  });

  test('is a mistake where a variable cannot be read', () => {
    expect(() => withDotenv('A=${', {})).toThrow(GateError);
  });
});
