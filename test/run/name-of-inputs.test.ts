import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runGate } from '../../src/gate/gate.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';
import { nameOfInputs } from '../../src/run/name-of-inputs.ts';
import { checkRequest, gateWorld, recordingPorts } from '../helpers/recording-ports.ts';
import type { CheckRequest } from '../helpers/recording-ports.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const workspace = temporaryFolder();
const POLICY = 'images:\n  - { name: api, context: services/api }\n';
beforeAll(() => {
  mkdirSync(join(workspace, '.github'));
  writeFileSync(join(workspace, '.github', 'final-stage.yml'), POLICY);
  writeFileSync(join(workspace, '.github', 'torn.yml'), 'images: [');
});

const named = (inputs: Readonly<Record<string, string>>) => {
  const context = inputs['context'] ?? '';
  const given: Readonly<Record<string, string>> = {
    ...inputs,
    ...(context && { context: join(workspace, context) }),
    ...(inputs['file'] && { file: join(workspace, inputs['file']) }),
  };
  return nameOfInputs(
    toActionTexts((name) => given[name] ?? ''),
    workspace,
  );
};

describe('the name of an image that got no verdict', () => {
  test.each([
    [{ context: 'services/api' }, 'api'],
    [{ context: 'services/web' }, 'services/web'],
    [{ context: '.', file: 'web.Dockerfile', target: 'run' }, 'web.Dockerfile:run'],
    [{ context: 'services/web', platforms: 'linux/arm64' }, 'services/web (linux/arm64)'],
    [{ context: 'services/api', policy: '.github/torn.yml' }, 'services/api'],
    [{ image: 'ghcr.io/org/app:1' }, 'ghcr.io/org/app'],
    [{ images: 'api' }, 'api'],
    [{ images: 'api', platforms: 'linux/arm64' }, 'api (linux/arm64)'],
    [{ context: 'services/api', platforms: 'linux/arm64' }, 'api (linux/arm64)'],
  ])('is that of the report that it would have: %j', async (inputs, name) => {
    expect(await named(inputs)).toBe(name);
  });

  test.each([
    [{}, 'services/web/Dockerfile', 'services/web'],
    [{ target: 'run' }, 'web.Dockerfile', 'web.Dockerfile:run'],
    [
      { platform: { os: 'linux', architecture: 'arm64' } },
      'services/web/Dockerfile',
      'services/web (linux/arm64)',
    ],
  ])('and such a report has it: %j of %s', async (build, dockerfile, name) => {
    const texts = { [dockerfile]: 'FROM debian:12\nRUN make\n' };
    const world = gateWorld({ dockerfile, checkout: texts, commits: { ['b'.repeat(40)]: texts } });
    const request = checkRequest();
    const asked: CheckRequest = { ...request, build: { ...request.build, ...build } };
    expect((await runGate(asked, recordingPorts(world))).name).toBe(name);
  });

  test('and so it has beside those of other platforms where the policy names it', async () => {
    const dockerfile = 'services/api/Dockerfile';
    const texts = { [dockerfile]: 'FROM debian:12\nRUN make\n', '.github/final-stage.yml': POLICY };
    const world = gateWorld({ dockerfile, checkout: texts, commits: { ['b'.repeat(40)]: texts } });
    const request = checkRequest();
    const build = { ...request.build, platform: { os: 'linux', architecture: 'arm64' } };
    const nameOf = async (part: Partial<CheckRequest>) =>
      (await runGate({ ...request, ...part }, recordingPorts(world))).name;
    expect(await nameOf({})).toBe('api');
    expect(await nameOf({ build })).toBe('api (linux/arm64)');
  });
});
