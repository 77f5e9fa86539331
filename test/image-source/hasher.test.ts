import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHasher, hashFilePart } from '../../src/image-source/layer/hasher.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const MIB = 1024 * 1024;
const content = randomBytes(11 * MIB + 17);
const expected = digest(content);

function digest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

describe('createHasher', () => {
  test.each([
    ['at once', content.length],
    ['in pieces of 3 MiB and a byte', 3 * MIB + 1],
    ['in pieces of 4,097 bytes', 4097],
  ])('gives one digest for bytes that come %s, on a thread or not', async (_title, length) => {
    for (const size of [0, content.length]) {
      const hasher = createHasher(size, 'layer 0');
      for (let at = 0; at < content.length; at += length)
        await hasher.update(content.subarray(at, at + length));
      expect(await hasher.digest()).toBe(expected);
    }
  });

  test('takes bytes in their order even where nobody waits, and several layers at once', async () => {
    const hashers = Array.from({ length: 5 }, () => createHasher(content.length, 'layer 0'));
    const taken: Promise<unknown>[] = [];
    for (let at = 0; at < content.length; at += MIB)
      for (const hasher of hashers)
        taken.push(Promise.resolve(hasher.update(content.subarray(at, at + MIB))));
    for (const hasher of hashers) expect(await hasher.digest()).toBe(expected);
    await Promise.all(taken);
  });

  test('keeps nothing of a chunk that is changed after it was taken', async () => {
    const hasher = createHasher(content.length, 'layer 0');
    const chunk = Buffer.alloc(64 * 1024);
    for (let at = 0; at < content.length; at += chunk.length) {
      const length = content.copy(chunk, 0, at);
      await hasher.update(chunk.subarray(0, length));
      chunk.fill(0);
    }
    expect(await hasher.digest()).toBe(expected);
  });
});

describe('hashFilePart', () => {
  const file = join(folder, 'archive');

  test('gives the digest of a part of a file', async () => {
    await writeFile(file, Buffer.concat([Buffer.from('before'), content, Buffer.from('after')]));
    const part = { file, offset: 6, size: content.length, what: 'layer 0' };
    expect(await hashFilePart(part, undefined)).toBe(expected);
  });

  test('fails where the file ends early, and when it is told to stop', async () => {
    const part = { file, offset: 100, size: content.length, what: 'layer 0' };
    await expect(hashFilePart(part, undefined)).rejects.toThrow('ends early');
    await expect(hashFilePart(part, AbortSignal.abort())).rejects.toThrow('aborted');
  });
});

describe('startLayerThread', () => {
  test('keeps no program from ending', () => {
    const module = join(import.meta.dirname, '../../src/image-source/layer/layer-thread.ts');
    const program = `import { startLayerThread } from ${JSON.stringify(module)}; startLayerThread();`;
    const options = { timeout: 20_000, encoding: 'utf8' } as const;
    const run = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], options);
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});
