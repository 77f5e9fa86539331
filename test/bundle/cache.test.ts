import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';
import { layer, type LayerInput } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const layers: readonly LayerInput[] = [
  layer({ '/app/server': 'x'.repeat(5000) }),
  layer({ '/app/more': 'y' }),
];
const push = payloadOf('push', { before: '0'.repeat(40), after: 'a'.repeat(40), ref: 'refs/heads/main' });
const pullRequest = payloadOf('pull_request', { pull_request: { number: 7, labels: [] } });

/** Some of them are read nevertheless, as chance decides, so that no image without layers can stand for one that is known. */
const KNOWN = '2 layer(s) were known from earlier runs';

let service: CacheDouble;
beforeAll(async () => {
  await mkdir(workspace);
  await writeOciLayout(join(workspace, 'whole'), layers);
  await writeOciLayout(join(workspace, 'blank'), layers);
  blankLayers(join(workspace, 'blank', 'blobs', 'sha256'));
  service = await openCacheDouble();
});
afterAll(() => service.close());

/** Leaves of the layers nothing but names and sizes: whoever reads them fails. */
function blankLayers(blobs: string): void {
  for (const name of readdirSync(blobs)) {
    const bytes = readFileSync(join(blobs, name));
    if (bytes[0] === 0x1f) writeFileSync(join(blobs, name), Buffer.alloc(bytes.length));
  }
}

function run(image: string, cache: string, event: 'push' | 'pull_request', isServed = true) {
  return runAction({
    inputs: { image: `oci:${image}`, comment: 'never', 'cache-dir': join(folder, cache) },
    eventName: event,
    payload: event === 'push' ? push : pullRequest,
    folder,
    workspace,
    environment: isServed ? service.environment : {},
  });
}

describe('the layer cache of what ships', () => {
  test('is saved by a push, so that a pull request on another machine knows the layers', async () => {
    const before = await run('blank', 'nobody', 'pull_request');
    expect(before.exitCode).not.toBe(0);
    expect(service.keys()).toEqual([]);
    const first = await run('whole', 'machine-1', 'push');
    expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('saved the layer cache, ') });
    const second = await run('whole', 'machine-2', 'pull_request');
    expect(second).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('restored the layer cache, '),
    });
    expect(second.stdout).toContain(KNOWN);
    expect(second.outputs['content-size']).toBe(first.outputs['content-size']);
    expect(second.outputs['content-size']).toBe('5001');
    expect(service.keys()).toHaveLength(1);
    expect(service.faults).toEqual([]);
  });

  test('is a folder like any other where there is no service', async () => {
    const first = await run('whole', 'machine-3', 'pull_request', false);
    const second = await run('whole', 'machine-3', 'pull_request', false);
    for (const one of [first, second]) {
      expect(one).toMatchObject({ exitCode: 0, outputs: { 'content-size': '5001' } });
      expect(one.stdout).not.toContain('layer cache');
    }
    expect(first.stdout).not.toContain(KNOWN);
    expect(second.stdout).toContain(KNOWN);
  });

  test('serves the command line', async () => {
    const args = (image: string) => [
      'inspect',
      `oci:${image}`,
      '--format',
      'json',
      '--cache-dir',
      join(folder, 'machine-4'),
    ];
    const first = await runCli(args('whole'), { cwd: workspace });
    const second = await runCli(args('whole'), { cwd: workspace });
    expect(first.exitCode).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toBe('');
    expect(readdirSync(join(folder, 'machine-4')).length).toBeGreaterThan(0);
  });
});
