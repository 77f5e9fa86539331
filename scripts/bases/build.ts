import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRelease } from '../engine/apt.ts';
import { failureOf } from '../engine/build-log.ts';
import { readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { cacheFolder } from '../engine/folders.ts';
import { withLock } from '../engine/lock.ts';
import { readMachine, writeMachineContext } from './machine.ts';
import type { Machine } from './machine.ts';
import { openNodeFiles } from './node-files.ts';
import { RECIPES, ROOT_RECIPE, STAND_IN, inOrder, readRecipe, recipeFile } from './recipe.ts';
import type { ReadRecipe } from './recipe.ts';
import type { Recipe } from './references.ts';
import { hasImage } from './registry.ts';
import { openRootFilesystem } from './rootfs.ts';
import { openTurns } from './turns.ts';
import type { Turns } from './turns.ts';

/** Makes stand-in images in one engine, two at a time, each once however many ask. */
export type Workshop = {
  readonly engine: Engine;
  readonly machine: Machine;
  readonly log: (line: string) => void;
  readonly running: Map<string, Promise<void>>;
  readonly turns: Turns;
};

const BUILDS_AT_A_TIME = 2;

/** A workshop for this engine, or why stand-ins cannot be made here. */
export async function openWorkshop(
  engine: Engine,
  log: (line: string) => void,
): Promise<Workshop | { readonly why: string }> {
  const release = await readRelease();
  if (release?.distribution !== 'debian' || process.getuid?.() !== 0) {
    return { why: 'no registry responds, and only root on Debian can make stand-ins' };
  }
  const machine = await readMachine(release);
  await withLock(folder(), () => writeMachineContext(machineFolder(machine), machine));
  return { engine, machine, log, running: new Map(), turns: openTurns(BUILDS_AT_A_TIME) };
}

/** Makes the image of one recipe with everything below it, where the engine lacks them; gives its name. */
export async function makeImage(workshop: Workshop, wanted: Recipe): Promise<string> {
  const recipe = await readRecipe(wanted, workshop.machine.hash);
  if (!(await hasImage(workshop.engine, recipe.image))) await makeOnce(workshop, recipe);
  return recipe.image;
}

function makeOnce(workshop: Workshop, recipe: ReadRecipe): Promise<void> {
  const known = workshop.running.get(recipe.image);
  if (known !== undefined) return known;
  const made = makeWithParents(workshop, recipe);
  workshop.running.set(recipe.image, made);
  return made;
}

async function makeWithParents(workshop: Workshop, recipe: ReadRecipe): Promise<void> {
  await Promise.all(recipe.parents.map((parent) => makeOnce(workshop, parent)));
  await withLock(`${workshop.engine.dockerHost}:${recipe.image}`, async () => {
    if (await hasImage(workshop.engine, recipe.image)) return;
    await workshop.turns(() => timed(workshop, recipe));
  });
}

async function timed(workshop: Workshop, recipe: ReadRecipe): Promise<void> {
  const start = Date.now();
  await (recipe.name === ROOT_RECIPE ? importRoot(workshop, recipe) : build(workshop, recipe));
  workshop.log(`made ${recipe.image} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

async function importRoot({ engine, machine }: Workshop, { image }: ReadRecipe): Promise<void> {
  const release = await readRelease();
  if (release === undefined) throw new Error('expected Debian');
  const tar = await withLock(`${folder()}:root`, () =>
    openRootFilesystem(rootTar(image), { release, machine }),
  );
  await readCommand('docker', ['import', '--change', 'CMD ["bash"]', tar, image], { env: engine.env });
}

async function build({ engine, machine }: Workshop, recipe: ReadRecipe): Promise<void> {
  const node = recipe.buildArguments['NODE'];
  const files =
    node === undefined ? undefined : await withLock(`${folder()}:node`, () => openNodeFiles(folder(), node));
  const buildArguments = { ...recipe.buildArguments, ...(files !== undefined && { NODE: files.version }) };
  const contexts = {
    machine: machineFolder(machine),
    recipes: RECIPES,
    ...(files !== undefined && { node: files.folder }),
    ...Object.fromEntries(
      inOrder(recipe).map(({ name, image }) => [`${STAND_IN}/${name}`, `docker-image://${image}`]),
    ),
  };
  const args = [
    ...[
      'buildx',
      'build',
      '--progress',
      'plain',
      '--provenance=false',
      '--output',
      toOutput(engine, recipe.image),
      '-f',
      recipeFile(recipe),
    ],
    ...(engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork]),
    ...Object.entries(buildArguments).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...Object.entries(contexts).flatMap(([name, value]) => ['--build-context', `${name}=${value}`]),
    join(RECIPES, 'nginx'), // a main context is required; recipes copy from named ones only
  ];
  const logFile = join(folder(), `${recipe.name}.log`);
  await rm(logFile, { force: true });
  const { code, stderr } = await runCommand('docker', args, {
    env: engine.env,
    logFile,
  });
  if (code !== 0)
    throw new Error(
      `the stand-in \`${recipe.name}\` could not be built: ${failureOf(stderr, 2)} (${logFile})`,
    );
}

/** The containerd store keeps layers compressed, by default so thoroughly that it takes longer than the build. */
function toOutput({ store }: Engine, image: string): string {
  if (store === 'overlay2') return `type=docker,name=${image}`;
  return `type=image,name=${image},compression=gzip,compression-level=1`;
}

function folder(): string {
  return join(cacheFolder(), 'bases');
}

function rootTar(image: string): string {
  return join(folder(), `${image.slice(STAND_IN.length + 1).replace(':', '-')}.tar`);
}

function machineFolder({ hash }: Machine): string {
  return join(folder(), `machine-${hash.slice(0, 12)}`);
}
