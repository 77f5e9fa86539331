import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLayerFolder } from '../../src/image-source/in-place/layer-folder.ts';
import { readTarPieces, readTarSize } from '../../src/image-source/in-place/tar-split.ts';

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'final-stage-layer-')));
  await mkdir(join(folder, 'layer', 'etc'), { recursive: true });
  await writeFile(join(folder, 'layer', 'etc', 'passwd'), 'root');
  await writeFile(join(folder, 'secret'), 'host');
  await symlink('../secret', join(folder, 'layer', 'link'));
  await symlink('..', join(folder, 'layer', 'up'));
  await symlink('etc', join(folder, 'layer', 'inside'));
  execFileSync('mkfifo', [join(folder, 'layer', 'pipe')]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a layer’s folder', () => {
  const open = (name: string, size = 4) =>
    openLayerFolder(join(folder, 'layer'), 'layer 1').open(Buffer.from(name), size);

  test.each(['etc/passwd', './etc//passwd', '/etc/./passwd'])(
    'gives the file that a name means: %s',
    (name) => {
      const file = open(name);
      const bytes = new Uint8Array(3);
      file.read(bytes, 1);
      expect(Buffer.from(bytes).toString()).toBe('oot');
      expect(() => {
        file.read(bytes, 2);
      }).toThrow('ends early');
      file.close();
    },
  );

  test.each([
    ['a link to a file', 'link', 'cannot be opened'],
    ['a folder that is a link out of the layer', 'up/secret', 'is reached by a link'],
    ['a folder that is a link within it', 'inside/passwd', 'is reached by a link'],
    ['a name that leads upwards', 'etc/../../secret', 'leads out of its layer'],
    ['a fifo', 'pipe', 'is no regular file'],
    ['a folder', 'etc', 'is no regular file'],
    ['nothing', 'gone', 'cannot be opened'],
  ])('refuses %s', (_what, name, message) => {
    expect(() => open(name)).toThrow(`a file of layer 1 ${message}`);
  });

  test('refuses a file of another size', () => {
    expect(() => open('etc/passwd', 5)).toThrow('has 4 bytes, expected 5');
  });
});

describe('tar-split', () => {
  const written = async (text: string | Buffer): Promise<string> => {
    const file = join(folder, 'tar-split.json.gz');
    await writeFile(file, typeof text === 'string' ? gzipSync(text) : text);
    return file;
  };
  const read = async (file: string) => {
    const pieces = [];
    for await (const piece of readTarPieces(file, 'layer 1')) pieces.push(piece);
    return pieces;
  };

  test('is read piece by piece, and sums up to the tar', async () => {
    const sum = Buffer.from([0, 0, 0, 1, 0, 0, 0, 3]).toString('base64');
    const lines = [
      { type: 2, payload: Buffer.from('head').toString('base64'), position: 0 },
      { type: 1, name: 'ä', size: 7, payload: sum, position: 1 },
      {
        type: 1,
        name: '?',
        name_raw: Buffer.from([0xff]).toString('base64'),
        size: 2,
        payload: sum,
        position: 2,
      },
      { type: 1, name: 'folder/', payload: null, position: 3 },
      { type: 2, payload: 'AAA=', position: 4 },
    ];
    const file = await written(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    expect(await read(file)).toEqual([
      { kind: 'segment', bytes: Buffer.from('head') },
      { kind: 'file', name: Buffer.from('ä'), size: 7, sum: 2 },
      { kind: 'file', name: Buffer.from([0xff]), size: 2, sum: 2 },
      { kind: 'segment', bytes: Buffer.from([0, 0]) },
    ]);
    expect(await readTarSize(file, 'layer 1')).toBe(15);
  });

  test.each([
    ['no JSON', '{"type":2'],
    ['no entry', '7\n'],
    ['an entry of another type', '{"type":3}\n'],
    ['a size that is none', '{"type":1,"name":"a","size":-1}\n'],
  ])('is refused with %s', async (_what, text) => {
    await expect(read(await written(text))).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  test('is refused where it is not there or no gzip', async () => {
    await expect(read(join(folder, 'gone'))).rejects.toMatchObject({ code: 'image-unreadable' });
    await expect(read(await written(Buffer.from('plain')))).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });
});
