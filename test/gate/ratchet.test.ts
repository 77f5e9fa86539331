import { describe, expect, test } from '@jest/globals';
import { renderRatchet, runRatchet, type RatchetRequest } from '../../src/gate/ratchet.ts';
import { renderJson } from '../../src/report/json.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import { fixWorld, recordingFixPorts } from '../helpers/recording-fix-ports.ts';
import { gateReport } from '../helpers/report-builder.ts';

const PATH = '.github/final-stage.yml';
const CHECK = checkRequest({ event: { kind: 'none' }, baseline: { kind: 'none' } });

async function ratchet(policy: string | null, change: Partial<RatchetRequest> = {}) {
  const image = { base: { '/etc/motd': 'x'.repeat(400) }, own: [{ '/app/made': 'y'.repeat(100) }] };
  const checkout = { Dockerfile: 'FROM debian:12\nRUN make\n', ...(policy !== null && { [PATH]: policy }) };
  const ports = recordingFixPorts(fixWorld({ checkout, candidate: image }));
  const request = { inputs: { request: CHECK }, reports: [], headroom: 0, write: false, ...change };
  const ratcheted = await runRatchet(request, ports);
  return { ports, ratcheted, text: renderRatchet(ratcheted) };
}

/** A report that measured one content budget. */
function reportOf(actual: number, change: object = {}) {
  const budget = { image: 'image', size: 'content', max: 900, maxUnit: null, maxGrowth: null };
  const budgets = [{ ...budget, actual, baseline: null, growth: null, ...change }];
  return gateReport({ budgets });
}

const named = (text: string) => [{ name: 'report.json', text }];
const POLICY =
  'budgets:\n  - { size: content, max: 900 }\n  - { size: rootfs, path: /app/**, max: 0.9 kB }\n';

const NO_LIMIT = `\`${PATH}\` limits no size by \`max\`, so there is nothing to lower`;

describe('final-stage ratchet', () => {
  test('builds the image, and prints a diff that lowers each budget to what it measures', async () => {
    const { ports, ratcheted, text } = await ratchet(POLICY);
    expect(ports.calls).toContain('makeCandidate');
    expect(ports.calls.filter((call) => call.startsWith('makeBaseline'))).toEqual([]);
    expect(ratcheted.kept).toEqual([]);
    expect(ratcheted.patch.match(/^[+-](?![+-]).*$/gm)).toEqual([
      '-  - { size: content, max: 900 }',
      '-  - { size: rootfs, path: /app/**, max: 0.9 kB }',
      '+  - { size: content, max: 500 }',
      '+  - { size: rootfs, path: /app/**, max: 0.1 kB }',
    ]);
    expect(text).toMatch(/^diff --git a\/\.github\/final-stage\.yml b\//);
    expect(text).toContain('\n# lowered: content size from 900 to 500; 500 B was measured\n');
    expect(ports.written).toEqual([]);
  });

  test('writes the file where it is asked to, and only if something is lowered', async () => {
    const { ports } = await ratchet(POLICY, { write: true, headroom: 10 });
    const after = POLICY.replace('900', '550').replace('0.9 kB', '0.11 kB');
    expect(ports.written).toEqual([{ path: PATH, before: POLICY, after }]);
    expect((await ratchet(after, { write: true, headroom: 10 })).ports.written).toEqual([]);
  });

  test('takes the sizes from reports, and builds nothing then', async () => {
    const { ports, text } = await ratchet(POLICY, { reports: named(renderJson(reportOf(321))) });
    expect(ports.calls.filter((call) => call.startsWith('make'))).toEqual([]);
    expect(text).toContain('+  - { size: content, max: 321 }\n');
    expect(text).toContain('# kept: root filesystem size of `/app/**`, because no report has measured it\n');
  });

  test('takes them from a report of many images, of those that were judged', async () => {
    const policy = `images:\n  - { name: api, context: api, budgets: [{ size: content, max: 900 }] }\n`;
    const images = [
      { name: 'api', kind: 'judged', report: reportOf(321, { image: 'api' }) },
      { name: 'web', kind: 'no-verdict', reason: 'it does not build' },
    ];
    const many = JSON.stringify({ schemaVersion: 1, tool: {}, images });
    expect((await ratchet(policy, { reports: named(many) })).text).toContain('max: 321 }');
  });

  test.each([
    ['`report.json` is not JSON', 'no'],
    ['`report.json` is no JSON report of this version', '{}'],
    ['`report.json` is no JSON report of this version', '[]'],
    ['which does not say what budgets measured', JSON.stringify({ ...gateReport(), budgets: undefined })],
    ['no JSON report', renderJson(reportOf(-1))],
    ['no JSON report', renderJson(reportOf(1, { image: 'x'.repeat(2000) }))],
  ])('says %s', async (message, text) => {
    await expect(ratchet(POLICY, { reports: named(text) })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(message),
    });
  });

  test.each([
    [
      `there is no policy file \`${PATH}\`: \`final-stage init\` writes one with a budget of today's size`,
      null,
    ],
    [NO_LIMIT, 'budgets: [{ size: content, max-growth: { percent: 3 } }]\n'],
    [NO_LIMIT, 'version: 1\n'],
  ])('says that %s, without a build', async (why, policy) => {
    const { ports, text } = await ratchet(policy);
    expect(text).toBe(`# ${why}\n`);
    expect(ports.calls.filter((call) => call.startsWith('make'))).toEqual([]);
  });

  test('prints names of a report or a policy without control characters', async () => {
    const policy = 'budgets: [{ size: content, path: "/a\\u001b[31m", max: 9 }]\n';
    const { text } = await ratchet(policy, { reports: named(renderJson(reportOf(1))) });
    expect(text).toContain('kept: ');
    expect(text).not.toContain('\u001b');
  });
});
