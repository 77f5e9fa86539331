import { describe, expect, test } from '@jest/globals';
import type { Edit } from '../../src/dockerfile/edit/edit.ts';
import { placeInstructions } from '../../src/dockerfile/edit/placed-instruction.ts';
import { GateError } from '../../src/errors.ts';
import { CHECKS, type Choice } from '../../src/fix/fix.ts';
import { Prover } from '../../src/gate/prove.ts';
import { readSides } from '../../src/gate/read-sides.ts';
import { DEFAULT_POLICY } from '../../src/policy/policy.ts';
import type { Proposal } from '../../src/remedies/remedy.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import { checkRequest, GO, type SmallImage } from '../helpers/recording-ports.ts';
import {
  APT_AND_PIP,
  fixWorld,
  imageOf,
  recordingFixPorts,
  type FixWorld,
} from '../helpers/recording-fix-ports.ts';

/** The edit that cleans up after apt. */
const CLEAN_UP: Edit = {
  file: 'Dockerfile',
  start: APT_AND_PIP.indexOf('update') + 'update'.length,
  end: APT_AND_PIP.indexOf('update') + 'update'.length,
  replacement: ' && rm -rf /var/lib/apt/lists/*',
};

type Given = Partial<FixWorld> & {
  readonly proposal?: Omit<Proposal, 'edits'>;
  readonly edits?: readonly Edit[];
  readonly budget?: { readonly milliseconds: number; readonly builds: number };
};

async function proverOf({ proposal, edits = [CLEAN_UP], budget, ...change }: Given) {
  const world = fixWorld(change);
  const ports = recordingFixPorts(world);
  const request = checkRequest({ event: { kind: 'none' } });
  const candidate = await ports.makeCandidate(request);
  const { candidate: read } = await readSides({ candidate, baseline: null }, ports);
  const finding = scan(read.ledger).find(({ subject }) => subject === 'apt cache');
  if (finding === undefined) throw new Error('there is no finding to mend');
  const text = world.checkout['Dockerfile'] ?? '';
  const proving = {
    ...{ request, candidate, policy: DEFAULT_POLICY, verify: 'run' as const },
    project: {
      dockerfile: { path: 'Dockerfile', ...placeInstructions(text, 'Dockerfile') },
      ignoreFile: { path: '.dockerignore', text: '' },
    },
    budget: budget ?? { milliseconds: 1000, builds: 9 },
  };
  const step = { finding, proposals: [] };
  const choices: readonly Choice[] = [{ step, proposal: { remedy: 'remedy', edits, ...proposal } }];
  return { prover: new Prover(proving, ports), choices, ports };
}

/** The checks of one proof, as `id state`, and what the one that fails says. */
async function prove(given: Given) {
  const { prover, choices } = await proverOf(given);
  const proof = await prover.prove(choices);
  const checks = proof?.checks ?? [];
  const failing = checks.filter(({ state }) => state === 'failed');
  return { proof, failing: failing.map(({ id, message }) => `${id}: ${message}`) };
}

const STARTED = { cmd: ['/app/made'] };
const started = (image: SmallImage): SmallImage => ({ ...image, config: STARTED });
const CANDIDATE = started(imageOf({ dockerfile: APT_AND_PIP }));
const fixedWith = (change: Parameters<typeof imageOf>[1]) => ({
  candidate: CANDIDATE,
  again: CANDIDATE,
  fixed: (texts: { readonly dockerfile: string }) => started(imageOf(texts, change)),
});

const PROGRAM = elf({ needed: ['libssl.so.3'] });
const LINKED = { '/opt/tool': PROGRAM, '/lib/libssl.so.3': 'x' };

/** For each check, what it alone stops. */
const STOPPED: readonly (readonly [check: string, title: string, given: Given, failing: string])[] = [
  [
    'parses',
    'edits that change one place',
    { edits: [CLEAN_UP, { ...CLEAN_UP, end: CLEAN_UP.end + 2 }] },
    'parses: two edits change the same place',
  ],
  [
    'builds',
    'an edit that breaks the build',
    { fixed: () => new GateError('build-failed', '`Dockerfile:2` failed with exit code 1') },
    'builds: `Dockerfile:2` failed with exit code 1',
  ],
  [
    'mends',
    'an edit that leaves a part of the cache',
    {
      candidate: started({
        ...CANDIDATE,
        own: [
          {
            '/var/lib/apt/lists/a_Packages': Buffer.alloc(3_000_000, 1),
            '/var/lib/apt/lists/b_Packages': Buffer.alloc(3_000_000, 2),
          },
          ...CANDIDATE.own.slice(1),
        ],
      }),
      fixed: () =>
        started({
          ...CANDIDATE,
          own: [{ '/var/lib/apt/lists/a_Packages': Buffer.alloc(3_000_000, 1) }, ...CANDIDATE.own.slice(1)],
        }),
    },
    'mends: `package-cache: apt cache` is still there',
  ],
  [
    'same',
    'a file that changes',
    fixedWith({ '/app/made': 'another' }),
    'same: changed unexpectedly: `/app/made`',
  ],
  [
    'starts',
    'a library that a program needs, removed on purpose',
    {
      candidate: started(imageOf({ dockerfile: APT_AND_PIP }, LINKED)),
      fixed: (texts) => started(imageOf(texts, { '/opt/tool': PROGRAM })),
      proposal: { removes: (path) => path.startsWith('/lib/') },
    },
    'starts: `/opt/tool` needs `libssl.so.3`, which is gone',
  ],
  [
    'runs',
    'a library that is loaded by its name alone, removed on purpose',
    {
      ...fixedWith({}),
      candidate: started(imageOf({ dockerfile: APT_AND_PIP }, { '/lib/plugin.so': 'x' })),
      proposal: { removes: (path) => path === '/lib/plugin.so' },
      observe: (label) =>
        label === 'candidate'
          ? { exitCode: null, answer: null, ports: [80], output: 'ready' }
          : { exitCode: 127, answer: null, ports: [], output: 'cannot open plugin.so' },
    },
    'runs: the candidate keeps running, the fixed image exits with code 127',
  ],
  [
    'smaller',
    'an edit that saves nothing',
    {
      candidate: started({
        base: { '/etc/motd': Buffer.alloc(9_000_000, 1) },
        own: [{ '/var/lib/apt/lists/a_Packages': Buffer.alloc(60_000, 1) }, {}, {}],
      }),
      fixed: () => started({ base: { '/etc/motd': Buffer.alloc(9_000_000, 1) }, own: [{}, {}, {}] }),
    },
    'smaller: too little is saved (content size',
  ],
];

