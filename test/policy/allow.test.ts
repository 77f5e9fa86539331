import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/compare/compare.ts';
import { allowFindings } from '../../src/policy/allow.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import type { AllowEntry, Policy } from '../../src/policy/policy.ts';
import { cToolchain } from '../../src/rules/c-toolchain.ts';
import { scan } from '../../src/scan/scan.ts';
import type { Inspection } from '../../src/scan/finding.ts';
import { inspect, instruction } from '../compare/inspections.ts';
import { layer } from '../helpers/image-builder.ts';
import type { FileInputs } from '../helpers/image-builder.ts';
import { judgeChange } from '../helpers/judge-change.ts';
import { debian } from '../rules/debian-files.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const allow = (entry: Partial<AllowEntry>): AllowEntry => ({
  rule: 'c-toolchain',
  reason: 'needed',
  expires: null,
  source: 'policy',
  ...entry,
});

describe('an entry for packages', () => {
  /** gcc with a library that only it needs: one finding of two packages. */
  const GCC = debian({
    'gcc-12': { files: ['/usr/bin/gcc-12', '/usr/lib/gcc/x86_64-linux-gnu/12/cc1'], depends: 'libisl23' },
    libisl23: { files: ['/usr/lib/libisl.so.23'], section: 'libs' },
  });

  function isAllowed(files: FileInputs, glob: string): boolean {
    const ledger = ledgerOf({ own: [layer(files)] });
    const { findings } = compare(null, { ledger, findings: scan(ledger, [cToolchain]) });
    expect(findings).toMatchObject([{ subject: 'gcc' }]);
    const entries = [allow({ package: glob })];
    return allowFindings({ entries, findings, ledger, today: '2026-11-21' }).length === 1;
  }

  test.each([
    ['all of them', 'pkg:deb/**', true],
    ['all of them by name', 'pkg:deb/debian/{gcc-12,libisl23}', true],
    ['the tool alone', 'pkg:deb/debian/gcc-12', false],
    ['what comes with the tool alone', 'pkg:deb/debian/libisl23', false],
    ['none of them', 'pkg:deb/debian/make', false],
  ])('must name every one of them: %s', (_what, glob, expected) => {
    expect(isAllowed(GCC, glob)).toBe(expected);
  });

  test('accepts no file beside them that none of them owns', () => {
    const other = { '/usr/local/lib/gcc/x86_64-linux-gnu/13/cc1': 'x' };
    expect(isAllowed({ ...GCC, ...other }, 'pkg:deb/**')).toBe(false);
  });
});

const BASE = { files: { '/etc/os-release': 'debian' } };
const run = (files: FileInputs, text = 'RUN make', line = 3) => ({ files, by: instruction(line, text) });

function judged(baseline: Inspection | null, candidate: Inspection, part: Partial<Policy>) {
  const policy = { ...DEFAULT_POLICY, ...part };
  return judgeChange(compare(baseline, candidate), { baseline, candidate }, { policy });
}

describe('an entry for an instruction', () => {
  const two = inspect([
    BASE,
    run({ '/usr/local/go/bin/go': 'a large one' }),
    run({ '/usr/local/go/src/a.go': 'a' }, 'RUN make more', 4),
  ]);
  const entryFor = (text: string) =>
    allow({ rule: 'go-toolchain', source: 'inline', instructionDigest: `digest of ${text}` });

  test.each(['RUN make', 'RUN make more'])('accepts nothing that another one added, too: %s', (text) => {
    const verdict = judged(null, two, { allow: [entryFor(text)] });
    expect(verdict).toMatchObject({ conclusion: 'failure', allowed: [] });
  });
});

