import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { defineFileRule, defineLedgerRule, type LedgerRule, type Rule } from '../../src/rules/rule.ts';
import { composeMessage, evidenceOf, messageOfPart } from '../../src/scan/evidence.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout } from '../helpers/image-builder.ts';
import { dpkg, instruction, ledger, rowOf } from '../ledger/ledger-builder.ts';

const META = {
  category: 'waste',
  headline: 'a headline',
  severity: 'warning',
  since: '1.0.0',
  fix: 'Fix it',
  evidence: 'user-files',
  examples: { catches: [], ignores: [] },
} as const;

const byExtension = defineFileRule({
  ...META,
  id: 'by-extension',
  match: ({ path }) =>
    path.endsWith('.log')
      ? { subject: 'logs' }
      : path.endsWith('.tmp')
        ? { subject: 'temporary files' }
        : undefined,
});

const thing = (inspect: LedgerRule['inspect']): Rule =>
  defineLedgerRule({ ...META, id: 'a-thing', category: 'build-tool', evidence: 'thing', inspect });

describe('file rules', () => {
  const made = ledger(
    [
      layer({ '/base.log': 'base' }),
      layer({
        '/b.log': '22',
        '/a.log': '22',
        '/big.log': '4444',
        '/x.tmp': '1',
        '/link.log': { hardlink: '/b.log' },
        '/dir.log': { directory: true },
      }),
      layer(whiteout('/big.log')),
    ],
    { base: 1 },
  );

  test('make one finding of one subject and origin, with visible rows first', () => {
    const findings = scan(made, [byExtension]);
    expect(findings.map(({ subject, inherited }) => [subject, inherited])).toEqual([
      ['logs', false],
      ['logs', true],
      ['temporary files', false],
    ]);
    expect(findings[0]).toMatchObject({
      ruleId: 'by-extension',
      category: 'waste',
      ratings: [{ id: 'by-extension', category: 'waste', severity: 'warning' }],
      atMost: null,
      version: null,
      inherited: false,
      bytes: 8,
      files: 3,
      fix: 'Fix it',
      packages: [],
      locationsOmitted: 0,
      message: 'logs: 8 B in 3 files, added by Dockerfile:10',
      fingerprint: createHash('sha256').update('by-extension\0logs\0Dockerfile').digest('hex'),
      primary: instruction(10),
    });
    expect(
      findings[0]!.locations.map((one) => one.kind === 'file' && `${one.path} ${one.visibility}`),
    ).toEqual(['/a.log visible', '/b.log visible', '/link.log visible', '/big.log removed']);
  });

  test('tell what own instructions added and what came with the base image apart', () => {
    const [own, inherited] = scan(made, [byExtension]);
    expect(own!.rows.every((row) => !made.isInherited(row))).toBe(true);
    const alone = {
      inherited: true,
      message: 'logs: 4 B in 1 file at /base.log, from the base image (Dockerfile:1)',
      primary: instruction(1, 'FROM debian:bookworm-slim'),
    };
    expect(inherited).toMatchObject(alone);
    const base = ledger([layer({ '/base.log': 'base' })], { base: 1 });
    const [only] = scan(base, [byExtension]);
    expect(only).toMatchObject(alone);
    expect(only!.fingerprint).toBe(inherited!.fingerprint);
    expect(only!.fingerprint).not.toBe(own!.fingerprint);
  });
});

