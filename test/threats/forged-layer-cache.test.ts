import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';
import type { Digest } from '../../src/digest.ts';
import { openEntry, sealEntry, type EntryKey } from '../../src/layer-cache/entry.ts';
import { digestOf, layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** Every second small layer is read again: that none of so many is, happens once in a million runs. */
const LAYERS = 20;
const TIMEOUT_MS = 60_000;

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const image = join(folder, 'image');
const harmless = join(folder, 'harmless');
const clean = layer({ '/app/server': 'x'.repeat(5000) });
const compilers = Array.from({ length: LAYERS }, (_, index) =>
  layer({
    '/usr/local/go/VERSION': 'go1.25.0\n',
    '/usr/local/go/bin/go': { content: `go ${index}`.padEnd(2000), mode: 0o755 },
    '/usr/local/go/pkg/tool/linux_amd64/compile': { content: `compile ${index}`.padEnd(9000), mode: 0o755 },
  }),
);

let service: CacheDouble;
beforeAll(async () => {
  await mkdir(workspace);
  await writeOciLayout(image, [clean, ...compilers]);
  await writeOciLayout(harmless, [layer({ '/app/other': 'y' })]);
  service = await openCacheDouble();
});
afterAll(() => service.close());

type Step = { readonly cache: string; readonly reference?: string; readonly isServed?: boolean };

function gate(
  { cache, reference = image, isServed = false }: Step,
  event: 'pull_request' | 'push' = 'pull_request',
) {
  const pushed = { before: '0'.repeat(40), after: 'a'.repeat(40), ref: 'refs/heads/main' };
  const proposed = { pull_request: { number: 7, labels: [] } };
  return runAction({
    inputs: { comment: 'never', image: `oci:${reference}`, 'cache-dir': cache },
    eventName: event,
    payload: payloadOf(event, event === 'push' ? pushed : proposed),
    workspace,
    folder,
    environment: isServed ? service.environment : {},
  });
}

/** Writes into the entries of the layers with compilers what the clean layer's entry says. */
function forge(cache: string): void {
  const version = /-([0-9a-f]{16})$/.exec(readdirSync(cache)[0] ?? '')?.[1] ?? '';
  const key = (digest: Digest): EntryKey => ({ kind: 'layer', digest, version });
  const place = (digest: Digest): string => join(cache, `layer-${digest.slice(7)}-${version}`);
  const source = digestOf(clean.tar);
  const record = openEntry(key(source), readFileSync(place(source)));
  for (const { tar } of compilers) {
    const digest = digestOf(tar);
    writeFileSync(place(digest), sealEntry(key(digest), record) ?? '');
  }
}

describe('entries of the layer cache that carry the rows of another layer (issue 8, 2)', () => {
  test(
    'do not hide what the layers have, and the whole cache is discarded with a warning',
    async () => {
      const cache = join(folder, 'cache');
      const first = await gate({ cache });
      expect([first.exitCode, first.outputs['conclusion']]).toEqual([1, 'failure']);
      forge(cache);
      const second = await gate({ cache });
      expect([second.exitCode, second.outputs['conclusion']]).toEqual([1, 'failure']);
      expect(second.outputs).toMatchObject({ introduced: first.outputs['introduced'] });
      expect(second.outputs['content-size']).toBe(first.outputs['content-size']);
      expect(second.stdout).toMatch(
        /::warning::the layer cache is discarded and all layers are read, .* of layer sha256:[0-9a-f]{64} found /,
      );
      const third = await gate({ cache });
      expect(third.outputs['content-size']).toBe(first.outputs['content-size']);
      expect(third.stdout).not.toContain('is discarded');
    },
    TIMEOUT_MS,
  );

  test(
    'do not get further in what comes out of GitHub’s cache',
    async () => {
      const [machine, other] = [join(folder, 'machine'), join(folder, 'other-machine')];
      const first = await gate({ cache: machine });
      forge(machine);
      // Nothing is read of these layers there, so that the forged entries are saved as they are.
      const { exitCode } = await gate({ cache: machine, reference: harmless, isServed: true }, 'push');
      expect(exitCode).toBe(0);
      const second = await gate({ cache: other, isServed: true });
      expect(second.stdout).toContain('restored the layer cache');
      expect([second.exitCode, second.outputs['conclusion']]).toEqual([1, 'failure']);
      expect(second.outputs['content-size']).toBe(first.outputs['content-size']);

      const pushed = await gate({ cache: join(folder, 'pushing'), isServed: true }, 'push');
      expect(pushed.stdout).toContain('saved the layer cache');
      const third = await gate({ cache: join(folder, 'third'), isServed: true });
      expect(third.stdout).toContain('restored the layer cache');
      expect(third.stdout).not.toContain('is discarded');
    },
    TIMEOUT_MS,
  );
});
