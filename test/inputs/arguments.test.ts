import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../src/command-line/arguments.ts';
import { GateError } from '../../src/errors.ts';
import { LIST_INPUTS, SCALAR_INPUTS, toActionTexts } from '../../src/inputs/input-texts.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import type { InputEnvironment } from '../../src/inputs/inputs.ts';

const world: InputEnvironment & { readonly version: string } = {
  environment: {},
  event: { kind: 'none' },
  today: '2026-11-21',
  version: '1.2.3',
};

function read(...argv: readonly string[]) {
  return readArguments(argv, world);
}

function failureOf(...argv: readonly string[]): string {
  try {
    read(...argv);
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-input')
      return `${error.message} ${error.hint ?? ''}`;
    throw error;
  }
  return '';
}

const INPUTS: Readonly<Record<string, string>> = {
  context: 'api',
  file: 'api/Dockerfile',
  target: 'run',
  'build-args': 'A=1\nB=2',
  'build-contexts': 'x=../x\ny=../y',
  secrets: 'id=a,src=a\nid=b,env=B',
  platforms: 'linux/arm64',
  builder: 'big',
  'cache-from': 'type=gha\ntype=inline',
  'cache-to': 'type=gha',
  network: 'none',
  prepare: 'make all',
  'prepare-candidate': 'true',
  'github-token': 'abc',
  policy: 'p.yml',
  baseline: 'app:main',
  'fail-on': 'never',
  'max-size': '1 GiB',
  'max-growth': '5%',
  comment: 'always',
  'comment-key': 'api',
  review: 'auto',
  'check-run': 'auto',
  'report-url': 'https://pages.example/r.html',
  image: 'app:dev',
  fix: 'suggest',
  'fix-budget': '5 min',
  verify: 'run',
  mode: 'gate',
  history: 'branch:sizes',
  // Only of the Action, of several images, or of reports.
  ...{ artifact: '', images: '', bake: '', 'bake-targets': '', compose: '', reports: '' },
  'cache-dir': '/var/cache/layers',
  'insecure-registries': 'registry:5000\nplain.example',
  'read-in-place': 'true',
  'read-timeout': '90',
  'skip-when-unchanged': 'true',
  'record-baseline': 'true',
};

/** Flags that are `true` by being there. */
const WITHOUT_VALUE: readonly string[] = [
  'read-in-place',
  'prepare-candidate',
  'skip-when-unchanged',
  'record-baseline',
];

describe('check', () => {
  test('has a flag for every input, and both spellings make the same request', () => {
    expect(Object.keys(INPUTS).sort()).toEqual([...SCALAR_INPUTS, ...LIST_INPUTS].sort());
    const given = Object.entries(INPUTS).filter(([, value]) => value !== '');
    const flags = given.flatMap(([name, value]) =>
      LIST_INPUTS.some((list) => list === name)
        ? value.split('\n').flatMap((entry) => [`--${name.replace(/ies$/, 'y').replace(/s$/, '')}`, entry])
        : [`--${name}`, ...(WITHOUT_VALUE.includes(name) ? [] : [value])],
    );
    const action = readCheckInputs(
      toActionTexts((name) => INPUTS[name] ?? ''),
      world,
    );
    expect(read('check', ...flags)).toEqual({
      kind: 'gate',
      inputs: action,
      outputs: [{ format: 'terminal', path: null }],
    });
  });

  test.each([
    [{ images: 'api\nworker' }, ['--image-of', 'api', '--image-of', 'worker']],
    [
      { bake: 'x.hcl', 'bake-targets': 'a\nb' },
      ['--bake', 'x.hcl', '--bake-target', 'a', '--bake-target', 'b'],
    ],
    [{ compose: 'compose.yaml' }, ['--compose', 'compose.yaml']],
  ])('asks for several images as the Action does: %j', (inputs: Readonly<Record<string, string>>, flags) => {
    const silent = { comment: 'never', 'check-run': 'never' };
    const given: Readonly<Record<string, string>> = { ...silent, ...inputs };
    const texts = toActionTexts((name) => given[name] ?? '');
    expect(read('check', ...flags)).toMatchObject({ inputs: readCheckInputs(texts, world) });
  });

  test('takes the context as its argument, and comments only when asked', () => {
    const command = read('check', 'services/api', '--base-ref', 'origin/release');
    expect(command).toMatchObject({
      inputs: {
        request: { build: { context: 'services/api' }, baseline: { kind: 'git', baseRef: 'origin/release' } },
        comment: 'never',
      },
    });
  });

  test('names its flags in mistakes', () => {
    expect(failureOf('check', '--max-size', 'big', '--platform', 'linux')).toMatch(
      /2 inputs are wrong:\n {2}- `--platform` is.*\n {2}- `--max-size` is wrong/,
    );
  });

  test('refuses two contexts', () => {
    expect(failureOf('check', 'a', '--context', 'b')).toContain('`--context` is `b`, but CONTEXT is `a`');
  });
});