describe('ledger rules', () => {
  const made = ledger(
    [layer({ '/base': 'base' }), layer({ '/a': '1', '/b': '22' }), layer({ '/c': '4444' })],
    { base: 1 },
  );

  test('join matches of one subject and count each row once', () => {
    const rows = [rowOf(made, '/a', 1), rowOf(made, '/b', 1)];
    const rule = thing(() => [
      { subject: 'tool', version: '1.2', rows },
      { subject: 'tool', rows: [...rows, rowOf(made, '/c', 2)] },
    ]);
    expect(scan(made, [rule])).toMatchObject([
      {
        subject: 'tool',
        version: '1.2',
        bytes: 7,
        files: 3,
        message: 'tool 1.2: 7 B in 3 files, added by Dockerfile:11',
      },
    ]);
  });

  test('name of two parts those packages and that version only that are theirs', () => {
    const packaged = ledger(
      [
        layer({ '/usr/bin/gcc': 'gcc', ...dpkg({ gcc: { files: ['/usr/bin/gcc'] } }) }),
        layer({ '/opt/bin/gcc': 'another' }),
      ],
      { base: 1 },
    );
    const rows = [rowOf(packaged, '/usr/bin/gcc', 0), rowOf(packaged, '/opt/bin/gcc', 1)];
    const rule = thing(() => [{ subject: 'gcc', version: '12', rows, packages: [0] }]);
    expect(
      scan(packaged, [rule]).map(({ inherited, version, packages }) => [inherited, version, packages.length]),
    ).toEqual([
      [false, null, 0],
      [true, '12', 1],
    ]);
  });

  test('tell a choice at its line, never as inherited', () => {
    const rule = thing(() => [
      {
        subject: 'SDK',
        message: 'The base brings Go',
        rows: [rowOf(made, '/base', 0)],
        at: 'from',
        bytes: 99,
      },
    ]);
    expect(scan(made, [rule])[0]).toMatchObject({
      inherited: false,
      bytes: 99,
      primary: { line: 1 },
      message: 'The base brings Go: 99 B in 1 file, brought by Dockerfile:1',
    });
  });

  test('tell a thing without files without an amount', () => {
    const [finding] = scan(made, [thing(() => [{ subject: 'TOKEN in ENV', rows: [] }])]);
    expect(finding).toMatchObject({
      bytes: 0,
      files: 0,
      inherited: false,
      primary: null,
      message: 'TOKEN in ENV',
    });
  });

  test('keep the fingerprint when version, line and bytes change', () => {
    const one = scan(made, [thing(() => [{ subject: 'gcc', version: '12', rows: [rowOf(made, '/a', 1)] }])]);
    const two = scan(made, [thing(() => [{ subject: 'gcc', version: '13', rows: [rowOf(made, '/c', 2)] }])]);
    expect(one[0]!.fingerprint).toBe(two[0]!.fingerprint);
  });
});

describe('evidence', () => {
  const names = Array.from({ length: 30 }, (_, index): readonly [string, string] => [
    `/d/${String(index).padStart(2, '0')}.log`,
    'x'.repeat(index + 1),
  ]);
  const made = ledger([layer(Object.fromEntries<string>(names))]);

  test('shows twenty places, the largest first, and says how many more', () => {
    const [finding] = scan(made, [byExtension]);
    expect(finding!.locations).toHaveLength(20);
    expect(finding!.locations[0]).toMatchObject({ kind: 'file', path: '/d/29.log' });
    expect(finding!.locationsOmitted).toBe(10);
  });

  test.each([
    [['/opt/tool/bin/a.log', '/opt/tool/lib/b.log'], '/opt/tool'],
    [['/opt/tool/a.log', '/opt/other/b.log'], null],
    [['/var/log/deep/a.log'], '/var/log/deep/a.log'],
    [['/a.log', '/b.log'], null],
    [['/opt/tool/a.log', '/opt/toolbox/b.log'], null],
  ])('of %j is in %s', (paths, place) => {
    const files = Object.fromEntries(paths.map((path) => [path, 'x']));
    expect(scan(ledger([layer(files)]), [byExtension])[0]!.place).toBe(place);
  });

  const added = { ...instruction(4), endLine: 6 };
  const amount = { bytes: 27, files: 1, place: '/src/main.go', primary: added, inherited: false };

  test.each([
    ['one file', {}, ': 27 B in 1 file at /src/main.go, added by Dockerfile:4-6'],
    ['several', { files: 3, place: '/a/b' }, ': 27 B in 3 files under /a/b, added by Dockerfile:4-6'],
    ['no place', { files: 3, place: null }, ': 27 B in 3 files, added by Dockerfile:4-6'],
    ['what goes by its place', { subject: '/src/main.go' }, ': 27 B in 1 file, added by Dockerfile:4-6'],
    [
      'what the base brought',
      { inherited: true },
      ': 27 B in 1 file at /src/main.go, from the base image (Dockerfile:4-6)',
    ],
    ['a field', { files: 0, place: 'ENV A' }, ' in ENV A, set by Dockerfile:4-6'],
    ['a field that is the subject', { files: 0, place: 'ENV A', subject: 'ENV A' }, ', at Dockerfile:4-6'],
  ])('puts %s behind the claim, and its lines', (_what, part, words) => {
    const what = 'Go sources of this repository, which nothing in the image runs';
    expect(composeMessage(what, { subject: 'Go sources', ...amount, ...part })).toBe(`${what}${words}`);
  });

  test('words a part of a finding with its own amount', () => {
    const [finding] = scan(made, [byExtension]);
    const part = evidenceOf(made, finding!.rows.slice(0, 1));
    expect(messageOfPart(finding!, { ...finding!, ...part, inherited: false })).toBe(
      'logs: 1 B in 1 file at /d/00.log, added by Dockerfile:10',
    );
  });
});
