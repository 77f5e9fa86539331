import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { printBake } from '../build/docker/bake.ts';
import { runGit } from '../build/git/git.ts';
import { readFileAt } from '../build/git/repository.ts';
import { GateError } from '../errors.ts';
import { parseBake } from '../inputs/bake.ts';
import { parseCompose } from '../inputs/compose.ts';
import { withDotenv } from '../inputs/dotenv.ts';
import { openVariables, withheldVariables } from '../inputs/open-variables.ts';
import type { PlannedImage } from '../inputs/planned-image.ts';
import { readCheckoutFile, type Checkout } from './checkout.ts';
import type { Described, Planning } from './planning.ts';

/** Images of a bake file, as buildx itself reads it. */
export async function imagesOfBake(file: string, planning: Planning): Promise<Described> {
  const path = await existing(file, 'bake', planning);
  const base = await textOfBase(path, planning);
  const images = await bakeImages({ file: path, targets: planning.several.bakeTargets }, planning);
  const before = base === null ? null : await bakeImagesOfBase(basename(path), base, planning);
  return { images, folder: resolve('.'), base: baseOf(before, file, planning) };
}

/** Buildx reads the `.env` of its working directory for a compose file. Without a file of the base there are no images. */
async function bakeImagesOfBase(
  name: string,
  text: string,
  planning: Planning,
): Promise<readonly PlannedImage[]> {
  const { bakeTargets } = planning.several;
  const dotenv = await dotenvOfBase(resolve('.env'), planning);
  const files = { [name]: text, ...(dotenv !== null && name !== '.env' && { '.env': dotenv }) };
  return withFiles(files, async (directory) => {
    const file = join(directory, name);
    const read = (targets: readonly string[]) => bakeImages({ file, targets, directory }, planning);
    const all = await noneIfUnreadable(() => read(bakeTargets));
    if (all !== null || bakeTargets.length < 2) return all ?? [];
    // Buildx prints nothing where one target is missing: those that are new must not take the baseline from the others.
    const images = new Map<string, PlannedImage>();
    for (const target of bakeTargets)
      for (const image of (await noneIfUnreadable(() => read([target]))) ?? []) images.set(image.name, image);
    return [...images.values()];
  });
}

type BakeFile = { readonly file: string; readonly targets: readonly string[]; readonly directory?: string };

async function bakeImages(asked: BakeFile, planning: Planning): Promise<readonly PlannedImage[]> {
  const { secrets, environment } = planning;
  const printed = await printBake({
    ...{ ...asked, signal: environment.signal },
    withheld: withheldVariables(environment.variables, secrets),
  });
  const images = parseBake(printed);
  if (images !== null) return images;
  throw new GateError('bad-input', '`docker buildx bake --print` printed no targets', {
    hint: 'Run it by hand, and look at what it prints.',
  });
}

/** Images of a compose file. */
export async function imagesOfCompose(file: string, planning: Planning): Promise<Described> {
  const { environment, checkout } = planning;
  const path = await existing(file, 'compose', planning);
  const folder = dirname(path);
  const text = (await readCheckoutFile(path, checkout.root)) ?? '';
  const dotenv = join(folder, '.env');
  const variables = variablesOf(await readCheckoutFile(dotenv, checkout.root), planning);
  const { readYaml } = await import('../gate/documents.ts');
  const { images, inactive } = parseCompose(readYaml(text, file), variables);
  if (inactive.length > 0)
    environment.log(`left out, since \`COMPOSE_PROFILES\` does not ask for them: ${inactive.join(', ')}`);
  const base = await textOfBase(path, planning);
  const read = async (before: string) => {
    const known = variablesOf(await dotenvOfBase(dotenv, planning), planning);
    return parseCompose(readYaml(before, file), known).images;
  };
  const before = base === null ? null : await noneIfUnreadable(() => read(base));
  return { images, folder, base: baseOf(before, file, planning) };
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What a description may read: a `.env`, and the environment, which wins. */
function variablesOf(dotenv: string | null, { environment, secrets }: Planning): Variables {
  return withDotenv(dotenv ?? '', openVariables(environment.variables, secrets));
}

/**
 * What the base reads in place of a `.env` of the checkout: that of its commit, which a pull request may change. One that git does
 * not track is the workflow's, and both read it.
 */
async function dotenvOfBase(path: string, planning: Planning): Promise<string | null> {
  const { checkout } = planning;
  const before = await noneIfUnreadable(() => textOfBase(path, planning));
  if (before !== null || (await isTracked(path, checkout))) return before;
  return readCheckoutFile(path, checkout.root);
}

async function isTracked(path: string, checkout: Checkout): Promise<boolean> {
  const inside = checkout.relative(path);
  if (inside === null) return false;
  const args = ['ls-files', '--error-unmatch', '--', `:(literal)${inside}`];
  return (await runGit({ directory: checkout.root }, args)).exitCode === 0;
}

/** What a base that cannot be read says is nothing: it must not lock the repository. */
async function noneIfUnreadable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-input') return null;
    throw error;
  }
}

/** Absolute path of a file that the user named. */
async function existing(file: string, input: string, { checkout }: Planning): Promise<string> {
  const path = resolve(file);
  if ((await readCheckoutFile(path, checkout.root)) !== null) return path;
  throw new GateError('bad-input', `\`${input}\` is \`${file}\`, but there is no such file`, {
    hint: 'Name a file relative to the working directory.',
  });
}

/** Text of the same file in the commit that is compared with; null where there is none. */
async function textOfBase(path: string, { checkout, commit, request }: Planning): Promise<string | null> {
  const inside = checkout.relative(path);
  if (commit === undefined || inside === null || request.baseline.kind !== 'git') return null;
  return readFileAt(checkout.root, commit, inside);
}

/** Without a commit each gate says for itself why there is no baseline. */
function baseOf(
  images: readonly PlannedImage[] | null,
  file: string,
  { commit, request }: Planning,
): Described['base'] {
  if (commit === undefined || request.baseline.kind !== 'git') return null;
  return { images: images ?? [], what: `\`${file}\` of commit ${commit.slice(0, 12)}` };
}

/** Lends texts as files of a folder, by name. */
async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(process.env['RUNNER_TEMP'] || tmpdir(), 'final-stage-base-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
