import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLayerFolder, type LayerFolder } from '../../src/image-source/in-place/layer-folder.ts';
import { openTarSplit } from '../../src/image-source/in-place/tar-split.ts';

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
    opened(openLayerFolder(join(folder, 'layer'), 'layer 1'), name, size);
  const opened = (layer: LayerFolder, name: string, size: number): LayerFolder => {
    layer.open(Buffer.from(name), size);
    return layer;
  };

  test.each(['etc/passwd', './etc//passwd', '/etc/./passwd'])(
    'gives the file that a name means: %s',
    (name) => {
      const file = open(name);
      const bytes = new Uint8Array(3);
      file.readAt(bytes, 1);
      expect(Buffer.from(bytes).toString()).toBe('oot');
      expect(() => {
        file.readAt(bytes, 2);
      }).toThrow('ends early');
      file.close();
    },
  );

  test.each([
    ['a link to a file', 'link', 'cannot be opened'],
    ['a folder that is a link out of the layer', 'up/secret', 'is reached by a link'],
    ['a folder that is a link within it', 'inside/passwd', 'is reached by a link'],
    ['a name that leads upwards', 'etc/../../secret', 'leads out of its layer'],
    ['a fifo', 'pipe', 'is not a regular file'],
    ['a folder', 'etc', 'is not a regular file'],
    ['nothing', 'gone', 'cannot be opened'],
  ])('refuses %s', (_what, name, message) => {
    expect(() => open(name)).toThrow(`a file of layer 1 ${message}`);
  });

  test('looks at every folder anew, whatever was opened before', () => {
    const layer = openLayerFolder(join(folder, 'layer'), 'layer 1');
    opened(layer, 'etc/passwd', 4);
    opened(layer, 'etc/passwd', 4);
    for (const name of ['up/secret', 'inside/passwd', 'etc/../../secret', 'etc/..', 'etc/', 'link'])
      expect(() => opened(layer, name, 4)).toThrow('a file of layer 1');
    const bytes = new Uint8Array(4);
    opened(layer, 'etc/passwd', 4).readAt(bytes, 0);
    expect(Buffer.from(bytes).toString()).toBe('root');
  });

  test('reads large files where they are asked', async () => {
    await writeFile(join(folder, 'layer', 'large'), Buffer.alloc(9000, 'x').fill('y', 5000));
    const layer = open('large', 9000);
    const bytes = new Uint8Array(2);
    layer.readAt(bytes, 4999);
    expect(Buffer.from(bytes).toString()).toBe('xy');
    expect(() => {
      layer.readAt(bytes, 8999);
    }).toThrow('ends early');
    layer.close();
  });

  test('refuses a file of another size', () => {
    expect(() => open('etc/passwd', 5)).toThrow('has 4 bytes, expected 5');
    expect(() => open('etc/passwd', 3)).toThrow('has 4 bytes, expected 3');
    expect(() => open('etc/passwd', 10_000)).toThrow('has 4 bytes, expected 10000');
  });
});

describe('tar-split', () => {
  const written = async (text: string | Buffer): Promise<string> => {
    const file = join(folder, 'tar-split.json.gz');
    await writeFile(file, typeof text === 'string' ? gzipSync(text) : text);
    return file;
  };
  const read = async (file: string) => {
    const pieces: unknown[] = [];
    await openTarSplit(file, 'layer 1').readPieces((piece) => {
      pieces.push(
        piece.kind === 'segment'
          ? { ...piece, bytes: Buffer.from(piece.bytes) }
          : { ...piece, sum: piece.sum() },
      );
      return undefined;
    });
    return pieces;
  };
  const readSize = (file: string) => openTarSplit(file, 'layer 1').readSize();

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
      { kind: 'file', name: Buffer.from('folder/'), size: 0, sum: 0 },
      { kind: 'segment', bytes: Buffer.from([0, 0]) },
    ]);
    expect(await readSize(file)).toBe(15);
  });

  test.each([
    ['no JSON', '{"type":2'],
    ['no entry', '7\n'],
    ['an entry of another type', '{"type":3}\n'],
    ['a size that is none', '{"type":1,"name":"a","size":-1}\n'],
    ['a size with zeros before it', '{"type":1,"name":"a","size":07,"payload":"","position":0}\n'],
    ['a name over two lines', '{"type":1,"name":"a\n","size":7,"payload":"","position":0}\n'],
    ['a sum over two lines', '{"type":1,"name":"a","size":7,"payload":"AAA\nAAAAAAA","position":0}\n'],
  ])('is refused with %s', async (_what, text) => {
    const file = await written(text);
    await expect(read(file)).rejects.toMatchObject({ code: 'image-unreadable' });
    await expect(readSize(file)).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  test.each(['AAA', 'A===', '!!!!', 'AAAA\\n', 'AAA\n'])(
    'is refused with a segment that is not what its length says: %j',
    async (payload) => {
      const file = await written(`{"type":2,"payload":"${payload}","position":0}\n`);
      await expect(read(file)).rejects.toMatchObject({ code: 'image-unreadable' });
    },
  );

  test('says the same in lines that no engine writes so', async () => {
    const sum = Buffer.from([0, 0, 0, 1, 0, 0, 0, 3]).toString('base64');
    const lines = [
      '{ "type": 2, "payload": "aGVhZA==", "position": 0 }',
      '{"type":2,"payload":"aGVh\\u005aA==","position":0}',
      '{"position":1,"type":1,"size":7,"name":"a","payload":null}',
      `{"type":1,"name":"q\\"\\u0026","size":3,"payload":"${sum}","position":3}`,
      '{"type":1,"name":"large","size":9007199254740991,"payload":null,"position":4}',
      '{"type":2,"payload":null,"position":5}',
      '{"type":2,"payload":"","position":6}',
    ];
    const file = await written(lines.join('\n'));
    expect(await read(file)).toEqual([
      { kind: 'segment', bytes: Buffer.from('head') },
      { kind: 'segment', bytes: Buffer.from('head') },
      { kind: 'file', name: Buffer.from('a'), size: 7, sum: 0 },
      { kind: 'file', name: Buffer.from('q"&'), size: 3, sum: 2 },
      { kind: 'file', name: Buffer.from('large'), size: Number.MAX_SAFE_INTEGER, sum: 0 },
      { kind: 'segment', bytes: Buffer.alloc(0) },
      { kind: 'segment', bytes: Buffer.alloc(0) },
    ]);
  });

  test('too large to be kept is read all the same, line by line', async () => {
    const payload = Buffer.alloc(1_000_000, 'x');
    const segment = JSON.stringify({ type: 2, payload: payload.toString('base64'), position: 0 });
    const file = await written(`${segment}\n`.repeat(30));
    expect(await readSize(file)).toBe(30 * payload.length);
    const pieces = await read(file);
    expect(pieces).toHaveLength(30);
    expect(pieces.every((piece) => (piece as { bytes: Buffer }).bytes.equals(payload))).toBe(true);
  });

  test('is refused where it is not there or no gzip', async () => {
    await expect(read(join(folder, 'gone'))).rejects.toMatchObject({ code: 'image-unreadable' });
    await expect(read(await written(Buffer.from('plain')))).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });
});
