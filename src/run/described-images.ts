import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { printBake } from '../build/docker/bake.ts';
import { readFileAt } from '../build/git/repository.ts';
import { GateError } from '../errors.ts';
import { parseBake } from '../inputs/bake.ts';
import { parseCompose } from '../inputs/compose.ts';
import { openVariables, withheldVariables } from '../inputs/open-variables.ts';
import type { PlannedImage } from '../inputs/planned-image.ts';
import { readCheckoutFile } from './checkout.ts';
import type { Described, Planning } from './planning.ts';

/** Images of a bake file, as buildx itself reads it. */
export async function imagesOfBake(file: string, planning: Planning): Promise<Described> {
  const path = await existing(file, 'bake', planning);
  const base = await textOfBase(path, planning);
  const images = await bakeImages(path, planning);
  const before =
    base === null ? null : await withFile(basename(path), base, (at) => bakeImages(at, planning));
  return { images, folder: resolve('.'), base: baseOf(before, file, planning) };
}

async function bakeImages(path: string, planning: Planning): Promise<readonly PlannedImage[]> {
  const { several, secrets, environment } = planning;
  const printed = await printBake({
    ...{ file: path, targets: several.bakeTargets, signal: environment.signal },
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
  const { environment, secrets, checkout } = planning;
  const path = await existing(file, 'compose', planning);
  const folder = dirname(path);
  const text = (await readCheckoutFile(path, checkout.root)) ?? '';
  const variables = {
    ...(await readVariables(join(folder, '.env'), checkout.root)),
    ...openVariables(environment.variables, secrets),
  };
  const { readYaml } = await import('../gate/documents.ts');
  const { images, inactive } = parseCompose(readYaml(text, file), variables);
  if (inactive.length > 0)
    environment.log(`left out, since \`COMPOSE_PROFILES\` does not ask for them: ${inactive.join(', ')}`);
  const base = await textOfBase(path, planning);
  const before = base === null ? null : parseBase(() => parseCompose(readYaml(base, file), variables).images);
  return { images, folder, base: baseOf(before, file, planning) };
}

/** What a base that cannot be read says is nothing: it must not lock the repository. */
function parseBase(parse: () => readonly PlannedImage[]): readonly PlannedImage[] {
  try {
    return parse();
  } catch (error) {
    if (error instanceof GateError) return [];
    throw error;
  }
}

async function readVariables(
  path: string,
  root: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await readCheckoutFile(path, root);
  if (text === null) return {};
  const { parseEnv } = await import('node:util');
  return parseEnv(text);
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

/** Lends a text as a file of a name that says what is in it. A base that buildx cannot read has no images. */
async function withFile(
  name: string,
  text: string,
  use: (path: string) => Promise<readonly PlannedImage[]>,
): Promise<readonly PlannedImage[]> {
  const folder = await mkdtemp(join(process.env['RUNNER_TEMP'] || tmpdir(), 'final-stage-base-'));
  try {
    const path = join(folder, name);
    await writeFile(path, text);
    return await use(path);
  } catch (error) {
    if (error instanceof GateError && error.code === 'bad-input') return [];
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
