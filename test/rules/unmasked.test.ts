import { describe, expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskSecrets } from '../../src/files/secrets/mask.ts';
import { configSecretFix } from '../../src/rules/fix/secret-fix.ts';
import { RULES } from '../../src/rules/index.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer } from '../helpers/image-builder.ts';
import { privateKey } from '../helpers/planted-secrets.ts';
import { ledgerOf } from './rule-bench.ts';

const root = join(import.meta.dirname, '..', '..');

/** Texts that a source of the rules writes down, without those that show what is caught and what is not. */
function textsIn(file: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8').replace(/^ {2}examples: \{\n[^]*?^ {2}\},$/m, '');
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
}

describe('the mask of secrets', () => {
  const files = globSync('src/rules/**/*.ts', { cwd: root });

  test.each(files.toSorted())('leaves the texts of %s as they are', (file) => {
    const texts = textsIn(file);
    expect(texts.map(maskSecrets)).toEqual(texts);
  });

  test.each(RULES.map(({ id, fix, headline }) => [id, fix, headline] as const))(
    'leaves fix and headline of %s as they are',
    (_id, ...texts) => {
      expect(texts.map(maskSecrets)).toEqual(texts);
    },
  );

  test.each([
    ['build-arguments', '1 API_TOKEN'],
    ['history', '1'],
    ['environment', 'API_TOKEN'],
  ] as const)('leaves the advice against a secret in the %s as it is', (part, key) => {
    const fix = configSecretFix([{ part, key } as Parameters<typeof configSecretFix>[0][number]]);
    expect(maskSecrets(fix)).toBe(fix);
  });

  test('leaves the advice of a whole scan as it is', () => {
    const key = privateKey('OPENSSH PRIVATE KEY');
    const ledger = ledgerOf({
      dockerfile: 'FROM scratch\nCOPY id_rsa /root/.ssh/id_rsa\nRUN ssh-keygen',
      own: [layer({ '/root/.ssh/id_rsa': key }), layer({ '/root/.ssh/id_ed25519': key })],
    });
    const fixes = scan(ledger).flatMap(({ category, fix }) => (category === 'secret' ? [fix] : []));
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(fix).toMatch(/^[^*]*, because anybody who has had the image[^*]*$/);
  });
});
