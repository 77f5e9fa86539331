import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { useEngine } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { reportUntested } from '../helpers/untested.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const DOCKERFILE = 'FROM scratch\nCOPY server /server\nCOPY --from=lib library /library\n';

/** A layout with one image of the tag that buildx asks for, which holds a library of so many bytes. */
async function writeLibrary(repository: string, bytes: number): Promise<void> {
  const layout = join(repository, 'images/lib');
  await writeOciLayout(layout, [layer({ '/library': 'x'.repeat(bytes) })]);
  const file = join(layout, 'index.json');
  const index: { manifests: object[] } = JSON.parse(readFileSync(file, 'utf8'));
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  index.manifests = index.manifests.map((manifest) => ({ ...manifest, annotations }));
  writeFileSync(file, JSON.stringify(index));
}

describeEngines('an image layout that is a build context', (engine) => {
  if (engine.store === 'overlay2') {
    reportUntested('is not tried: the builder of the graph drivers takes no image layouts');
    return;
  }

  test.each(['a relative', 'an absolute'])('is the base commit’s for the baseline: %s path', async (kind) => {
    useEngine(engine);
    const repository = makeRepository(join(folder.path, `kept-${kind.length}`));
    await writeLibrary(repository, 1000);
    git(repository, 'add', '--all');
    commit(repository, 'server', 'x'.repeat(1000));
    const base = commit(repository, 'Dockerfile', DOCKERFILE);
    git(repository, 'switch', '--quiet', '-c', 'topic');
    await writeLibrary(repository, 1_000_000);
    git(repository, 'add', '--all');
    const head = commit(repository, 'server', 'y'.repeat(1000));
    const run = await gate(
      repository,
      kind === 'a relative' ? 'images/lib' : join(repository, 'images/lib'),
      {
        base,
        head,
      },
    );
    expect(run.outputs['baseline-content-size']).toBe('2000');
    expect(run.outputs['conclusion']).toBe('failure');
  });

  test('is the job’s for both where no commit has it', async () => {
    useEngine(engine);
    const repository = makeRepository(join(folder.path, 'made'));
    commit(repository, 'server', 'x'.repeat(1000));
    const base = commit(repository, 'Dockerfile', DOCKERFILE);
    git(repository, 'switch', '--quiet', '-c', 'topic');
    const head = commit(repository, 'server', 'y'.repeat(1000));
    await writeLibrary(repository, 1_000_000);
    const run = await gate(repository, 'images/lib', { base, head });
    expect(run.outputs['baseline-content-size']).toBe('1001000');
    expect(run.outputs['conclusion']).toBe('success');
  });
});

type Commits = { readonly base: string; readonly head: string };

function gate(workspace: string, layout: string, { base, head }: Commits) {
  return runAction({
    inputs: { comment: 'never', 'build-contexts': `lib=oci-layout://${layout}`, 'max-growth': '10 kB' },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace,
    folder: folder.path,
  });
}