describe('a check', () => {
  test('of each kind has a case', () => {
    expect(STOPPED.map(([check]) => check)).toEqual([...CHECKS]);
  });

  test.each(STOPPED)('%s alone stops %s', async (check, _title, given, message) => {
    const { proof, failing } = await prove(given);
    expect(failing).toHaveLength(1);
    expect(failing[0]).toContain(message);
    expect(proof?.state).toBe('failed');
    const place = proof?.checks.findIndex(({ id }) => id === check) ?? 0;
    expect(proof?.checks.slice(0, place).map(({ state }) => state)).not.toContain('failed');
  });

  test.each([
    [
      'a program that is new',
      fixedWith(GO),
      'mends: it brings in `go-toolchain: Go toolchain`, which was not there before',
    ],
    [
      'another mode',
      fixedWith({ '/app/made': { content: 'made', mode: 0o600 } }),
      'same: changed unexpectedly: `/app/made`',
    ],
    ...(
      [
        ['workingDir', { workingDir: '/app' }],
        ['cmd', { cmd: ['/app/made', '--new'] }],
        ['exposedPorts', { others: { ExposedPorts: { '80/tcp': {} } } }],
        ['stopSignal', { others: { StopSignal: 'SIGQUIT' } }],
        ['shell', { others: { Shell: ['/bin/bash', '-c'] } }],
        ['onBuild', { others: { OnBuild: ['RUN make'] } }],
        ['healthcheck', { others: { Healthcheck: { Test: ['CMD', '/check'] } } }],
        [
          'healthcheck',
          {
            healthcheck: ['CMD', '/check'],
            others: { Healthcheck: { Test: ['CMD', '/check'], Interval: 1e9 } },
          },
        ],
      ] as const
    ).map(
      ([field, config]) =>
        [
          `another configuration: ${JSON.stringify(config)}`,
          {
            candidate: CANDIDATE,
            fixed: (texts) => ({ ...imageOf(texts), config: { ...STARTED, ...config } }),
          },
          `same: the configuration changed unexpectedly: ${field}`,
        ] as [string, Given, string],
    ),
  ] as [string, Given, string][])('stops %s', async (_title, given, message) => {
    expect((await prove(given)).failing[0]).toBe(message);
  });

  test('does not stop what Windows alone takes for another configuration', async () => {
    const fixed = (texts: { readonly dockerfile: string }) => ({
      ...imageOf(texts),
      config: { ...STARTED, others: { ArgsEscaped: true } },
    });
    expect((await prove({ candidate: CANDIDATE, fixed })).failing).toEqual([]);
  });
});

describe('a proof', () => {
  test('says what was seen of both images when they were started', async () => {
    const { proof } = await prove(fixedWith({}));
    expect(proof?.checks.map(({ id, state }) => [id, state])).toEqual(CHECKS.map((id) => [id, 'passed']));
    expect(proof?.ran).toEqual({
      probe: 'start',
      denied: ['network', 'writing', 'capabilities', 'new privileges'],
      unsteady: [],
      candidate: { exitCode: null, answer: null, ports: [8080], lines: ['ready'] },
      fixed: { exitCode: null, answer: null, ports: [8080], lines: ['ready'] },
    });
  });

  test('is not made after as many builds as may be made, those without a cache included', async () => {
    const other = started(imageOf({ dockerfile: APT_AND_PIP }, { '/app/made': 'other' }));
    const { prover, choices, ports } = await proverOf({
      ...fixedWith({ '/app/made': 'made?' }),
      again: other,
      budget: { milliseconds: 1e9, builds: 3 },
    });
    const states = [];
    for (let time = 0; time < 3; time += 1) states.push((await prover.prove(choices))?.state ?? null);
    expect(states).toEqual(['proven', 'proven', null]);
    expect(ports.builds).toEqual(['fix-1', 'rebuild', 'fix-3']);
    expect(prover.builds).toBe(3);
  });

  test('is not made after its time', async () => {
    const { prover, choices } = await proverOf({
      ...fixedWith({}),
      budget: { milliseconds: 1000, builds: 9 },
    });
    expect((await prover.prove(choices))?.state).toBe('proven');
    expect(await prover.prove(choices)).toBeNull();
  });
});
