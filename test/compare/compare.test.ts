import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare } from '../../src/compare/compare.ts';
import { sizesOf, toChange } from '../../src/compare/sizes.ts';
import { inspect, instruction } from './inspections.ts';

const FIELD = {
  part: 'environment',
  path: 'config.Env.A',
  key: 'A',
  origin: { kind: 'unknown', reason: 'test' },
} as const;
const BASE = { files: { '/etc/os-release': 'debian' } };
const run = (files: Record<string, string>, line = 3) => ({ files, by: instruction(line, 'RUN make') });

describe('sizes', () => {
  test('counts hidden bytes as content less root filesystem', () => {
    const inspection = inspect([BASE, run({ '/a': 'x'.repeat(100) }), run({ '/a': 'yy' })]);
    expect(compare(null, inspection).sizes).toMatchObject({
      content: { baseline: null, candidate: 108, delta: null, percent: null },
      rootfs: { candidate: 8 },
      hidden: { candidate: 100 },
      pull: null,
    });
  });

  test('has each beside the baseline’s', () => {
    const baseline = inspect([BASE, run({ '/a': 'x'.repeat(100) }), run({ '/a': 'yy' })]);
    const candidate = inspect([BASE, run({ '/a': 'x'.repeat(40) })]);
    const transfer = ({ ledger }: typeof candidate) =>
      ledger.layers.reduce((sum, { transferBytes }) => sum + transferBytes, 0);
    expect(compare(baseline, candidate).sizes).toMatchObject({
      content: { baseline: 108, candidate: 46, delta: -62, percent: -57.41 },
      rootfs: { baseline: 8, candidate: 46, delta: 38, percent: 475 },
      hidden: { baseline: 100, candidate: 0, delta: -100, percent: -100 },
      transfer: {
        baseline: transfer(baseline),
        candidate: transfer(candidate),
        delta: transfer(candidate) - transfer(baseline),
      },
    });
  });

  test('says that a transfer size is estimated where that of any layer is', () => {
    const { ledger } = inspect([BASE, run({ '/a': 'a' })]);
    const [first, second] = ledger.layers;
    expect(sizesOf(ledger).isTransferEstimated).toBe(false);
    const mixed = { ...ledger, layers: [first!, { ...second!, transferEstimated: true }] };
    expect(sizesOf(mixed).isTransferEstimated).toBe(true);
  });

  test('pulls a layer that comes twice once', () => {
    const layers = [run({ '/a': 'a' }), run({ '/a': 'a' }, 4)];
    const candidate = inspect([BASE, ...layers]);
    expect(compare(inspect([BASE]), candidate).sizes.pull).toBe(candidate.ledger.layers[1]?.transferBytes);
  });

  test('pulls only the layers that the baseline lacks', () => {
    const baseline = inspect([BASE, run({ '/a': 'one' })]);
    const candidate = inspect([BASE, run({ '/a': 'two' })]);
    const added = candidate.ledger.layers[1]?.transferBytes;
    expect(compare(baseline, candidate).sizes.pull).toBe(added);
    expect(compare(baseline, baseline).sizes.pull).toBe(0);
  });

  test.each([
    [0, 10, { delta: 10, percent: null }],
    [3, 4, { delta: 1, percent: 33.33 }],
    [200, 100, { delta: -100, percent: -50 }],
    [5, 5, { delta: 0, percent: 0 }],
    [null, 5, { delta: null, percent: null }],
  ])('from %p to %p', (baseline, candidate, change) => {
    expect(toChange(baseline, candidate)).toMatchObject(change);
  });
});

