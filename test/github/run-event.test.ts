import { afterAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunEvent } from '../../src/github/run-event.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { payloadOf } from '../helpers/payloads.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

function payloadFile(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

describe('the event of a run', () => {
  test('is read from the file that the runner wrote', async () => {
    const payload = payloadOf('pull_request', { pull_request: { number: 7 } });
    const environment = {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: payloadFile('event.json', JSON.stringify(payload)),
    };
    expect(await readRunEvent(environment)).toMatchObject({ kind: 'pull_request', number: 7 });
  });

  test.each([{}, { GITHUB_EVENT_PATH: '' }])('is none outside of a workflow: %j', async (environment) => {
    expect(await readRunEvent(environment)).toEqual({ kind: 'none' });
  });

  test('needs no payload where it is one that says nothing', async () => {
    const environment = { GITHUB_EVENT_NAME: 'schedule', GITHUB_EVENT_PATH: '' };
    expect(await readRunEvent(environment)).toEqual({ kind: 'other', name: 'schedule' });
  });

  test.each([
    ['cannot be read', '/no/such/event.json'],
    ['is not JSON', payloadFile('cut.json', '{"pull_request": ')],
  ])('is wrong input where its file %s', async (found, path) => {
    const environment = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path };
    await expect(readRunEvent(environment)).rejects.toMatchObject({
      code: 'bad-input',
      message: `the event payload \`${path}\`, which GITHUB_EVENT_PATH names, ${found}`,
      hint: 'It must be the file that GitHub wrote for this run; outside of a workflow, unset GITHUB_ACTIONS.',
    });
  });
});
