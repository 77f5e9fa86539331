import { posix, relative, resolve, sep } from 'node:path';
import { placeContext } from '../build/docker/input-paths.ts';
import { GateError } from '../errors.ts';
import type { BaselineChoice, BuildInputs } from '../gate/request.ts';
import type { Platform } from '../image/image.ts';
import { distinctPlatforms, parsePlatform, renderPlatform } from '../image/platform.ts';
import { parseImageReference } from '../image/reference.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import type { PlannedBuild, PlannedImage } from '../inputs/planned-image.ts';
import type { SeveralInputs } from '../inputs/several.ts';
import type { Described, PlanEnvironment, Planning } from './planning.ts';
import { distinctNames, MAX_IMAGES, platformName } from '../report/run-report.ts';
import { baselineCommit } from './judging-commit.ts';
import { shorten } from '../visible.ts';
import { openCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { imagesOfBake, imagesOfCompose } from './described-images.ts';
import { oneImage } from './one-image.ts';
import { imagesOfRepository } from './repository-images.ts';
import type { CheckRequest } from './run.ts';

/** One of several gates, or why there is none (one clause without a dot). */
export type PlannedRun = { readonly name: string } & (
  | { readonly kind: 'run'; readonly request: CheckRequest }
  | { readonly kind: 'refused'; readonly reason: string }
);

/** The gates of a run: one for each image and platform. Throws where it is not known which images there are. */
export async function planImages(
  inputs: GateInputs,
  environment: PlanEnvironment,
): Promise<readonly PlannedRun[]> {
  const { request, several } = inputs;
  if (request.mode !== 'check' || several === undefined) {
    throw new GateError('bad-input', 'only `check` gates several images');
  }
  const checkout = await openCheckout(request, environment.workspace);
  const found = await baselineCommit(request, { environment, checkout });
  const commit = 'commit' in found ? found.commit : undefined;
  const secrets = [...inputs.secrets.masks, ...(inputs.token === null ? [] : [inputs.token])];
  const planning = { request, several, checkout, commit, judge: found.judge ?? commit, secrets, environment };
  const described = await describeImages(planning);
  const runs = described.images.flatMap((image) => toRuns(image, described, planning));
  if (runs.length === 0 || runs.length > MAX_IMAGES) throw wrongCount(runs.length);
  const names = distinctNames(runs.map(({ name }) => shorten(name, MAX_NAME_CHARACTERS)));
  return runs.map((run, index) => ({ ...run, name: names[index] ?? run.name }));
}

const MAX_NAME_CHARACTERS = 200;

function wrongCount(count: number): GateError {
  return new GateError('bad-input', `${count} images were found, expected 1 to ${MAX_IMAGES}`, {
    hint: 'Name the images that are to be gated.',
  });
}

function describeImages(planning: Planning): Promise<Described> {
  const { bake, compose, images } = planning.several;
  if (bake !== null) return imagesOfBake(bake, planning);
  if (compose !== null) return imagesOfCompose(compose, planning);
  return images.length > 0 ? imagesOfRepository(planning) : oneImage(planning);
}

function toRuns(image: PlannedImage, described: Described, planning: Planning): readonly PlannedRun[] {
  const { name } = image;
  if (image.kind === 'refused') return refusedRuns(image, planning);
  try {
    logLeftOut(image, planning);
    const platforms = platformsOf(image, planning.several);
    // Another job may ask for another platform; a description that has just one means no other.
    const isTold = planning.several.platforms.length > 0 || platforms.length > 1;
    return platforms.map((platform) => ({
      name: platform === undefined || !isTold ? name : platformName(name, renderPlatform(platform)),
      kind: 'run',
      request: toRequest({ image, platform, described }, planning),
    }));
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return refusedRuns({ name, reason: error.message }, planning);
  }
}

/** One for each platform that is asked for: an image is called the same in every job that asks for it. */
function refusedRuns(
  { name, reason }: { readonly name: string; readonly reason: string },
  { several: { platforms } }: Planning,
): readonly PlannedRun[] {
  const names =
    platforms.length === 0 ? [name] : platforms.map((one) => platformName(name, renderPlatform(one)));
  return names.map((own) => ({ name: own, kind: 'refused', reason }));
}

function logLeftOut(image: PlannedImage & { readonly kind: 'image' }, planning: Planning): void {
  const { name, leftOut, secrets, network } = image;
  const isRefused = network !== undefined && isolated(image) === undefined;
  const { environment, request } = planning;
  const given = request.build.secrets.map((spec) => /(?:^|,)id=([^,]*)/.exec(spec)?.[1]);
  const missing = secrets.filter((id) => !given.includes(id));
  const list = (names: readonly string[]) =>
    names
      .slice(0, 10)
      .map((one) => `\`${one.slice(0, 100)}\``)
      .join(', ');
  const unused = [...leftOut, ...(isRefused ? ['network'] : [])];
  if (unused.length > 0) environment.log(`${name}: ${list(unused)} of its description is not taken over`);
  if (missing.length > 0)
    environment.log(
      `${name}: it wants the secret ${list(missing)}, which the input \`secrets\` does not give`,
    );
}

function platformsOf({ platforms }: PlannedBuild, several: SeveralInputs): readonly (Platform | undefined)[] {
  if (several.platforms.length > 0) return several.platforms;
  return platforms.length === 0
    ? [undefined]
    : distinctPlatforms(platforms.map((text) => parsePlatform(text)));
}

type Image = PlannedImage & { readonly kind: 'image' };
type Part = { readonly image: Image; readonly platform: Platform | undefined; readonly described: Described };

function toRequest({ image, platform, described }: Part, planning: Planning): CheckRequest {
  const { request } = planning;
  const place = { folder: described.folder, platform, planning };
  const baseline = baselineOf(image, described, request.baseline);
  return {
    ...request,
    imageName: image.name,
    build: toBuild(image, place),
    baseline: baseline.choice,
    ...(baseline.build && { baselineBuild: toBuild(baseline.build, place) }),
  };
}

type Baseline = { readonly choice: BaselineChoice; readonly build?: PlannedBuild };

function baselineOf(image: Image, { base }: Described, given: BaselineChoice): Baseline {
  if (given.kind === 'none') return { choice: given };
  if (image.baseline === 'none') return { choice: { kind: 'none' } };
  if (image.baseline !== undefined)
    return { choice: { kind: 'reference', reference: parseImageReference(image.baseline) } };
  if (base === null) return { choice: given };
  const before = namesake(image, base.images);
  if (before === undefined) return { choice: { kind: 'none', why: `${base.what} has no \`${image.name}\`` } };
  if (before.kind === 'refused') return { choice: { kind: 'none', why: before.reason } };
  if (dockerfileOf(before) !== dockerfileOf(image))
    return { choice: { kind: 'none', why: `in ${base.what}, it has another Dockerfile` } };
  return { choice: given, build: before };
}

/** The image of the same name, or else one that shares a name with it: a service that joins others changes none of them. */
function namesake(image: PlannedImage, images: readonly PlannedImage[]): PlannedImage | undefined {
  const namesOf = ({ name, members }: PlannedImage): readonly string[] => members ?? [name];
  const wanted = new Set(namesOf(image));
  return (
    images.find(({ name }) => name === image.name) ??
    images.find((other) => namesOf(other).some((name) => wanted.has(name)))
  );
}

function dockerfileOf({ context, dockerfile }: PlannedBuild): string {
  return posix.normalize(dockerfile ?? `${context}/Dockerfile`);
}

type Place = {
  readonly folder: string;
  readonly platform: Platform | undefined;
  readonly planning: Planning;
};

/** The network that an image may ask for: that of the machine is none of its business. */
function isolated({ network }: PlannedBuild): string | undefined {
  return network === 'none' || network === 'default' ? network : undefined;
}

/** What an image says, and what the inputs say of all images, which wins. */
function toBuild(image: PlannedBuild, { folder, platform, planning }: Place): BuildInputs {
  const { request, checkout } = planning;
  const { build: common } = request;
  const toPath = (path: string) => placeInCheckout(resolve(folder, path), checkout);
  const { dockerfile, target } = image;
  const chosen = common.network ?? isolated(image);
  return {
    context: toPath(image.context),
    ...(dockerfile !== undefined && { dockerfile: toPath(dockerfile) }),
    ...(target !== undefined && { target }),
    buildArgs: overriding(image.buildArgs, common.buildArgs),
    buildContexts: overriding(
      image.buildContexts.map((context) => placeContext(context, toPath)),
      common.buildContexts,
    ),
    secrets: common.secrets,
    cacheFrom: [...common.cacheFrom, ...image.cacheFrom],
    cacheTo: common.cacheTo,
    ...(platform && { platform }),
    ...(common.builder !== undefined && { builder: common.builder }),
    ...(chosen !== undefined && { network: chosen }),
  };
}

/** Relative to the working directory. Throws `bad-input` for what a description has no business with. */
function placeInCheckout(path: string, checkout: Checkout): string {
  const inside = checkout.relative(path);
  const isGit = inside?.split('/').some((part) => part.toLowerCase() === '.git');
  if (inside !== null && isGit !== true) return relative(resolve('.'), path).split(sep).join('/') || '.';
  throw new GateError(
    'bad-input',
    `its description names \`${relative(checkout.root, path).slice(0, 200)}\`, expected a path inside of the checkout`,
    { hint: 'Keep what is built in the repository.' },
  );
}

/** `NAME=value` each; of one name the later list's. */
function overriding(own: readonly string[], wins: readonly string[]): readonly string[] {
  const nameOf = (entry: string) => entry.slice(0, Math.max(entry.indexOf('='), 0));
  const names = new Set(wins.map(nameOf));
  return [...own.filter((entry) => !names.has(nameOf(entry))), ...wins];
}