describe('findings', () => {
  const statuses = (...args: Parameters<typeof compare>) =>
    compare(...args).findings.map(({ ruleId, status, files, bytes }) => [ruleId, status, files, bytes]);

  test('are introduced where there is no baseline', () => {
    expect(statuses(null, inspect([BASE, run({ '/usr/local/go/bin/go': 'go!' })]))).toEqual([
      ['go-toolchain', 'introduced', 1, 3],
    ]);
  });

  test('have no cause where they persist, and the change’s where there is nothing else', () => {
    const go = run({ '/usr/local/go/bin/go': 'go!' });
    const causes = (...args: Parameters<typeof compare>) =>
      compare(...args).findings.map(({ cause }) => cause);
    expect(causes(null, inspect([BASE, go]))).toEqual(['change']);
    expect(causes(inspect([BASE]), inspect([BASE, go]))).toEqual(['change']);
    expect(causes(inspect([BASE, go]), inspect([BASE]))).toEqual(['change']);
    expect(causes(inspect([BASE, go]), inspect([BASE, go]))).toEqual([null]);
  });

  test('that came with the base image are its own only where all of them are', () => {
    const making = { isCandidateBuilt: true };
    const kit = { files: { '/usr/local/go/bin/go': 'go' } };
    const found = (candidate: ReturnType<typeof inspect>) =>
      compare(inspect([BASE]), candidate, making).findings.map(({ cause, inherited }) => [cause, inherited]);
    expect(found(inspect([kit]))).toEqual([['base', true]]);
    expect(found(inspect([kit, run({ '/usr/local/go/opt/go': 'another' })]))).toEqual([
      ['change', false],
      ['base', true],
    ]);
    expect(
      compare(inspect([kit]), inspect([BASE]), making).findings.map(({ status, cause }) => [status, cause]),
    ).toEqual([['resolved', 'base']]);
  });

  test('that are gone have the cause of the baseline’s layer, not of the one in its place', () => {
    const go = { files: { '/usr/local/go/bin/go': 'go' } };
    const making = { isCandidateBuilt: true };
    const gone = compare(inspect([BASE, go]), inspect([BASE, run({ '/opt/x': 'x' })]), making);
    expect(gone.findings.map(({ status, cause }) => [status, cause])).toEqual([['resolved', 'base']]);
    const come = compare(inspect([BASE, run({ '/opt/x': 'x' })]), inspect([BASE, go]), making);
    expect(come.findings.map(({ status, cause }) => [status, cause])).toEqual([['introduced', 'base']]);
    const both = compare(inspect([BASE]), inspect([BASE, go, run({ '/usr/local/go/opt/go': 'x' })]), making);
    expect(both.findings.map(({ cause }) => cause)).toEqual(['change', 'base']);
  });

  test('at fields of the configuration are split by field', () => {
    const { ledger, findings } = inspect([BASE, run({ '/a.secret': 'a' })]);
    const at = (rows: readonly number[], ...keys: readonly string[]) => ({
      ledger,
      findings: [{ ...findings[0]!, rows, fields: keys.map((key) => ({ ...FIELD, key })) }],
    });
    const { rows } = findings[0]!;
    const parts = (...args: Parameters<typeof compare>) =>
      compare(...args).findings.map(({ status, rows: files, fields }) => [
        status,
        files.length,
        fields.map(({ key }) => key),
      ]);
    expect(parts(at([], 'A', 'B'), at([], 'A', 'C'))).toEqual([
      ['introduced', 0, ['C']],
      ['persisting', 0, ['A']],
    ]);
    expect(parts(at(rows, 'A'), at(rows, 'A'))).toEqual([['persisting', 1, ['A']]]);
    expect(parts(at(rows), at(rows, 'A'))).toEqual([
      ['introduced', 0, ['A']],
      ['persisting', 1, []],
    ]);
    expect(parts(at([], '/a.secret'), at(rows, '/a.secret'))).toEqual([
      ['introduced', 1, []],
      ['persisting', 0, ['/a.secret']],
    ]);
    expect(parts(at([]), at([]))).toEqual([['persisting', 0, []]]);
    expect(parts(at([], 'A'), at([], 'B'))).toEqual([
      ['introduced', 0, ['B']],
      ['resolved', 0, ['A']],
    ]);
  });

  test('come in the order of the scan, and what is resolved last', () => {
    const before = inspect([BASE, run({ '/usr/local/go/bin/go': 'go', '/a.secret': 'a' })]);
    const after = inspect([BASE, run({ '/var/cache/x': 'x', '/b.secret': 'b', '/a.secret': 'a' })]);
    expect(statuses(before, after).map(([id, status]) => [id, status])).toEqual([
      ['secret-file', 'introduced'],
      ['secret-file', 'persisting'],
      ['package-cache', 'introduced'],
      ['go-toolchain', 'resolved'],
    ]);
  });

  test('about a thing persist whatever its bytes', () => {
    const before = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
    const after = inspect([
      BASE,
      run({ '/usr/local/go/bin/go': 'go, a later version', '/usr/local/go/new': 'x' }),
    ]);
    expect(statuses(before, after)).toEqual([['go-toolchain', 'persisting', 2, 20]]);
  });

  test('are resolved when only the baseline has them', () => {
    const before = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
    expect(statuses(before, inspect([BASE]))).toEqual([['go-toolchain', 'resolved', 1, 2]]);
  });

  test('about user files are split by path, so that new files do not hide behind old ones', () => {
    const before = inspect([BASE, run({ '/a.secret': 'a', '/b.secret': 'b' })]);
    const after = inspect([BASE, run({ '/a.secret': 'changed', '/c.secret': 'ccc', '/d.secret': 'dd' }, 9)]);
    const { findings } = compare(before, after);
    expect(
      findings.map(({ status, files, bytes, locations }) => ({
        status,
        files,
        bytes,
        paths: locations.map((location) => location.kind === 'file' && location.path),
      })),
    ).toEqual([
      { status: 'introduced', files: 2, bytes: 5, paths: ['/c.secret', '/d.secret'] },
      { status: 'persisting', files: 1, bytes: 7, paths: ['/a.secret'] },
    ]);
    expect(findings[0]?.message).toContain('5 B in 2 files, added by Dockerfile:9');
  });

  test.each([
    ['/html/index-BKj3k2_s.js.map', '/html/index-CqX9f-1a.js.map', 'persisting'],
    ['/html/js/main.3f2a1b4c.js.map', '/html/js/main.99aab0c1.js.map', 'persisting'],
    ['/html/787.c4e7f8f9.chunk.css.map', '/html/787.00e7f8f9.chunk.css.map', 'persisting'],
    ['/html/main.3f2a1b4c.js.map', '/html/admin.99aab0c1.js.map', 'introduced'],
    ['/html/user-controller.js.map', '/html/user-repository.js.map', 'introduced'],
  ])('about built files go by their names without content hash: %s, then %s', (old, now, status) => {
    const before = inspect([BASE, run({ [old]: 'old' })]);
    const after = inspect([BASE, run({ [now]: 'now' })]);
    expect(statuses(before, after)[0]).toEqual(['source-map', status, 1, 3]);
  });

  test('about user files are resolved when every one of them went, whatever came', () => {
    const before = inspect([BASE, run({ '/a.secret': 'a' })]);
    const after = inspect([BASE, run({ '/b.secret': 'b' })]);
    expect(statuses(before, after)).toEqual([
      ['secret-file', 'introduced', 1, 1],
      ['secret-file', 'resolved', 1, 1],
    ]);
  });

  test('of ours are not excused by files of the base image, which are not called resolved', () => {
    const before = inspect([{ files: { '/a.secret': 'a' } }]);
    const after = inspect([{ files: { '/a.secret': 'a' } }, run({ '/b.secret': 'b' })]);
    expect(before.findings.map(({ inherited }) => inherited)).toEqual([true]);
    expect(compare(before, after).findings.map(({ status, inherited }) => [status, inherited])).toEqual([
      ['introduced', false],
      ['persisting', true],
    ]);
  });

  describe('of ours beside those of the base image', () => {
    const kit = { files: { '/usr/local/go/bin/go': 'go' } };
    const both = (...args: Parameters<typeof compare>) =>
      compare(...args).findings.map(({ status, inherited }) => [status, inherited]);

    test('are introduced, though the base image brings the same', () => {
      const after = inspect([kit, run({ '/usr/local/go/opt/go': 'another' })]);
      expect(both(inspect([kit]), after)).toEqual([
        ['introduced', false],
        ['persisting', true],
      ]);
      expect(both(after, after)).toEqual([
        ['persisting', false],
        ['persisting', true],
      ]);
      expect(both(after, inspect([kit]))).toEqual([
        ['persisting', true],
        ['resolved', false],
      ]);
    });

    test('are introduced where the base image had it and has it no longer', () => {
      const after = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
      expect(both(inspect([kit]), after)).toEqual([
        ['introduced', false],
        ['resolved', true],
      ]);
    });

    test('are introduced where only a part of them writes anew what the base image brought', () => {
      const after = inspect([
        kit,
        run({ '/usr/local/go/bin/go': 'go, with another owner', '/usr/local/go/bin/gofmt': 'new' }),
      ]);
      expect(both(inspect([kit]), after)).toEqual([
        ['introduced', false],
        ['persisting', true],
      ]);
    });

    test('are introduced where they write user files of the base image anew', () => {
      const secret = { files: { '/a.secret': 'a' } };
      expect(both(inspect([secret]), inspect([secret, run({ '/a.secret': 'other' })]))).toEqual([
        ['introduced', false],
        ['persisting', true],
      ]);
    });

    test('persist where they only write anew what the base image brought', () => {
      const after = inspect([kit, run({ '/usr/local/go/bin/go': 'go, with another owner' })]);
      expect(both(inspect([kit]), after)).toEqual([
        ['persisting', false],
        ['persisting', true],
      ]);
      expect(both(inspect([BASE]), after)).toEqual([
        ['introduced', false],
        ['introduced', true],
      ]);
    });
  });
});

