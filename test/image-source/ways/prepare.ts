import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import Docker from 'dockerode';
import type { Engine } from '../../../scripts/engine/engine.ts';
import { createPathTable } from '../../../src/files/table/path-table.ts';
import { findImagePair, openImage } from '../../../src/image-source/open-image.ts';
import type { Two } from '../../../src/image-source/read-options.ts';
import type { ReadOptions } from '../../../src/image-source/read-options.ts';
import type { Image, Platform } from '../../../src/image/image.ts';
import { parseImageReference } from '../../../src/image/reference.ts';
import { requiredContent } from '../../../src/scan/required-files.ts';
import { ledgerLines } from '../../helpers/ledger-lines.ts';
import type { ContractImage } from './images.ts';
import { besideOf, type Arrival, type Traveller } from './ways-in.ts';
import { shell } from './workroom.ts';
import type { Workroom } from './workroom.ts';

/** An image that is where the ways in start, with the ledger that all of them must give; or why it is not available. */
export type Prepared = { readonly title: string } & (
  | { readonly why: string }
  | {
      readonly traveller: Traveller;
      readonly expected: readonly string[];
      readonly without: RegExp | undefined;
    }
);

/** Everything is made before the tests are named, so that what is not available is skipped by name. */
export async function prepareImages(
  room: Workroom,
  images: readonly ContractImage[],
): Promise<readonly Prepared[]> {
  if ('why' in room.overlay2) return [];
  const prepared: Prepared[] = [];
  try {
    for (const image of images) prepared.push(await prepare(room.folder, room.overlay2.found, image));
    return prepared;
  } catch (error) {
    for (const made of prepared) if ('traveller' in made) await remove(made.traveller, room);
    await room[Symbol.asyncDispose]();
    throw error;
  }
}

/** The image goes by a name of ours, so that removing it takes nothing from anybody. */
async function prepare(
  parent: string,
  engine: Engine,
  { title, make, without }: ContractImage,
): Promise<Prepared> {
  const folder = join(parent, randomUUID());
  await mkdir(folder);
  const made = await make(engine, folder);
  if ('why' in made) return { title, why: made.why };
  const name = `final-stage-test/ways:${randomUUID()}`;
  const archive = join(folder, 'saved.tar');
  await shell(engine, 'docker tag "$1" "$2" && docker save "$2" > "$3"', made.name, name, archive);
  if (made.isOurs) await shell(engine, 'docker image rm "$1"', made.name);
  const expected = ledgerLines(await readArrival({ reference: `docker-archive:${archive}` }));
  return { title, traveller: { name, archive, folder }, expected, without };
}

/** Loads the image into every other store, from which the ways in take it. */
export async function spread({ archive }: Traveller, room: Workroom): Promise<void> {
  const { tools } = room;
  await Promise.all([
    ...otherEngines(room).map((engine) => shell(engine, 'docker load --quiet < "$1"', archive)),
    'found' in tools ? tools.found.run('podman', ['load', '--quiet', '--input', archive]) : undefined,
  ]);
}

/** Takes the image out of every store. */
export async function remove({ name, folder }: Traveller, room: Workroom): Promise<void> {
  const { overlay2, tools } = room;
  const engines = [...('found' in overlay2 ? [overlay2.found] : []), ...otherEngines(room)];
  await Promise.all([
    ...engines.map((engine) => shell(engine, 'docker image rm --force "$1" "$2"', name, besideOf(name))),
    'found' in tools ? tools.found.run('podman', ['image', 'rm', '--ignore', '--force', name]) : undefined,
  ]);
  await rm(folder, { recursive: true, force: true });
}

function otherEngines({
  overlay2,
  containerd,
  old,
  newOverlay2,
  newContainerd,
}: Workroom): readonly Pick<Engine, 'env'>[] {
  const client = 'found' in overlay2 ? overlay2.found.env : {};
  return [containerd, old, newOverlay2, newContainerd].flatMap((engine) =>
    'found' in engine ? [{ env: { ...client, DOCKER_HOST: engine.found.dockerHost } }] : [],
  );
}

/** The image as the gate reads it. */
export function readArrival(
  { reference, dockerHost, inPlace, beside }: Arrival,
  platform?: Platform,
): Promise<Image> {
  const options = {
    paths: createPathTable(),
    required: requiredContent(null),
    ...(platform === undefined ? {} : { platform }),
    ...(inPlace === true && { inPlace: { read: new Map(), notify: expectInPlace } }),
    ...(dockerHost === undefined ? {} : { daemon: new Docker({ socketPath: new URL(dockerHost).pathname }) }),
  };
  return beside === undefined
    ? openImage(parseImageReference(reference), options)
    : readBeside([beside, reference], options);
}

/** The second of two images that the engine sends at once. */
async function readBeside([first, second]: Two<string>, options: ReadOptions): Promise<Image> {
  const references = [parseImageReference(first), parseImageReference(second)] as const;
  const images = await (await findImagePair(references, options))?.open([options, options]);
  if (images === undefined) throw new Error(`\`${first}\` and \`${second}\` are not sent at once`);
  return images[1];
}

function expectInPlace({ code, message }: { readonly code: string; readonly message: string }): void {
  if (code !== 'read-in-place') throw new Error(message);
}
