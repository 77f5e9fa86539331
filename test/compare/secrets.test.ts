import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import { secretFile } from '../../src/rules/secret-file.ts';
import { secretInLowerLayer } from '../../src/rules/secret-in-lower-layer.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { drawn, privateKey } from '../helpers/planted-secrets.ts';
import { ledgerOf, type ImageInput } from '../rules/rule-bench.ts';

const token = (seed: number): string => `ghp_${drawn(36, seed)}`;
const npmrc = (seed: number): string => `//registry.test/:_authToken=${drawn(30, seed)}\n`;

const RULES = [secretFile, secretInLowerLayer];

function inspect(input: ImageInput) {
  const ledger = ledgerOf(input);
  return { ledger, findings: scan(ledger, RULES) };
}

/** Status and subject of what is told of a change from one content to another. */
function told(before: FileInputs, after: FileInputs, rest: ImageInput = {}): readonly string[] {
  const { findings } = compare(
    inspect({ ...rest, own: [layer(before)] }),
    inspect({ ...rest, own: [layer(after)] }),
  );
  return findings.map(({ status, subject }) => `${status}: ${subject}`);
}

const NOTES = '/app/notes.txt';

describe('a secret beside the baseline’s', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['the same', token(1), token(1), ['persisting: GitHub token']],
    ['the same on another line', token(1), `\n\n${token(1)}`, ['persisting: GitHub token']],
    ['the same once more', token(1), `${token(1)}\n${token(1)}`, ['persisting: GitHub token']],
    ['a second one behind it', token(1), `${token(1)}\n${token(2)}`, ['introduced: GitHub token']],
    ['a second one before it', token(1), `${token(2)}\n${token(1)}`, ['introduced: GitHub token']],
    ['one of two', `${token(1)}\n${token(2)}`, token(2), ['persisting: GitHub token']],
    ['another', token(1), token(2), ['introduced: GitHub token', 'resolved: GitHub token']],
    [
      'one of another kind',
      token(1),
      `${token(1)}\n${privateKey()}`,
      ['persisting: GitHub token', 'introduced: private key'],
    ],
  ])('in one file: %s', (_what, before, after, expected) => {
    expect(told({ [NOTES]: before }, { [NOTES]: after })).toEqual(expected);
  });

  test('in a file that keeps credentials', () => {
    const file = '/root/.npmrc';
    expect(told({ [file]: npmrc(1) }, { [file]: `${npmrc(1)}${npmrc(2)}` })).toEqual([
      'introduced: npm credentials',
    ]);
  });

  test('in a file that a later instruction removed', () => {
    const of = (text: string) =>
      inspect({ own: [layer({ '/root/.npmrc': text }), layer(whiteout('/root/.npmrc'))] });
    const statuses = (before: string, after: string) =>
      compare(of(before), of(after)).findings.map(({ status }) => status);
    expect(statuses(npmrc(1), npmrc(1))).toEqual(['persisting']);
    expect(statuses(npmrc(1), npmrc(1) + npmrc(2))).toEqual(['introduced']);
  });

  test('a key that every build makes for itself persists, a tracked one does not', () => {
    const file = '/etc/ssh/ssh_host_rsa_key';
    const key = (seed: number) => privateKey('OPENSSH PRIVATE KEY', seed);
    expect(told({ [file]: key(1) }, { [file]: key(2) })).toEqual(['persisting: SSH host key']);
    const repository = { a: key(1), b: key(2) };
    expect(told({ [file]: key(1) }, { [file]: key(2) }, { repository })).toEqual([
      'introduced: SSH host key',
      'resolved: SSH host key',
    ]);
  });

  test('counts the bytes of a file once, whatever it holds', () => {
    const text = `${token(1)}\n${privateKey()}`;
    const { findings } = inspect({ own: [layer({ [NOTES]: text, '/app/b': token(2) })] });
    expect(findings.map(({ subject, bytes, files }) => [subject, bytes, files])).toEqual([
      ['GitHub token', text.length + token(2).length, 2],
      ['private key', 0, 1],
    ]);
    const before = inspect({ own: [layer({ [NOTES]: token(1) })] });
    const parts = compare(before, inspect({ own: [layer({ [NOTES]: text, '/app/b': token(2) })] })).findings;
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text.length + token(2).length);
  });
});
