import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import type { GateInputs } from '../../src/inputs/inputs.ts';
import { withoutSecrets } from '../../src/inputs/inputs.ts';
import type { SeveralInputs } from '../../src/inputs/several.ts';
import type { ImageOutcome } from '../../src/report/run-report.ts';
import { makeStarters, type StartPorts } from '../../src/run/starters.ts';
import type { PlannedRun } from '../../src/run/plan-images.ts';
import { checkRequest } from '../helpers/recording-ports.ts';
import { gateReport } from '../helpers/report-builder.ts';

const REQUEST = checkRequest({ event: { kind: 'none' }, baseline: { kind: 'none' } });
const READING = { cacheDirectory: null, insecureRegistries: [], readMinutes: 1 };
const INPUTS: GateInputs = withoutSecrets(REQUEST, READING);

const planned = (name: string, change: object = {}): PlannedRun => ({
  name,
  kind: 'run',
  request: { ...REQUEST, imageName: name, build: { ...REQUEST.build, context: name, ...change } },
});
const judged = (name: string): ImageOutcome => ({ name, kind: 'judged', report: gateReport() });
const NONE: ImageOutcome = { name: 'web', kind: 'no-verdict', reason: 'it does not build' };

type World = {
  readonly files?: readonly string[];
  readonly plan?: readonly PlannedRun[] | GateError;
  /** Why the first layout that is tried cannot be planned. */
  readonly first?: GateError;
  readonly images?: readonly ImageOutcome[];
  /** Why the one image of the working directory gets no verdict. */
  readonly one?: GateError;
  readonly several?: SeveralInputs;
  readonly isChosen?: boolean;
};

async function start(world: World) {
  const { files = [], images = [], one, several, isChosen = false } = world;
  const plans = [...(world.first === undefined ? [] : [world.first])];
  const asked: (SeveralInputs | undefined)[] = [];
  const builds: string[] = [];
  const ports: StartPorts = {
    listFiles: () => Promise.resolve(files),
    judge: () => {
      builds.push('one');
      return one === undefined ? Promise.resolve(gateReport()) : Promise.reject(one);
    },
    plan: (inputs) => {
      asked.push(inputs.several);
      const plan = plans.shift() ?? world.plan ?? [];
      return plan instanceof GateError ? Promise.reject(plan) : Promise.resolve(plan);
    },
    judgeAll: () => {
      builds.push('all');
      return Promise.resolve({ schemaVersion: 1, tool: { name: 'final-stage', version: '0' }, images });
    },
  };
  const inputs = { ...INPUTS, ...(several && { several }) };
  const { files: written, remarks } = await makeStarters({ inputs, isChosen }, ports);
  const [policy = '', workflow = ''] = written.map(({ text }) => text);
  return { asked, builds, remarks, policy, workflow };
}

const TWO = { plan: [planned('api'), planned('web')], images: [judged('api'), judged('web')] };

describe('init', () => {
  test('takes the images of a bake file', async () => {
    const { asked, builds, policy, workflow } = await start({
      ...TWO,
      files: ['docker-bake.hcl', 'Dockerfile'],
    });
    expect(asked).toMatchObject([{ bake: 'docker-bake.hcl', compose: null, images: [] }]);
    expect(builds).toEqual(['all']);
    expect(policy).toMatch(/images:\n {2}- name: "api"\n {4}context: "api"\n {4}budgets:[^]*- name: "web"/);
    expect(workflow).toContain('bake: "docker-bake.hcl"');
  });

  test('takes several Dockerfiles, names those that it leaves out, and all of the policy in the workflow', async () => {
    const files = ['api/Dockerfile', 'web/Dockerfile', 'test/Dockerfile'];
    const { asked, remarks, workflow } = await start({ ...TWO, files });
    expect(asked).toMatchObject([
      { images: ['api/Dockerfile', 'web/Dockerfile'], bake: null, compose: null },
    ]);
    expect(remarks).toEqual(['`test/Dockerfile` is left out of the policy']);
    expect(workflow).toContain('images: "all"');
  });

  test('takes the one image of a repository whose compose file builds no other', async () => {
    const { builds, policy, remarks } = await start({
      plan: [planned('app')],
      files: ['compose.yaml', 'Dockerfile'],
    });
    expect(builds).toEqual(['one']);
    expect(policy).not.toContain('images:');
    expect(remarks).toEqual(['`compose.yaml` is not used, because it builds one image alone']);
  });

  test('says why a file that is there cannot be used, and goes on without it', async () => {
    const plan = new GateError('bad-input', '`docker buildx bake --print` printed no targets');
    const { builds, remarks } = await start({ plan, files: ['docker-bake.hcl', 'Dockerfile'] });
    expect(builds).toEqual(['one']);
    expect(remarks).toEqual([`\`docker-bake.hcl\` cannot be used: ${plan.message}`]);
  });

  test('says what is wrong with the file where there is nothing else to build', async () => {
    const plan = new GateError('engine-unavailable', 'no Docker daemon responds', { hint: 'Start Docker.' });
    const one = new GateError('bad-input', 'there is no Dockerfile at `Dockerfile`');
    await expect(start({ plan, one, files: ['docker-bake.hcl'] })).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: '`docker-bake.hcl` cannot be used: no Docker daemon responds',
      hint: 'Start Docker.',
    });
    const first = new GateError('bad-input', '0 images were found');
    await expect(
      start({ first, plan, one, files: ['docker-bake.hcl', 'compose.yaml'] }),
    ).rejects.toMatchObject({ message: '`compose.yaml` cannot be used: no Docker daemon responds' });
    const lost = new GateError('engine-unavailable', 'the daemon stopped');
    await expect(start({ plan, one: lost, files: ['docker-bake.hcl'] })).rejects.toBe(lost);
  });

  test('gives up where that file was asked for', async () => {
    const plan = new GateError('bad-input', 'no such file');
    const several = { images: [], bake: 'x.hcl', bakeTargets: ['api'], compose: null, platforms: [] };
    await expect(start({ plan, several, isChosen: true })).rejects.toBe(plan);
    const { workflow } = await start({ ...TWO, several, isChosen: true });
    expect(workflow).toContain('bake: "x.hcl"\n          bake-targets: "api"');
  });

  test('looks for nothing where somebody says what is built', async () => {
    const { asked, builds } = await start({ files: ['docker-bake.hcl'], isChosen: true });
    expect([asked, builds]).toEqual([[], ['one']]);
  });

  test('gives an image that was not built no budget, and says why', async () => {
    const { policy, remarks } = await start({
      ...TWO,
      images: [judged('api'), NONE],
      files: ['compose.yml'],
    });
    expect(policy).toContain('context: "web"\n    # It was not built: say here how, and give it a budget.\n');
    expect(remarks).toEqual(['`web` has no budget yet: it does not build']);
  });

  test('writes nothing of several images of which none is built', async () => {
    const images: readonly ImageOutcome[] = [{ ...NONE, name: 'api' }, NONE];
    const several = { images: [], bake: null, bakeTargets: [], compose: 'c.yml', platforms: [] };
    await expect(start({ ...TWO, images, several, isChosen: true })).rejects.toMatchObject({
      message: 'none of the images could be built; of `api`: it does not build',
    });
  });

  test('names no path that is outside of the repository', async () => {
    const outside = [planned('api'), planned('web'), planned('far', { context: '../far' })];
    const { policy } = await start({ ...TWO, plan: outside, files: ['compose.yml'] });
    expect(policy).not.toContain('far');
  });
});
