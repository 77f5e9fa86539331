import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { runFix, type FixRequest } from '../../src/gate/fix.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import { GO } from '../helpers/recording-ports.ts';
import {
  APT_AND_PIP,
  fixWorld,
  imageOf,
  recordingFixPorts,
  type FixWorld,
} from '../helpers/recording-fix-ports.ts';

const CHECK = checkRequest({ event: { kind: 'none' }, baseline: { kind: 'none' } });
const REQUEST: FixRequest = {
  inputs: { request: CHECK },
  only: [],
  write: false,
};

async function fix(change: Partial<FixWorld> = {}, request: Partial<FixRequest> = {}) {
  const ports = recordingFixPorts(fixWorld(change));
  const report = await runFix({ ...REQUEST, ...request }, ports);
  return { ports, report, whys: report.unfixed.map(({ subject, why }) => `${subject}: ${why}`) };
}

/** What every build writes anew may be gone as well. */
const CACHES = ['/root/.cache/pip/http/body', '/var/lib/apt/lists/deb_Packages'];
const BUILD_FAILED = new GateError('build-failed', '`Dockerfile:3` `RUN pip` failed with exit code 2');
const isPip = (dockerfile: string) => !dockerfile.includes('RUN pip install flask\n');

describe('final-stage fix', () => {
  test('proves all edits with one build where they hold together', async () => {
    const { ports, report } = await fix();
    expect(ports.builds).toEqual(['fix-1']);
    expect(report).toMatchObject({ builds: 1, unfixed: [], fixes: [{ remedies: ['package-cache'] }] });
    const [fixed] = report.fixes;
    expect(fixed?.fingerprints).toHaveLength(2);
    expect(fixed?.proof).toMatchObject({
      state: 'proven',
      buildSeconds: 1,
      delta: -4 * 1024 * 1024,
      removed: 0,
      changed: CACHES,
      ran: null,
    });
    expect(fixed?.proof.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['parses passed', 'builds passed', 'mends passed', 'same passed', 'starts passed'],
      ...['runs skipped', 'smaller passed'],
    ]);
    expect(fixed?.patch.match(/^[+-](?![+-]).*$/gm)).toEqual([
      '-RUN apt-get update',
      '-RUN pip install flask',
      '+RUN apt-get update && rm -rf /var/lib/apt/lists/*',
      '+RUN pip install --no-cache-dir flask',
    ]);
    expect(ports.written).toEqual([]);
  });

  test('halves what fails, shows what holds, and says why the rest does not', async () => {
    const { ports, report, whys } = await fix({
      fixed: (texts) => (isPip(texts.dockerfile) ? BUILD_FAILED : imageOf(texts)),
    });
    expect(ports.built[0]?.dockerfile).toContain('--no-cache-dir');
    expect(ports.built[1]?.dockerfile).toBe(
      APT_AND_PIP.replace('update', 'update && rm -rf /var/lib/apt/lists/*'),
    );
    expect(report.builds).toBe(ports.built.length);
    expect(report.fixes[0]?.fingerprints).toHaveLength(1);
    expect(whys).toEqual([`pip cache: the edit that was tried failed: ${BUILD_FAILED.message}`]);
  });

  test('ends with what else a builder fails with', async () => {
    const lost = new GateError('engine-unavailable', 'no Docker daemon responds');
    await expect(fix({ fixed: () => lost })).rejects.toBe(lost);
  });

  test('starts no build after its time, and says so', async () => {
    const { report, whys } = await fix(
      { fixed: () => BUILD_FAILED, buildMilliseconds: 400_000 },
      { inputs: { request: { ...CHECK, fixMilliseconds: 300_000 } } },
    );
    expect([report.builds, report.fixes]).toEqual([1, []]);
    const spent = 'time or builds ran out before an edit was proven';
    expect(whys).toEqual([`apt cache: ${spent}`, `pip cache: ${spent}`]);
  });

  test('builds the candidate once more, once, where something else differs, and excuses what differs there, too', async () => {
    const stamped = (texts: { readonly dockerfile: string }, stamp: string) =>
      imageOf(texts, { '/app/stamp': stamp });
    const world = {
      candidate: stamped({ dockerfile: APT_AND_PIP }, 'one'),
      again: stamped({ dockerfile: APT_AND_PIP }, 'two'),
      fixed: (texts: { readonly dockerfile: string }) => stamped(texts, 'six'),
    };
    const { ports, report } = await fix(world);
    expect(ports.builds).toEqual(['fix-1', 'rebuild']);
    expect(report).toMatchObject({
      builds: 2,
      unfixed: [],
      fixes: [{ proof: { changed: ['/app/stamp', ...CACHES] } }],
    });
    const steady = await fix({ ...world, again: world.candidate });
    expect(steady.ports.builds.filter((label) => label === 'rebuild')).toHaveLength(1);
    expect(steady.whys[0]).toBe(
      'apt cache: the edit that was tried failed: changed unexpectedly: `/app/stamp`',
    );
  });

  test('mends the findings of the rules that are asked for alone', async () => {
    const candidate = imageOf({ dockerfile: APT_AND_PIP }, GO);
    const { report, whys } = await fix({ candidate }, { only: ['go-toolchain'] });
    expect([report.fixes, report.builds]).toEqual([[], 0]);
    expect(whys).toEqual(['Go toolchain: no edit is known for this case']);
    await expect(fix({}, { only: ['package-cash'] })).rejects.toMatchObject({
      message: 'there is no rule `package-cash`',
      hint: 'Did you mean `package-cache`?',
    });
  });

  test('has nothing to do where nothing is wrong', async () => {
    const dockerfile = 'FROM debian:12\nRUN make\n';
    const { ports, report } = await fix({
      checkout: { Dockerfile: dockerfile },
      candidate: { base: { '/etc/motd': 'hello' }, own: [{ '/app/made': 'made' }] },
    });
    expect(report).toMatchObject({ builds: 0, fixes: [], unfixed: [] });
    expect(ports.built).toEqual([]);
  });

  test('leaves what the policy allows', async () => {
    const policy = `allow:\n  - { rule: package-cache, subject: '*', reason: why, permanent: true }\n`;
    const { report } = await fix({
      checkout: { Dockerfile: APT_AND_PIP, '.github/final-stage.yml': policy },
    });
    expect([report.fixes, report.unfixed]).toEqual([[], []]);
  });

  test('writes what it proves, and nothing where a file was changed in the meantime', async () => {
    const { ports } = await fix({}, { write: true });
    expect(ports.written).toEqual([
      { path: 'Dockerfile', before: APT_AND_PIP, after: ports.built[0]?.dockerfile },
    ]);
    const unwritable = new GateError('bad-input', '`Dockerfile` was changed in the meantime');
    await expect(fix({ unwritable }, { write: true })).rejects.toBe(unwritable);
  });

  test('names a file in the patch as git does, whatever its name is', async () => {
    const dockerfile = 'a "b"\n$(c)/Dockerfile';
    const { report } = await fix({ dockerfile, checkout: { [dockerfile]: APT_AND_PIP } });
    expect(report.fixes[0]?.patch.split('\n')[0]).toBe(
      'diff --git "a/a \\"b\\"\\012$(c)/Dockerfile" "b/a \\"b\\"\\012$(c)/Dockerfile"',
    );
  });
});
