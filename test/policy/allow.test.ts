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