describe('formats and outputs', () => {
  test('are paired in order; the one without an output goes to standard output', () => {
    const command = read(
      'inspect',
      'app',
      '--format',
      'json',
      '--output',
      'a.json',
      '--format',
      'html',
      '--output',
      'a.html',
      '--format',
      'markdown',
    );
    expect(command).toMatchObject({
      outputs: [
        { format: 'json', path: 'a.json' },
        { format: 'html', path: 'a.html' },
        { format: 'markdown', path: null },
      ],
    });
  });

  test.each([
    [['--format', 'xml'], '`--format` is `xml`, expected one of'],
    [
      ['--format', 'json', '--format', 'html'],
      '`--output` sends `html` to standard output, but another format already goes there',
    ],
    [['--format', 'json', '--output', 'x', '--output', 'y'], '`--output` is given 2 times'],
    [['--format', 'json', '--output', 'x', '--format', 'html', '--output', 'x'], 'sends `html` to `x`'],
  ])('%j is refused', (flags, message) => {
    expect(failureOf('inspect', 'app', ...flags)).toContain(message);
  });

  test.each([
    ['inspect', 'app'],
    ['compare', 'app:1', 'app:2'],
  ])('there is no patch of %s, which proves no fix', (...argv) => {
    const refusal = failureOf(...argv, '--format', 'patch');
    expect(refusal).toMatch(/^`--format` is `patch`, expected one of `terminal`.*, `annotations` /);
  });
});

describe('inspect and compare', () => {
  test('read what is known of a given image', () => {
    const flags = [
      '--dockerfile',
      'D',
      '--base',
      'alpine:3',
      '--repository',
      '.',
      '--policy',
      'p',
      '--platform',
      'linux/arm64',
      '--target',
      't',
      '--build-arg',
      'A=1',
    ];
    expect(read('inspect', 'oci:dir', ...flags)).toMatchObject({
      inputs: {
        request: {
          mode: 'inspect',
          candidate: { transport: 'oci', name: 'dir' },
          dockerfile: 'D',
          base: { name: 'alpine', tag: '3' },
          repository: '.',
          policyPath: 'p',
          platform: { os: 'linux', architecture: 'arm64' },
          target: 't',
          buildArgs: ['A=1'],
        },
      },
    });
  });

  test('compares the second image with the first', () => {
    expect(
      read('compare', 'app:1', 'app:2', '--baseline-base', 'alpine:3', '--max-growth', '1%'),
    ).toMatchObject({
      inputs: {
        request: {
          mode: 'compare',
          baseline: { tag: '1' },
          candidate: { tag: '2' },
          baselineBase: { tag: '3' },
          overrides: { maxGrowth: { percent: 1 } },
        },
      },
    });
  });

  test('tells every wrong reference at once', () => {
    expect(failureOf('compare', 'A B', 'registry:')).toMatch(/BASELINE.*\n.*CANDIDATE/);
  });
});

describe('help', () => {
  test.each([[['--help']], [['help']]])('is what %j asks for', (argv: readonly string[]) => {
    const command = read(...argv);
    expect(command.kind).toBe('text');
    const text = command.kind === 'text' ? command.text : '';
    for (const word of [
      'check',
      'inspect',
      'compare',
      'explain',
      'init',
      'Exit codes: 0 pass',
      'Examples:',
    ]) {
      expect(text).toContain(word);
    }
  });

  test('of a command shows its flags and how formats pair with outputs', () => {
    const command = read('check', '--help');
    const text = command.kind === 'text' ? command.text : '';
    for (const word of ['--build-arg <NAME=value>', '--max-growth', 'docker-archive:FILE', 'n-th --output']) {
      expect(text).toContain(word);
    }
  });

  test.each([
    ['check', ', patch (of proven fixes)', '$ final-stage check … --format json'],
    ['merge', ', patch (of proven fixes)', '$ final-stage merge … --format json'],
    ['inspect', 'sarif, annotations. ', '$ final-stage inspect … --format json'],
    ['compare', 'sarif, annotations. ', '$ final-stage compare … --format json'],
  ])('of `%s` names the formats that it writes, and its exit codes', (name, formats, example) => {
    const command = read(name, '--help');
    const text = command.kind === 'text' ? command.text : '';
    for (const words of [formats, example, 'Exit codes: 0 pass']) expect(text).toContain(words);
  });

  test('says the version', () => {
    expect(read('--version')).toEqual({ kind: 'text', text: '1.2.3\n' });
  });

  test.each([
    ['an unknown command', ['chekc'], /^unknown command `chekc` Did you mean `check`\?$/],
    ['help about no command', ['help', 'nope'], /^unknown command `nope` Run `final-stage --help`/],
    [
      'an input whose flag is called otherwise',
      ['check', '--images', 'api'],
      /^unknown option `--images` Did you mean `--image-of`\?$/,
    ],
    [
      'a list input in the plural',
      ['check', '--build-args', 'A=1'],
      /^unknown option `--build-args` Did you mean `--build-arg`\?$/,
    ],
    ['reports that nobody merges', ['check', '--report', 'r.json'], /`check` reads no reports/],
    [
      'an unknown flag',
      ['check', '--max-sise', '1'],
      /^unknown option `--max-sise` Did you mean `--max-size`\?$/,
    ],
    [
      'a flag between two',
      ['check', '--fixe', '1'],
      /^unknown option `--fixe` Did you mean `--file` or `--fix`\?$/,
    ],
  ])('names the nearest of %s in the hint', (_case, argv, words) => {
    expect(failureOf(...argv)).toMatch(words);
  });

  test('of a flag that is like no other points to the help', () => {
    expect(failureOf('check', '--qqqqqqqq')).toMatch(/^unknown option `--qqqqqqqq` Run `final-stage --help`/);
  });

  test('of `merge` says what `--image-of` is there, not what it is to `check`', () => {
    const command = read('merge', '--help');
    const text = command.kind === 'text' ? command.text.replace(/\s+/g, ' ') : '';
    expect(text).toContain('--image-of <name> name of an image that must have a report');
  });

  test('names what is missing', () => {
    expect(failureOf()).toMatch(/^a command is missing[^]*final-stage check/);
    expect(failureOf('inspect')).toContain('ref');
    expect(failureOf('inspect', 'a', 'b')).toMatch(/^too many arguments.*: a, b Run/);
  });
});