describe('a finding of which a part was there before', () => {
  const before = inspect([BASE, run({ '/a.secret': 'a' })]);
  const after = inspect([BASE, run({ '/a.secret': 'a', '/b.secret': 'b' })]);
  const entry = (path: string) => allow({ rule: 'secret-file', path });

  test.each([
    ['/a.secret', 'persisting', 'introduced'],
    ['/b.secret', 'introduced', 'persisting'],
  ])('has each part accepted for itself: %s', (path, accepted, violated) => {
    const verdict = judged(before, after, { failOn: 'any', allow: [entry(path)] });
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.allowed.map(({ status }) => status)).toEqual([accepted]);
    expect(verdict.violations).toMatchObject([
      {
        status: violated,
        message: expect.stringMatching(new RegExp(`^\`secret-file\` ${violated}: .*1 file`)),
      },
    ]);
  });

  test('is accepted whole by an entry for each', () => {
    const entries = [entry('/a.secret'), entry('/b.secret')];
    const verdict = judged(before, after, { failOn: 'any', allow: entries });
    expect(verdict).toMatchObject({ conclusion: 'success', notices: [] });
    expect(verdict.allowed.map(({ status }) => status)).toEqual(['introduced', 'persisting']);
  });

  test('fails by the new part alone where only what is introduced fails', () => {
    expect(judged(before, after, {}).violations).toMatchObject([{ status: 'introduced' }]);
    expect(judged(before, after, { failOn: 'any' }).violations).toMatchObject([
      { status: 'introduced' },
      { status: 'persisting' },
    ]);
  });
});

describe('an entry that names nothing but what it accepts', () => {
  const GO = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
  const environment = allow({ rule: 'build-tool' });

  test.each<[string, AllowEntry]>([
    ['until a day', { ...environment, expires: '2027-01-01' }],
    ['by an instruction', { ...environment, instructionText: 'RUN x', instructionDigest: 'digest of RUN x' }],
    ['by another subject', { ...environment, subject: 'make' }],
    ['by another path', { ...environment, path: '/opt/**' }],
    ['by packages that it has not', { ...environment, package: 'pkg:deb/**' }],
    ['of another rule', { ...environment, rule: 'go-toolchain' }],
    ['of another category', { ...environment, rule: 'secret', subject: 'Go toolchain' }],
  ])('accepts no tool %s', (_what, entry) => {
    expect(judged(null, GO, { allow: [entry] })).toMatchObject({ conclusion: 'failure', allowed: [] });
  });

  test.each<[string, AllowEntry]>([
    ['for good', environment],
    ['by its subject', { ...environment, subject: 'Go toolchain', expires: '2027-01-01' }],
    ['by its paths', { ...environment, rule: 'go-toolchain', path: '/usr/local/go/**' }],
  ])('accepts a tool %s', (_what, entry) => {
    const { conclusion, allowed, notices } = judged(null, GO, { allow: [entry] });
    expect({ conclusion, notices }).toEqual({ conclusion: 'success', notices: [] });
    expect(allowed).toEqual([
      {
        fingerprint: GO.findings[0]?.fingerprint,
        status: 'introduced',
        reason: 'needed',
        expires: entry.expires,
        source: 'policy',
      },
    ]);
  });

  test('is named by what it was to accept where there is nothing of it', () => {
    const entries = [
      allow({ rule: 'jdk', subject: 'a `b`', path: `/${'x'.repeat(200)}` }),
      allow({ rule: 'jdk', package: 'pkg:deb/**', expires: '2026-01-01' }),
    ];
    expect(judged(null, inspect([BASE]), { allow: entries }).notices).toEqual([
      {
        code: 'unused-allow',
        message: `the allow entry for \`jdk\` \`a 'b'\` \`/${'x'.repeat(119)}\` matches nothing, so it can be removed`,
      },
      {
        code: 'expired-allow',
        message:
          'the allow entry for `jdk` `pkg:deb/**` expired on 2026-01-01 and matches nothing, so it can be removed',
      },
    ]);
  });
});

describe('an entry for an instruction that made all of a finding', () => {
  const entryFor = (text: string) =>
    allow({ rule: 'go-toolchain', source: 'inline', instructionDigest: `digest of ${text}` });

  test('accepts that, and nothing of another instruction or of the base image', () => {
    const own = inspect([BASE, run({ '/usr/local/go/bin/go': 'go' })]);
    expect(judged(null, own, { allow: [entryFor('RUN make')] }).conclusion).toBe('success');
    expect(judged(null, own, { allow: [entryFor('RUN other')] }).conclusion).toBe('failure');
    const inherited = inspect([{ files: { '/usr/local/go/bin/go': 'go' } }]);
    const policy = { inherited: 'fail' as const, allow: [entryFor('RUN make')] };
    expect(judged(null, inherited, policy).conclusion).toBe('failure');
  });
});
