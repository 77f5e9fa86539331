import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from '@jest/globals';
import {
  archiveOf,
  dockerFiles,
  ociFiles,
  ociLayers,
  writeFiles,
  type StoredLayer,
} from '../helpers/archive-builder.ts';
import { digestOf, layer } from '../helpers/image-builder.ts';
import { expectRefused, runTidily } from '../helpers/refusal.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const one = layer({ '/etc/passwd': 'root', '/bin/app': randomBytes(4000) });
const input = { layers: [one] };

const inspect = (reference: string, environment: Readonly<Record<string, string>> = {}) =>
  runTidily(folder, ['inspect', reference], environment);

async function layout(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  await writeFiles(join(folder, name), files);
  return `oci:${join(folder, name)}`;
}

function blobOf(bytes: Uint8Array): string {
  return `blobs/${digestOf(bytes).replace(':', '/')}`;
}

test('says where a truncated archive ends', async () => {
  const file = join(folder, 'truncated.tar');
  await writeFile(file, archiveOf(dockerFiles(input, 'overlay2')).subarray(0, 3000));
  expectRefused(
    await inspect(`docker-archive:${file}`),
    /`blobs\/sha256\/[0-9a-f]{64}` of `.*` has \d+ bytes, expected \d+/,
  );
});

test('says which blob is truncated', async () => {
  const alter = (files: Map<string, Uint8Array>): void => {
    files.set(blobOf(one.tar), one.tar.subarray(0, -3000));
  };
  expectRefused(
    await inspect(await layout('short', ociFiles({ ...input, alter }))),
    /`blobs\/sha256\/[0-9a-f]{64}` of `.*` ends in the middle of an entry/,
  );
});

test('says which digest is wrong', async () => {
  const alter = (files: Map<string, Uint8Array>): void => {
    const bytes = Buffer.from(one.tar);
    bytes[4000] = bytes[4000]! ^ 1;
    files.set(blobOf(one.tar), bytes);
  };
  expectRefused(
    await inspect(await layout('changed', ociFiles({ ...input, alter }))),
    /digest `sha256:.*`, expected `sha256:/,
  );
});

const strange: readonly (readonly [title: string, StoredLayer, RegExp])[] = [
  [
    'a layer of an unknown media type',
    { mediaType: 'application/vnd.wasm.content.layer.v1+wasm', bytes: Buffer.from('\0asm') },
    /layer 0 is of media type `application\/vnd\.wasm\.content\.layer\.v1\+wasm`/,
  ],
  [
    'an encrypted layer',
    { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted', bytes: randomBytes(2000) },
    /layer 0 is encrypted \(`application\/vnd\.oci\.image\.layer\.v1\.tar\+gzip\+encrypted`\)/,
  ],
];

test.each(strange)('names the media type of %s', async (title, stored, sentence) => {
  const files = ociLayers([{ ...stored, diffID: digestOf(one.tar) }]);
  expectRefused(await inspect(await layout(title.replaceAll(' ', '-'), files)), sentence);
});

test('says that the engine broke off', async () => {
  const socket = join(folder, 'engine.sock');
  const archive = archiveOf(dockerFiles(input, 'overlay2'));
  const server = createServer((connection) => {
    connection.once('data', () => {
      connection.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      connection.write(`${(2000).toString(16)}\r\n`);
      connection.write(archive.subarray(0, 1000), () => connection.destroy());
    });
    connection.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    expectRefused(
      await inspect('docker-daemon:example', { DOCKER_HOST: `unix://${socket}` }),
      /engine closed the connection while it sent `example:latest`/,
    );
  } finally {
    server.close();
  }
});
