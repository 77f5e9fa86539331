import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { exportedLines, visibleLines } from '../helpers/exported-files.ts';
import { ledgerLines, ledgerOf } from '../helpers/ledger-lines.ts';
import { CONTRACT_IMAGES } from './ways/images.ts';
import { NEW_WAYS_IN } from './ways/new-ways-in.ts';
import { prepareImages, readArrival, remove, spread } from './ways/prepare.ts';
import type { Prepared } from './ways/prepare.ts';
import { lacking, WAYS_IN } from './ways/ways-in.ts';
import type { Traveller, WayIn } from './ways/ways-in.ts';
import { openWorkroom } from './ways/workroom.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;

const room = await openWorkroom();
const images = await prepareImages(room, CONTRACT_IMAGES);
afterAll(async () => room[Symbol.asyncDispose](), PATIENCE_MILLISECONDS);

if ('why' in room.overlay2) reportUntested(`the ways in are not tried: ${room.overlay2.why}`);
if ('why' in room.newContainerd)
  reportUntested(`no image is brought in by Docker 29: ${room.newContainerd.why}`);
const ALL_WAYS_IN = 'why' in room.newContainerd ? WAYS_IN : [...WAYS_IN, ...NEW_WAYS_IN];
for (const image of images) describeImage(image);

function describeImage(image: Prepared): void {
  if ('why' in image) {
    reportUntested(`${image.title} is not brought in on any way: ${image.why}`);
    return;
  }
  const { title, traveller, expected, without } = image;
  describe(title, () => {
    beforeAll(async () => spread(traveller, room), PATIENCE_MILLISECONDS);
    afterAll(async () => remove(traveller, room), PATIENCE_MILLISECONDS);
    test('is what docker export lists', async () => expectAsExported(traveller), PATIENCE_MILLISECONDS);
    const ways = ALL_WAYS_IN.filter((way) => without?.test(way.title) !== true);
    for (const way of ways) describeWay(way, traveller, expected);
  });
}

function describeWay(way: WayIn, traveller: Traveller, expected: readonly string[]): void {
  const missing = lacking(way, room);
  if (missing !== undefined) {
    reportUntested(`is not brought in by ${way.title}: ${missing}`);
    return;
  }
  test(
    `gives the same ledger by ${way.title}`,
    async () => {
      const found = ledgerLines(await readArrival(await way.write(traveller, room)));
      if (way.adds === undefined) expect(found).toEqual(expected);
      else expect(rowsWithout(way.adds, found)).toEqual(rowsWithout(way.adds, expected));
    },
    PATIENCE_MILLISECONDS,
  );
}

/** The rows alone, in no order, for compressions that add entries to a layer and so change its diffID. */
function rowsWithout(added: RegExp, lines: readonly string[]): readonly string[] {
  const rows = lines.filter((line) => line.startsWith('['));
  return rows.filter((line) => !added.test(String((JSON.parse(line) as readonly unknown[])[1]))).sort();
}

async function expectAsExported({ name, archive }: Traveller): Promise<void> {
  if ('why' in room.overlay2) throw new Error(room.overlay2.why);
  const daemon = new Docker({ socketPath: new URL(room.overlay2.found.dockerHost).pathname });
  const { catalog } = ledgerOf(await readArrival({ reference: `docker-archive:${archive}` }));
  expect(visibleLines(catalog)).toEqual(await exportedLines(daemon, name, catalog));
}
