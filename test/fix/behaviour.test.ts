import { describe, expect, test } from '@jest/globals';
import { differingAspects, toBehaviour, type Observation } from '../../src/fix/behaviour.ts';
import { checkRan } from '../../src/fix/ran.ts';
import { listeningPorts } from '../../src/build/docker/open-ports.ts';

const RUNS: Observation = { exitCode: null, answer: null, ports: [8080], output: 'ready\n' };

function linesOf(output: string): readonly string[] {
  return toBehaviour({ ...RUNS, output }).lines;
}

describe('what a container prints', () => {
  test.each([
    ['2026-11-30T06:09:08.957Z ready', '2027-01-02T16:19:18.001Z ready'],
    ['[2026/11/30 06:09:08 +0000] ready', '[2027/01/02 16:19:18 +0100] ready'],
    [
      '10.0.0.1 - - [30/Nov/2026:06:09:08 +0000] "GET / HTTP/1.1" 200',
      '10.0.0.1 - - [02/Jan/2027:16:19:18 +0000] "GET / HTTP/1.1" 200',
    ],
    ['Mon Nov 30 06:09:08 2026 start', 'Sat Jan  2 16:19:18 2027 start'],
    ['Started in 0.034 seconds', 'Started in 1.2 seconds'],
    ['listening after 12ms', 'listening after 1045ms'],
    ['[1] [INFO] worker with pid: 7', '[12] [INFO] worker with pid: 4711'],
    ['request 3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'request 7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    ['<App object at 0x7f12a4b3c2d0>', '<App object at 0x7fde00112233>'],
    ['id 4a30f4300db08ade', 'id b47cbe09a53fc1de'],
    ['epoch 1796018948', 'epoch 1796018950.25'],
    [
      'start 2026-11-30 06:09:08.95745367 +0000 UTC m=+0.000148208',
      'start 2026-12-01 07:00:00.1 +0000 UTC m=+0.0100',
    ],
    ['\u001B[32mready\u001B[0m', 'ready'],
    ['b\na\na', 'a\nb'],
  ])('is the same without what is another one each time: %j', (one, other) => {
    expect(linesOf(one)).toEqual(linesOf(other));
    expect(linesOf(one).join('')).not.toBe('');
  });

  test.each([
    ['loaded 5 plugins', 'loaded 4 plugins'],
    ['ready', 'libplugin.so: cannot open shared object file'],
    ['version 1.2.3', 'version 1.2.4'],
    ['listening on 8080', 'listening on 8081'],
    ['facade', 'decade'],
  ])('is another one where it says something else: %j', (one, other) => {
    expect(linesOf(one)).not.toEqual(linesOf(other));
  });

  test('is bounded, and shows no secret', () => {
    const lines = linesOf(`token=ghp_${'a1B2'.repeat(9)}\n${'x'.repeat(1000)}\n${'y\nz'.repeat(100_000)}`);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(200);
    expect(lines.join('\n')).not.toContain('a1B2');
  });
});

describe('the behaviour of two containers', () => {
  const runs = toBehaviour(RUNS);
  const answered = { ...RUNS, answer: { exitCode: 0, output: 'ok' } };

  test.each([
    ['exit code', { exitCode: 1 }],
    ['probe', { answer: { exitCode: 1, output: 'ok' } }],
    ['answer', { answer: { exitCode: 0, output: 'another' } }],
    ['ports', { ports: [] }],
    ['output', { output: 'another' }],
  ] as const)('differs in the %s', (aspect, change) => {
    const one = aspect === 'probe' || aspect === 'answer' ? answered : RUNS;
    expect(differingAspects(toBehaviour(one), toBehaviour({ ...one, ...change }))).toEqual([aspect]);
  });

  test('does not differ in ports that nobody could see, nor in what is printed where the probe says that both are well', () => {
    const well = { exitCode: 0, output: 'ok' };
    const one = toBehaviour({ ...RUNS, answer: well, ports: null });
    expect(differingAspects(one, toBehaviour({ ...RUNS, answer: well, output: 'another' }))).toEqual([]);
  });

  test.each([
    [
      'is the same',
      runs,
      [],
      'passed',
      'started side by side without network and writing: both keep running, listen on port 8080 and print the same line',
    ],
    [
      'is another one',
      toBehaviour({ ...RUNS, exitCode: 127, ports: [] }),
      [],
      'failed',
      'the candidate keeps running, the fixed image exits with code 127',
    ],
    [
      'is another one in what is another one each time',
      toBehaviour({ ...RUNS, ports: [40_001] }),
      ['ports'],
      'passed',
      'started side by side without network and writing: both keep running and print the same line',
    ],
    [
      'is seen by the ports alone',
      runs,
      ['output'],
      'passed',
      'started side by side without network and writing: both keep running and listen on port 8080',
    ],
    [
      'cannot be compared',
      runs,
      ['ports', 'output'],
      'skipped',
      'the candidate behaves differently each time it starts, so there is nothing to compare',
    ],
  ] as const)('%s', (_title, fixed, unsteady, state, message) => {
    const ran = { probe: 'start', denied: ['network', 'writing'], unsteady, candidate: runs, fixed } as const;
    expect(checkRan(ran)).toEqual({ id: 'runs', state, message });
  });

  test('is the answer of a probe where there is one', () => {
    const seen = toBehaviour({ ...RUNS, answer: { exitCode: 0, output: 'ok' } });
    const ran = {
      probe: 'healthcheck',
      denied: ['network'],
      unsteady: ['output'],
      candidate: seen,
      fixed: seen,
    } as const;
    expect(checkRan(ran)).toMatchObject({
      state: 'passed',
      message:
        'started side by side without network: both keep running, listen on port 8080 and answer the health check with exit code 0',
    });
  });
});

test('ports are those that somebody listens on in the tables of the kernel', () => {
  const head =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  const rows = [
    '   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 67455 1',
    '   1: 0100007F:1F90 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000     0        0 67456 1',
    '   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000',
  ];
  expect(listeningPorts([head, ...rows].join('\n'))).toEqual([80, 8080]);
  expect(listeningPorts('')).toEqual([]);
});
