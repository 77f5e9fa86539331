import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from './references.ts';

/** A recipe that was read: what it stands on, what it copies, and a hash of all that decides its image. */
export type ReadRecipe = Recipe & {
  readonly parents: readonly ReadRecipe[];
  /** The image's name in an engine: `final-stage-stand-in/<name>:<12 hex digits>`. */
  readonly image: string;
};

export const STAND_IN = 'final-stage-stand-in';
export const RECIPES = join(import.meta.dirname, 'recipes');

/** The recipe without a Dockerfile: Debian's root filesystem. */
export const ROOT_RECIPE = 'debian';

/** Reads a recipe with all that it stands on; `seed` is the hash of what the machine itself puts into every image. */
export async function readRecipe(recipe: Recipe, seed: string): Promise<ReadRecipe> {
  if (recipe.name === ROOT_RECIPE)
    return toRead(recipe, { dockerfile: '', parents: [], material: [seed, await readRoot()] });
  const dockerfile = await readFile(recipeFile(recipe), 'utf8');
  const parents = await Promise.all(
    parentNames(dockerfile).map((name) => readRecipe({ name, buildArguments: recipe.buildArguments }, seed)),
  );
  const material = [dockerfile, ...parents.map(({ image }) => image), ...(await readCopied(dockerfile))];
  return toRead(recipe, { dockerfile, parents, material });
}

/** Where a recipe's Dockerfile lies; Debian's root filesystem has none. */
export function recipeFile({ name }: Pick<Recipe, 'name'>): string {
  return join(RECIPES, `${name}.Dockerfile`);
}

/** Every recipe below one, parents first, each once. */
export function inOrder(recipe: ReadRecipe): readonly ReadRecipe[] {
  const all = [...recipe.parents.flatMap(inOrder), recipe];
  return all.filter(({ image }, index) => all.findIndex((other) => other.image === image) === index);
}

type Parts = Pick<ReadRecipe, 'parents'> & {
  readonly dockerfile: string;
  readonly material: readonly string[];
};

function toRead({ name, buildArguments }: Recipe, { dockerfile, parents, material }: Parts): ReadRecipe {
  const used = Object.entries(buildArguments).filter(([key]) =>
    new RegExp(`^ARG ${key}\\b`, 'm').test(dockerfile),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([...material, used]))
    .digest('hex')
    .slice(0, 12);
  return {
    name,
    buildArguments: Object.fromEntries(used),
    parents,
    image: `${STAND_IN}/${name}:${hash}`,
  };
}

/** The code that makes the root filesystem is its recipe. */
function readRoot(): Promise<string> {
  return readFile(join(import.meta.dirname, 'rootfs.ts'), 'utf8');
}

function parentNames(dockerfile: string): readonly string[] {
  const matches = dockerfile.matchAll(/(?:^FROM |--from=)final-stage-stand-in\/([a-z-]+)/gm);
  return [...new Set([...matches].map(([, name = '']) => name))];
}

async function readCopied(dockerfile: string): Promise<readonly string[]> {
  const folders = [...dockerfile.matchAll(/--from=recipes ([a-z-]+)\//g)].map(([, name = '']) =>
    join(RECIPES, name),
  );
  const texts = folders.map(async (folder) => {
    const names = (await readdir(folder)).sort();
    return Promise.all(names.map(async (name) => `${name}\n${await readFile(join(folder, name), 'utf8')}`));
  });
  return (await Promise.all(texts)).flat();
}
