import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../../src/errors.ts';
import { parsePolicy, policyForImage, severityOf, withOverrides } from '../../src/policy/parse-policy.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import { CATEGORIES, RULES, ruleById } from '../../src/rules/index.ts';

const FILE = '.github/final-stage.yml';

/** The error that a text makes, as message and hint together. */
function mistakesOf(text: string): string {
  try {
    parsePolicy(text, FILE);
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-policy')
      return `${error.message}\n${error.hint ?? ''}`;
    throw error;
  }
  throw new Error('no mistake was found');
}

const WHOLE = `
version: 1
fail-on: any
inherited: fail
rules:
  build-tool: error
  admin-tool: off
budgets:
  - size: content
    max: 250 MB
  - size: content
    max-growth: { bytes: 10 MiB, percent: 10 }
  - { size: rootfs, path: /usr/share/doc/**, max: 0 }
  - { size: rootfs, dockerfile-stage: runtime, class: dev-files, max: 1 kB }
allow:
  - rule: build-tool
    subject: GNU Make
    reason: make is this container's entrypoint
    expires: 2027-01-31
  - { rule: c-toolchain, package: "pkg:deb/debian/gcc-*", reason: compiles at run time, permanent: true }
waiver-label: let-it-go
fix: { probe: [/app/check, --once], runtime-bases: { golang: debian:12 } }
images:
  - name: api
    context: services/api
    dockerfile: services/api/Dockerfile
    rules: { admin-tool: error }
    budgets: []
    fix: { probe: [/api/check] }
    allow:
      - { rule: source, path: /app/**, reason: interpreted, expires: 2027-01-31 }
`;

