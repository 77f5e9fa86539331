import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commit, makeRepository } from '../build/git-fixture.ts';
import { runAction } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

const STEP = `#7 [2/2] RUN echo attestations are not supported && false
#7 0.101 attestations are not supported
#7 ERROR: process "/bin/sh -c echo attestations are not supported && false" did not complete successfully: exit code: 1
------
 > [2/2] RUN echo attestations are not supported && false:
0.101 attestations are not supported
------
Dockerfile:2
--------------------
   2 | >>> RUN echo attestations are not supported && false
--------------------
ERROR: failed to solve: process "/bin/sh -c echo attestations are not supported && false" did not complete successfully: exit code: 1
`;

/** Arguments of every build that the gate asks for, of a `docker` whose builds fail with this log. */
async function buildsThatFailWith(name: string, log: string): Promise<readonly string[]> {
  const place = join(folder, name);
  const workspace = makeRepository(join(place, 'repository'));
  commit(workspace, 'Dockerfile', 'FROM scratch\nRUN false\n');
  mkdirSync(join(place, 'bin'));
  const program = join(place, 'bin/docker');
  writeFileSync(join(place, 'log'), log);
  writeFileSync(join(place, 'calls'), '');
  writeFileSync(
    program,
    `#!/bin/sh
case "$2" in
  inspect) echo 'Driver: docker-container' ;;
  build) echo "$*" >> '${place}/calls'; cat '${place}/log' >&2; exit 1 ;;
esac
`,
  );
  chmodSync(program, 0o755);
  await runAction({
    inputs: { comment: 'never', baseline: 'none' },
    eventName: 'workflow_dispatch',
    workspace,
    folder: place,
    environment: { PATH: `${join(place, 'bin')}:${process.env['PATH'] ?? ''}` },
  });
  return readFileSync(join(place, 'calls'), 'utf8').trimEnd().split('\n');
}

describe('a step that prints what a builder says which lacks something', () => {
  test('does not get a second build, without a record of its layers', async () => {
    const builds = await buildsThatFailWith('step', STEP);
    expect(builds).toHaveLength(1);
    expect(builds[0]).toContain('--provenance=mode=max');
  });

  test.each([
    'ERROR: attestations are not supported by the current buildkitd',
    'unknown flag: --provenance',
    'error: failed to solve: attestation is not supported',
  ])('the builder itself does: %s', async (words) => {
    const builds = await buildsThatFailWith(words.replace(/\W+/g, '-'), `${words}\n`);
    expect(builds).toHaveLength(2);
    expect(builds[1]).not.toContain('--provenance');
  });
});
