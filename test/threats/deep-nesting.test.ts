import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { digestOf, layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();

/** Lists within one another. */
const DEEP = `${'['.repeat(700_000)}${']'.repeat(700_000)}`;

type Part = 'config' | 'manifest' | 'index';
type Json = Record<string, unknown>;
type Descriptor = Json & { readonly digest: string };

/** An image layout in which one part has other fields: `DEEP` as a text stands for the lists. */
async function writeDeep(name: string, part: Part, change: Json): Promise<string> {
  const layout = join(folder, name);
  await writeOciLayout(layout, [layer({ '/a': 'a' })]);
  const at = ({ digest }: Descriptor): string => join(layout, 'blobs', digest.replace(':', '/'));
  const changed = (json: Json, own: Part): Buffer =>
    Buffer.from(JSON.stringify({ ...json, ...(own === part && change) }).replaceAll('"DEEP"', DEEP));
  const put = (descriptor: Descriptor, bytes: Buffer): Descriptor => {
    const moved = { ...descriptor, digest: digestOf(bytes), size: bytes.length };
    writeFileSync(at(moved), bytes);
    return moved;
  };
  const indexFile = join(layout, 'index.json');
  const index: Json & { manifests: readonly Descriptor[] } = JSON.parse(readFileSync(indexFile, 'utf8'));
  const [own] = index.manifests;
  if (own === undefined) throw new Error('the layout has no image');
  const manifest: Json & { config: Descriptor } = JSON.parse(readFileSync(at(own), 'utf8'));
  const config: Json = JSON.parse(readFileSync(at(manifest.config), 'utf8'));
  manifest.config = put(manifest.config, changed(config, 'config'));
  index.manifests = [put(own, changed(manifest, 'manifest'))];
  writeFileSync(indexFile, changed(index, 'index'));
  return layout;
}

describe('lists within one another, 700,000 deep (issue 8, 13)', () => {
  test.each([
    ['config', 'label', { config: { Labels: { a: 'DEEP' } } }],
    ['config', 'history', { history: 'DEEP' }],
    ['config', 'start', { config: { Cmd: 'DEEP' } }],
    ['manifest', 'layers', { layers: 'DEEP' }],
    ['index', 'manifests', { manifests: 'DEEP' }],
  ] as const)('are no verdict where something else should be: the %s’s %s', async (part, name, change) => {
    const run = await runCli(['inspect', `oci:${await writeDeep(`${part}-${name}`, part, change)}`]);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(/is not valid: `[\w.]+` Invalid input: expected \w+, received array/);
  });

  test.each([
    ['config', { comment: 'DEEP' }],
    ['manifest', { annotations: { a: 'DEEP' } }],
    ['index', { annotations: { a: 'DEEP' } }],
  ] as const)('are left aside where nothing is read: of the %s', async (part, change) => {
    const run = await runCli(['inspect', `oci:${await writeDeep(`${part}-aside`, part, change)}`]);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
  });

  test('are left aside in the files of an image that are read', async () => {
    const layout = join(folder, 'files');
    const json = `{"version":3,"packages":${DEEP},"sections":${DEEP},"dependencies":${DEEP}}`;
    const files = {
      '/app/package.json': json,
      '/app/node_modules/.package-lock.json': json,
      '/app/node_modules/x/package.json': json,
      '/app/dist/a.js': 'x\n',
      '/app/dist/a.js.map': json,
    };
    await writeOciLayout(layout, [layer(files)]);
    const run = await runCli(['inspect', `oci:${layout}`]);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
  });
});