describe('ledger sums', () => {
  const LISTS = ['byInstruction', 'byOwner', 'byClass', 'byDirectory'] as const;
  const path = fc.constantFrom(
    '/a',
    '/usr/bin/x',
    '/usr/lib/y',
    '/app/main.go',
    '/var/cache/z',
    '/usr/local/go/g',
  );
  const files = fc.dictionary(path, fc.string({ maxLength: 40 }), { maxKeys: 5 });
  const sketch = fc.record({ files, line: fc.integer({ min: 2, max: 5 }) });
  const layers = fc.array(sketch, { minLength: 1, maxLength: 4 });
  const build = (sketches: readonly { files: Record<string, string>; line: number }[]) =>
    inspect(sketches.map(({ files: contents, line }) => run(contents, line)));

  test('add up to the total change, to the byte, by every column', () => {
    fc.assert(
      fc.property(layers, layers, (before, after) => {
        const { sizes, ledger } = compare(build(before), build(after));
        for (const list of LISTS) {
          const sum = (pick: 'candidate' | 'baseline' | 'delta') =>
            ledger[list].reduce((total, line) => total + (line[pick] ?? Number.NaN), 0);
          expect([sum('candidate'), sum('baseline'), sum('delta')]).toEqual([
            sizes.content.candidate,
            sizes.content.baseline,
            sizes.content.delta,
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  const DIRECTORIES = [
    run({ '/opt/a': 'x'.repeat(50), '/srv/a': 'x'.repeat(30), '/usr/bin/a': 'x'.repeat(30), '/var/a': '' }),
  ];
  const keys = (...args: Parameters<typeof compare>) =>
    compare(...args).ledger.byDirectory.map(({ key, delta }) => [key, delta]);

  test('begin with the largest change, then go by name; nothing is no line', () => {
    expect(keys(null, inspect(DIRECTORIES))).toEqual([
      ['/opt', null],
      ['/srv', null],
      ['/usr/bin', null],
    ]);
    const after = run({ '/opt/a': 'x'.repeat(51), '/usr/bin/a': 'x'.repeat(30), '/etc/b': 'x' });
    expect(keys(inspect(DIRECTORIES), inspect([after]))).toEqual([
      ['/srv', -30],
      ['/etc', 1],
      ['/opt', 1],
      ['/usr/bin', 0],
    ]);
  });

  test('name what is gone, too', () => {
    const { ledger } = compare(inspect(DIRECTORIES), inspect([BASE]));
    expect(ledger.byDirectory.find(({ key }) => key === '/opt')).toEqual({
      key: '/opt',
      label: '/opt',
      baseline: 50,
      candidate: 0,
      delta: -50,
    });
    expect(ledger.byInstruction.find(({ baseline }) => baseline === 110)?.label).toBe(
      'Dockerfile:3 RUN make',
    );
  });

  test('keep two instructions of the same words apart', () => {
    const sketches = [run({ '/a': 'abc' }, 3), run({ '/b': 'ab' }, 5)];
    const { byInstruction } = compare(null, inspect(sketches)).ledger;
    expect(byInstruction.map(({ label, candidate }) => [label, candidate])).toEqual([
      ['Dockerfile:3 RUN make', 3],
      ['Dockerfile:5 RUN make', 2],
    ]);
  });

  test('keep an instruction that only moved', () => {
    const before = inspect([BASE, run({ '/a': 'abc' }, 3)]);
    const after = inspect([BASE, run({ '/a': 'abcd' }, 7)]);
    const line = compare(before, after).ledger.byInstruction.find(({ label }) => label.includes('RUN make'));
    expect(line).toMatchObject({ label: 'Dockerfile:7 RUN make', baseline: 3, candidate: 4, delta: 1 });
  });
});