describe('parsePolicy', () => {
  test('fills in the defaults of an empty file', () => {
    expect(parsePolicy('', FILE).policy).toEqual(DEFAULT_POLICY);
    expect(parsePolicy('# nothing yet\n', FILE).policy).toEqual(DEFAULT_POLICY);
  });

  test('reads every key', () => {
    expect(parsePolicy(WHOLE, FILE).policy).toEqual({
      failOn: 'any',
      inherited: 'fail',
      rules: { 'build-tool': 'error', 'admin-tool': 'off' },
      budgets: [
        { size: 'content', max: 250_000_000, maxUnit: 'MB' },
        { size: 'content', maxGrowth: { bytes: 10_485_760, unit: 'MiB', percent: 10 } },
        { size: 'rootfs', path: '/usr/share/doc/**', max: 0 },
        { size: 'rootfs', dockerfileStage: 'runtime', class: 'dev-files', max: 1000, maxUnit: 'kB' },
      ],
      allow: [
        {
          rule: 'build-tool',
          subject: 'GNU Make',
          reason: "make is this container's entrypoint",
          expires: '2027-01-31',
          source: 'policy',
        },
        {
          rule: 'c-toolchain',
          package: 'pkg:deb/debian/gcc-*',
          reason: 'compiles at run time',
          expires: null,
          source: 'policy',
        },
      ],
      waiverLabel: 'let-it-go',
      fix: { probe: ['/app/check', '--once'], runtimeBases: { golang: 'debian:12' } },
      images: [
        {
          name: 'api',
          context: 'services/api',
          dockerfile: 'services/api/Dockerfile',
          rules: { 'admin-tool': 'error' },
          budgets: [],
          fix: { probe: ['/api/check'] },
          allow: [
            {
              rule: 'source',
              path: '/app/**',
              reason: 'interpreted',
              expires: '2027-01-31',
              source: 'policy',
            },
          ],
        },
      ],
    });
  });

  test('switches the waiver label off', () => {
    expect(parsePolicy('waiver-label: false', FILE).policy.waiverLabel).toBe(false);
  });

  test.each([
    ['fix: { prob: [x] }', '`prob`, did you mean `probe`?'],
    ['fix: { probe: [] }', '`fix.probe` '],
    ['fix: { runtime-bases: { golang: "a\\nRUN x" } }', '`fix.runtime-bases.golang` '],
    ['fix: { probe: curl }', '`fix.probe` has a different value, expected array'],
    ['version: 2', 'line 1, column 10: `version` has a different value, expected 1'],
    ['fail-on: always', '`fail-on` has a different value, expected `introduced`, `any`, `never`'],
    ['failon: any', 'line 1, column 1: unknown key `failon`, did you mean `fail-on`?'],
    [
      'rules:\n  package-cash: off',
      'line 2, column 3: unknown rule `package-cash`, did you mean `package-cache`?',
    ],
    [
      'rules:\n  build-tool: fatal',
      '`rules.build-tool` has a different value, expected `off`, `note`, `warning`, `error`',
    ],
    ['budgets:\n  - size: content', '`budgets[0]` needs `max`, `max-growth` or both'],
    [
      'budgets:\n  - { size: content, max: 10 mb }',
      '`budgets[0].max` has a different value, expected an integer number of bytes',
    ],
    [
      'budgets:\n  - { size: content, max: -1 }',
      '`budgets[0].max` has a different value, expected an integer number of bytes',
    ],
    [
      'budgets:\n  - { size: content, max: 1.5 }',
      '`budgets[0].max` has a different value, expected an integer number of bytes',
    ],
    ['budgets:\n  - { size: pull, max-growth: { percent: 1 } }', '`pull`, which is a change already'],
    ['budgets:\n  - { size: transfer, path: /a, max: 1 }', '`transfer`, which counts whole layers'],
    ['budgets:\n  - { size: content, max-growth: {} }', 'needs `bytes`, `percent` or both'],
    [
      'budgets:\n  - { size: content, max: 1, class: toolchains }',
      '`budgets[0].class` has a different value, expected `secret`',
    ],
    ['allow:\n  - { rule: jdk, subject: x, expires: 2027-01-01 }', '`allow[0].reason` is missing'],
    ['allow:\n  - { rule: jdk, reason: x, permanent: true }', 'needs `subject`, `path` or `package`'],
    ['allow:\n  - { rule: source, reason: x, permanent: true }', 'needs `subject`, `path` or `package`'],
    [
      'allow:\n  - { rule: build-tool, reason: x, expires: 2027-01-01 }',
      'needs `subject`, `path` or `package`',
    ],
    ['allow:\n  - { rule: jdk, subject: x, reason: x }', 'needs either `expires` or `permanent: true`'],
    [
      'allow:\n  - { rule: jdk, subject: x, reason: x, expires: 2027-01-01, permanent: true }',
      'needs either `expires` or `permanent: true`',
    ],
    ['allow:\n  - { rule: jdkk, subject: x, reason: x, permanent: true }', 'a rule id, did you mean `jdk`?'],
    [
      'allow:\n  - { rule: jdk, subject: x, reason: x, expires: 2027-02-30 }',
      '`allow[0].expires` has a different value, expected a day',
    ],
    [
      'allow:\n  - { rule: jdk, subject: x, reason: x, permanent: false }',
      '`allow[0].permanent` has a different value, expected `true`',
    ],
    ['waiver-label: true', '`waiver-label` has a different value, expected the name of a label, or false'],
    ['images:\n  - { name: a }\n  - { name: a, context: b }', '`images[1].name` is given twice'],
    [
      'images:\n  - { name: a, context: ./x }\n  - { name: b, dockerfile: x/Dockerfile }',
      '`images[1]` has the same Dockerfile and target as `images[0]`',
    ],
    ['images:\n  - { name: a, platforms: [amd64] }', '`images[0].platforms[0]` has to be a platform'],
    ['images:\n  - { name: a, platforms: [] }', '`images[0].platforms`'],
    ['images:\n  - { name: a, build-args: { A: [b] } }', '`images[0].build-args.A`'],
    ['images:\n  - { name: a, build-args: { A: } }', '`images[0].build-args.A` has to be a text, a number'],
    ['images:\n  - { name: a, platform: b }', 'unknown key `platform`, did you mean `platforms`?'],
    ['- a', 'the policy is not a map of keys'],
    ['rules: [', 'line 1, column 9'],
    ['budgets:\n  - { size: content, mx: 1 }', 'line 2, column 22: unknown key `mx`, did you mean `max`?'],
    ['budgets:\n  - { size: content, max-growth: { byte: 1 } }', 'unknown key `byte`, did you mean `bytes`?'],
    [
      'allow:\n  - { rule: jdk, subjct: x }',
      'line 2, column 18: unknown key `subjct`, did you mean `subject`?',
    ],
    [
      'images:\n  - { name: a, contxt: b }',
      'line 2, column 16: unknown key `contxt`, did you mean `context`?',
    ],
    ['quite-another-thing: 1', 'line 1, column 1: unknown key `quite-another-thing`\n'],
    [
      'allow:\n  - { rule: nothing-like-it, subject: x, reason: x, permanent: true }',
      'expected a rule id or a category',
    ],
    [
      'fail-on: [a]',
      'line 1, column 10: `fail-on` has a different value, expected `introduced`, `any`, `never`',
    ],
    ['rules: []', 'line 1, column 8: '],
    ['allow:\n  - { rule: jdk, subject: x }', 'line 2, column 5: `allow[0].reason` is missing'],
    ['version: 1\nversion: 1', 'has a key twice in one map'],
    ['a: 1\n---\nb: 2', 'has several documents, expected one'],
    ['fail-on: *nothing', 'has aliases that cannot be followed'],
    // Found by fuzzing: the anchor has a control character.
    ['? a: &a\u0001b c\n: x', 'has a key that is not text'],
    [`x: ${'['.repeat(100_000)}`, FILE],
    [`# ${'x'.repeat(300_000)}`, 'expected at most 262144'],
  ])('tells what is wrong with %p', (text, reported) => {
    const mistakes = mistakesOf(text);
    expect(mistakes).toContain(reported);
    expect(mistakes).toContain(`\`${FILE}\` line `);
  });

  test('tells all mistakes at once, in the order of the file', () => {
    const text = 'version: 3\nrules:\n  jkd: off\n  waste: loud\nbudget: []\n';
    const mistakes = mistakesOf(text);
    expect(mistakes.split('\n')[0]).toBe(
      '`.github/final-stage.yml` line 1, column 10: `version` has a different value, expected 1 (and 3 more mistakes)',
    );
    const lines = [...mistakes.matchAll(/^`.*` line (\d+), column/gm)].map(([, line]) => Number(line));
    expect(lines).toEqual([1, 1, 3, 4, 5]);
    expect(mistakes).toContain('unknown key `budget`, did you mean `budgets`?');
  });

  test('counts one mistake, two and many', () => {
    const unknown = (count: number) =>
      mistakesOf(Array.from({ length: count }, (_, index) => `zz${'a'.repeat(index)}: 1`).join('\n') + '\n');
    expect(unknown(1)).toBe(
      '`.github/final-stage.yml` line 1, column 1: unknown key `zz`\ndocs/policy.md describes every key.',
    );
    expect(unknown(2).split('\n')).toEqual([
      '`.github/final-stage.yml` line 1, column 1: unknown key `zz` (and 1 more mistake)',
      'All mistakes:',
      '`.github/final-stage.yml` line 1, column 1: unknown key `zz`',
      '`.github/final-stage.yml` line 2, column 1: unknown key `zza`',
    ]);
    expect(unknown(50).split('\n')).toHaveLength(52);
    const many = unknown(53).split('\n');
    expect(many[0]).toContain('(and 52 more mistakes)');
    expect(many).toHaveLength(53);
    expect(many.at(-1)).toBe('… and 3 more');
  });

  test('tells two mistakes of one line from left to right', () => {
    const mistakes = mistakesOf('budgets:\n  - { zz: 1, size: contents, max: 10 mb }\n').split('\n').slice(2);
    expect(mistakes.map((line) => /column (\d+)/.exec(line)?.[1])).toEqual(['7', '20', '35']);
  });

  test('refuses a document whose aliases multiply', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, previous] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf']) {
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${previous}`).join(',')}]`);
    }
    expect(mistakesOf(bomb.join('\n'))).toContain('aliases');
  });

  // Who wrote the pull request may have put a link to `.npmrc` in its place (issue 8, 16).
  test.each([
    'SECRET',
    'SECRET: x',
    'x: SECRET',
    '"SECRET": x',
    '? SECRET\n: SECRET',
    'fail-on: SECRET',
    'fail-on: [SECRET]',
    'rules: { SECRET: SECRET, jdk: SECRET }',
    'rules:\n  - SECRET',
    'allow:\n  - { rule: SECRET, subject: x, reason: x, expires: SECRET }',
    'budgets:\n  - { size: SECRET, max: SECRET, max-growth: { SECRET: 1 } }',
    'images:\n  - { name: SECRET }\n  - { name: SECRET, build-args: { SECRET: [] } }',
    'images:\n  - { name: a, platforms: [SECRET] }',
    'a: *SECRET',
    'a: !SECRET x',
    'a: !<tag:SECRET,2000:x> x',
    'a: &SECRET &SECRET b',
    '%SECRET\n---\na: 1',
    'a: "\\SECRET"',
    'a: "SECRET',
    'a: @SECRET',
    'a: [SECRET',
    'a: b: SECRET',
    'SECRET=SECRET',
    '//host/:_authToken=SECRET\n\tSECRET: SECRET',
    '- a\nSECRET: 1',
    'a: 1\nSECRET',
    'a: }SECRET',
    'a: 1\n...\nSECRET',
    '{ a: 1 } SECRET',
    '"a" SECRET: 1',
    'a: |SECRET\n  b',
  ])('quotes no secret of %p', (text) => {
    for (const secret of ['ghp_0SeCrEt0', 'p4ss word', 'q7+zvx+kjw']) {
      const reported = mistakesOf(text.replaceAll('SECRET', secret));
      for (let at = 0; at + 4 <= secret.length; at++)
        expect(reported).not.toContain(secret.slice(at, at + 4));
    }
  });

  test('never shows control characters of the file', () => {
    expect(mistakesOf('fail-on: "a\\u202eb\\u001b[31m"')).not.toMatch(/[\u202e\u001b]/);
  });
});

