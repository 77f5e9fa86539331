import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../../src/image/image.ts';
import { archiveOf, writeFiles } from '../helpers/archive-builder.ts';
import { ledgerLines } from '../helpers/ledger-lines.ts';
import { LAYOUT_IMAGES, type LayoutImage } from './ways/layouts.ts';
import { readArrival } from './ways/prepare.ts';
import type { Arrival } from './ways/ways-in.ts';
import { openWorkroom, shell } from './ways/workroom.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;

const room = await openWorkroom();
const { containerd, newContainerd, tools } = room;
const STORES = [
  { store: 'the containerd store', engine: containerd },
  ...('found' in newContainerd
    ? [{ store: 'the containerd store of Docker 29', engine: newContainerd }]
    : []),
];
if ('why' in newContainerd) reportUntested(`no layout is brought in by Docker 29: ${newContainerd.why}`);
afterAll(async () => room[Symbol.asyncDispose](), PATIENCE_MILLISECONDS);

describe.each(LAYOUT_IMAGES)('$title', ({ write, expected, hasZstd, hasForeign, hasReferrer }) => {
  const name = `final-stage-test/layout:${randomUUID()}`;
  const layout = join(room.folder, randomUUID());
  const archive = `${layout}.tar`;
  beforeAll(async () => {
    const files = write(name);
    await writeFiles(layout, files);
    await writeFile(archive, archiveOf(files));
  });

  test.each([
    ['oci', layout],
    ['oci-archive', archive],
  ])('gives the same ledger by %s', async (transport, file) => {
    await expectSame({ reference: `${transport}:${file}` }, expected);
  });

  describe.each(STORES)('from $store', ({ engine: perhaps }) => {
    if ('why' in perhaps) {
      reportUntested(`is not tried: ${perhaps.why}`);
      return;
    }
    const { dockerHost } = perhaps.found;
    const client = 'found' in containerd ? containerd.found.env : {};
    const engine = { dockerHost, env: { ...client, DOCKER_HOST: dockerHost } };
    const saved = join(room.folder, randomUUID());
    beforeAll(async () => shell(engine, 'docker load --quiet < "$1"', archive), PATIENCE_MILLISECONDS);
    afterAll(async () => shell(engine, 'docker image rm --force "$1"', name), PATIENCE_MILLISECONDS);

    if (hasForeign === true) {
      test('is refused, since its foreign layer is not sent', async () => {
        const arrival = { reference: `docker-daemon:${name}`, dockerHost: engine.dockerHost };
        await expect(readArrival(arrival)).rejects.toMatchObject({
          code: 'image-unreadable',
          message: expect.stringMatching(/^layer 1 of `.*` is a foreign layer .* without a blob$/),
        });
      });
      return;
    }

    test(
      'gives the same ledger by docker-daemon',
      async () => {
        await expectSame({ reference: `docker-daemon:${name}`, dockerHost: engine.dockerHost }, expected);
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'gives the same ledger by what docker save wrote',
      async () => {
        await shell(engine, 'docker save "$1" > "$2"', name, saved);
        await expectSame({ reference: `docker-archive:${saved}` }, expected);
      },
      PATIENCE_MILLISECONDS,
    );
  });

  if (hasReferrer === true) return;
  describe('copied by skopeo', () => {
    if ('why' in tools) {
      reportUntested(`is not tried: ${tools.why}`);
      return;
    }
    const copy = (...args: readonly string[]) => tools.found.run('skopeo', ['--insecure-policy', ...args]);

    test(
      'gives the same ledger as a layout of all platforms',
      async () => {
        await copy('copy', '--all', '--quiet', `oci:${layout}`, `oci:${layout}-all:latest`);
        await expectSame({ reference: `oci:${layout}-all:latest` }, expected);
      },
      PATIENCE_MILLISECONDS,
    );

    if (hasZstd === true) return;
    test.each(expected)(
      'gives the same ledger as an archive for $platform.architecture',
      async (one) => {
        const target = `${layout}-${one.platform.architecture}.tar`;
        await copy(
          ...override(one.platform),
          'copy',
          '--quiet',
          `oci:${layout}`,
          `docker-archive:${target}:example:latest`,
        );
        await expectSame({ reference: `docker-archive:${target}` }, [one]);
      },
      PATIENCE_MILLISECONDS,
    );
  });
});

function override({ architecture, variant }: Platform): readonly string[] {
  return ['--override-arch', architecture, ...(variant === undefined ? [] : ['--override-variant', variant])];
}

async function expectSame(arrival: Arrival, expected: LayoutImage['expected']): Promise<void> {
  for (const { platform, image } of expected) {
    expect(ledgerLines(await readArrival(arrival, platform))).toEqual(ledgerLines(image));
  }
}
