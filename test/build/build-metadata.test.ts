import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMetadata, recordEnvironment } from '../../src/build/docker/build-metadata.ts';
import { IMAGE_SOURCE, predicateV02 } from '../helpers/provenance-builder.ts';
import { makeFolder } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const DIGEST = `sha256:${'1'.repeat(64)}`;
const RECORD = predicateV02({ dockerfile: 'FROM x', steps: [{ id: 'step0', operation: IMAGE_SOURCE }] });

const read = (text: string) => {
  const file = join(folder.path, 'metadata.json');
  writeFileSync(file, text);
  return readMetadata(file);
};

describe('what buildx tells of a build', () => {
  test.each([
    ['one platform', 'buildx.build.provenance'],
    ['a platform of several', 'buildx.build.provenance/linux/amd64'],
  ])('has the build record of %s', async (_what, key) => {
    // As buildx 0.14 and later write it; 0.13 has no such key.
    const metadata = { 'buildx.build.ref': 'a/b/c', 'containerimage.digest': DIGEST, [key]: RECORD };
    const found = await read(JSON.stringify(metadata));
    expect(found.digest).toBe(DIGEST);
    expect(found.provenance).toMatchObject({
      dockerfile: { name: 'Dockerfile', text: 'FROM x' },
      steps: [{ id: 'step0', isImage: true }],
    });
  });

  test('has none where buildx wrote none', async () => {
    expect(await read(JSON.stringify({ 'containerimage.digest': DIGEST }))).toEqual({ digest: DIGEST });
    expect(
      await read(JSON.stringify({ 'containerimage.digest': 'x', 'buildx.build.provenance': [] })),
    ).toEqual({});
    expect(await read('null')).toEqual({});
    expect(await readMetadata(join(folder.path, 'none'))).toEqual({});
  });
});

describe('the record that buildx is asked for', () => {
  beforeEach(() => {
    delete process.env['BUILDX_METADATA_PROVENANCE'];
  });

  test('is the whole one, unless the user says otherwise', () => {
    expect(recordEnvironment()).toEqual({ BUILDX_METADATA_PROVENANCE: 'max' });
    process.env['BUILDX_METADATA_PROVENANCE'] = 'disabled';
    expect(recordEnvironment()).toEqual({});
    delete process.env['BUILDX_METADATA_PROVENANCE'];
  });
});