test.each(Object.keys(CATEGORIES))('category %s has rules, and a policy may name it', (category) => {
  expect(RULES.map((rule): string => rule.category)).toContain(category);
  const allow = `allow: [{ rule: ${category}, path: /x, reason: x, permanent: true }]`;
  expect(parsePolicy(`rules: { ${category}: off }\n${allow}`, FILE).notices).toEqual([]);
});

describe('docs/policy.md', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'policy.md'), 'utf8');
  const examples = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, example = '']) => example);

  test.each(examples)('shows a policy that is one: %.40s', (example) => {
    expect(parsePolicy(example, FILE).notices).toEqual([]);
  });

  test('shows several', () => {
    expect(examples.length).toBeGreaterThan(3);
  });
});

describe('severityOf', () => {
  const policy = { ...DEFAULT_POLICY, rules: { 'build-tool': 'warning', jdk: 'off' } as const };
  test.each([
    ['jdk', 'off'],
    ['go-toolchain', 'warning'],
    ['sdk-base', 'error'],
  ])('of %s is %s: an id wins over its category, that over the rule', (id, severity) => {
    const rule = ruleById(id);
    expect(rule && severityOf(policy, rule)).toBe(severity);
  });
});

describe('withOverrides', () => {
  const budgets = [
    { size: 'content', max: 5, maxGrowth: { bytes: 1 } },
    { size: 'content', path: '/x/**', max: 5 },
    { size: 'pull', max: 7 },
  ] as const;
  const policy = { ...DEFAULT_POLICY, budgets };

  test('leaves a policy alone when nothing is given', () => {
    expect(withOverrides(policy, {})).toEqual(policy);
  });

  test('replaces the absolute budget of the whole image only', () => {
    expect(withOverrides(policy, { maxSize: { bytes: 9 }, failOn: 'never' })).toMatchObject({
      failOn: 'never',
      budgets: [
        { size: 'content', max: 9 },
        { size: 'content', maxGrowth: { bytes: 1 } },
        budgets[1],
        budgets[2],
      ],
    });
  });

  test('replaces the growth budget', () => {
    expect(withOverrides(DEFAULT_POLICY, { maxGrowth: { percent: 2 } }).budgets).toEqual([
      { size: 'content', maxGrowth: { percent: 2 } },
    ]);
  });
});

