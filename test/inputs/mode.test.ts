import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import { readMergeInputs } from '../../src/inputs/merge.ts';
import { collectMistakes } from '../../src/inputs/mistakes.ts';
import { readTelling } from '../../src/inputs/mode.ts';

type Inputs = Readonly<Record<string, string>>;

const textsOf = (inputs: Inputs) => toActionTexts((name) => inputs[name] ?? '');

const judged = (inputs: Inputs) =>
  readCheckInputs(textsOf(inputs), { environment: {}, event: { kind: 'none' }, today: '2026-01-01' });

function told(inputs: Inputs) {
  const mistakes = collectMistakes();
  const telling = readTelling(textsOf({ mode: 'comment', ...inputs }), mistakes);
  mistakes.throwIfAny();
  return telling;
}

function mistakeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-input') return error.message;
    throw error;
  }
  return '';
}

describe('a step that judges', () => {
  test.each([
    [{}, 'auto'],
    [{ mode: 'gate', comment: 'always' }, 'always'],
    [{ mode: 'measure' }, 'never'],
    [{ mode: 'measure', comment: 'never' }, 'never'],
  ])('with %j comments %s', (inputs, comment) => {
    expect(judged(inputs).comment).toBe(comment);
  });

  test.each([
    [{ mode: 'guess' }, '`mode` is `guess`, expected one of `gate`, `measure`, `comment`'],
    [{ mode: 'merge' }, '`mode` is `merge`, which is a command of its own'],
    [{ mode: 'measure', comment: 'always' }, '`comment` is `always`, but `mode: measure` writes no comment'],
    [{ comment: 'often' }, '`comment` is `often`, expected one of `auto`, `always`, `never`'],
    [{ artifact: 'x' }, '`artifact` is given without `mode: comment`'],
    [{ mode: 'comment' }, '`mode` is `comment`, which only the Action has'],
  ])('takes no %j', (inputs, words) => {
    expect(mistakeOf(() => judged(inputs))).toContain(words);
  });
});

describe('a step that comments on what another run measured', () => {
  test('looks at its artifact, its token and the key of its comment', () => {
    expect(told({})).toEqual({ comment: 'auto', token: null, artifact: 'final-stage', leg: '' });
    expect(told({ artifact: 'api', comment: 'always', 'comment-key': 'null', 'github-token': 't' })).toEqual({
      comment: 'always',
      token: 't',
      artifact: 'api',
      leg: 'null',
    });
  });

  test('has no use for what builds or judges, and says so of all at once', () => {
    const message = mistakeOf(() =>
      told({ context: '.', 'build-args': 'A=1', 'fail-on': 'any', artifact: 'a/b' }),
    );
    expect(message).toMatch(/^4 inputs are wrong/);
    expect(message).toContain('`context` is given with `mode: comment`, which builds and reads no image');
    expect(message).toContain('`build-args` is given');
    expect(message).toContain('`artifact` is `a/b`, expected the name of an artifact');
  });
});

describe('a step that merges reports', () => {
  const merged = (inputs: Inputs) => readMergeInputs(textsOf({ mode: 'merge', reports: 'x', ...inputs }));

  test('looks at reports, and at what is told of them', () => {
    const reporting = { review: 'never', 'check-run': 'never', 'report-url': 'https://a.example/' };
    const inputs = {
      ...reporting,
      images: 'api',
      comment: 'always',
      'comment-key': 'k',
      'github-token': 't',
    };
    expect(merged({ ...inputs, history: 'cache' })).toMatchObject({ expected: ['api'], comment: 'always' });
  });

  test('is told of no image without a name', () => {
    const texts = {
      ...textsOf({ mode: 'merge' }),
      many: (name: string) => (name === 'images' ? [''] : ['x']),
    };
    expect(mistakeOf(() => readMergeInputs(texts))).toContain('has an empty name');
  });

  test('has no use for what builds or judges, and says so of all at once', () => {
    const message = mistakeOf(() =>
      merged({ 'fail-on': 'never', 'max-size': 'zzz', platforms: 'banana', bake: 'x.hcl' }),
    );
    expect(message).toMatch(/^4 inputs are wrong/);
    for (const name of ['fail-on', 'max-size', 'platforms', 'bake'])
      expect(message).toContain(`\`${name}\` is given with \`mode: merge\`, which builds and reads no image`);
  });
});