describe('policyForImage', () => {
  const { policy } = parsePolicy(WHOLE, FILE);

  test('adds the entry of the Dockerfile', () => {
    const found = policyForImage(policy, ['real/Dockerfile', './services/api/Dockerfile']);
    expect(found.name).toBe('api');
    expect(found.policy.rules).toEqual({ 'build-tool': 'error', 'admin-tool': 'error' });
    expect(found.policy.budgets).toEqual([]);
    expect(found.policy.allow).toHaveLength(3);
  });

  test('tells stages of one Dockerfile apart', () => {
    const text = 'images: [{ name: a, target: x }, { name: b, target: y }, { name: c }]';
    const { policy: stages } = parsePolicy(text, FILE);
    const nameOf = (target?: string) => policyForImage(stages, ['Dockerfile'], target).name;
    expect(['x', 'y', 'z', undefined].map(nameOf)).toEqual(['a', 'b', 'c', 'c']);
    const { policy: one } = parsePolicy('images: [{ name: a, target: x }]', FILE);
    expect(policyForImage(one, ['Dockerfile']).name).toBe('a');
    expect(policyForImage(one, ['Dockerfile'], 'y').name).toBe('image');
  });

  test('keeps how images are built', () => {
    const text =
      'images: [{ name: a, context: b, target: c, platforms: [linux/arm64/v8], build-args: { V: 1, W: true }, baseline: none }]';
    expect(parsePolicy(text, FILE).policy.images).toEqual([
      {
        ...{ name: 'a', context: 'b', target: 'c', platforms: ['linux/arm64/v8'], baseline: 'none' },
        buildArgs: { V: '1', W: 'true' },
      },
    ]);
  });

  test('keeps numbers of build arguments as they are written', () => {
    const values = '{ N: 20240101123456789, V: 1.10, D: 0x1F, E: 1e3, I: .inf, T: "x", B: true }';
    const written = { N: '20240101123456789', V: '1.10', D: '0x1F', E: '1e3', I: '.inf', T: 'x', B: 'true' };
    const texts = [
      `images: [{ name: a, build-args: ${values} }]`,
      `images:\n  - { name: a, build-args: &args ${values} }\n  - { name: b, target: b, build-args: *args }`,
    ];
    for (const text of texts)
      for (const { buildArgs } of parsePolicy(text, FILE).policy.images) expect(buildArgs).toEqual(written);
  });

  test.each([[[]], [['Dockerfile']]])('leaves the policy of %p as it is', (dockerfiles) => {
    expect(policyForImage(policy, dockerfiles)).toEqual({ policy, name: 'image', isNamed: false });
  });
});
