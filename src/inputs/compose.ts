import { posix } from 'node:path';
import { GateError } from '../errors.ts';
import { interpolate } from './interpolate.ts';
import type { Fields } from './json-value.ts';
import { isFields, toFields, toList, toPairs, toText, toTexts } from './json-value.ts';
import type { PlannedBuild, PlannedImage } from './planned-image.ts';
import { cacheFields, harmlessCache, isRemote, joinPath, NO_BUILD, refused } from './planned-image.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What a compose file says is built, and the services that are left out because nobody asked for their profile. */
export type ComposeImages = {
  readonly images: readonly PlannedImage[];
  readonly inactive: readonly string[];
};

const MAX_SERVICES = 1000;

/**
 * The images of a compose file, given as the value of its YAML: services with `build`. Services that are built alike are one
 * image with both names. The file comes with the pull request, so what would reach beyond the checkout is left out or refused.
 * Throws `bad-input`. https://docs.docker.com/reference/compose-file/build/
 */
export function parseCompose(file: unknown, variables: Variables): ComposeImages {
  if (!isFields(file) || !isFields(file['services'])) throw mistake('has no `services`');
  if (file['include'] !== undefined) throw mistake('has `include`, which is not supported');
  const all = file['services'];
  const services = Object.entries(all).filter(([, service]) => isBuilt(service, all));
  if (services.length > MAX_SERVICES) throw mistake(`has ${services.length} services that are built`);
  const profiles = new Set((variables['COMPOSE_PROFILES'] ?? '').split(',').map((name) => name.trim()));
  const isActive = ([, service]: readonly [string, unknown]) => {
    const wanted = toTexts(toFields(service)['profiles']);
    return wanted.length === 0 || profiles.has('*') || wanted.some((name) => profiles.has(name));
  };
  const images = services
    .filter(isActive)
    .map(([name, service]) => toImage(name, toFields(service), variables));
  return {
    images: withoutTwins(images),
    inactive: services.filter((service) => !isActive(service)).map(([name]) => name),
  };
}

/** Whether it has `build`, or extends something that may have: what is in another file is not known. */
function isBuilt(service: unknown, services: Fields): boolean {
  const seen = new Set<unknown>();
  let current = service;
  while (!seen.has(current)) {
    seen.add(current);
    const { build, extends: base } = toFields(current);
    if (build !== undefined) return true;
    if (base === undefined) return false;
    const name = toText(base) ?? toText(toFields(base)['service']) ?? '';
    if (toFields(base)['file'] !== undefined || !Object.hasOwn(services, name)) return true;
    current = services[name];
  }
  return true;
}

function toImage(name: string, service: Fields, variables: Variables): PlannedImage {
  if (service['extends'] !== undefined) return refused(name, 'it has `extends`, which is not supported');
  try {
    const build = replaceVariables(service['build'], variables);
    const fields = isFields(build) ? build : { context: build };
    const reason = refusalOf(fields);
    if (reason !== null) return refused(name, reason);
    const platform = toText(replaceVariables(service['platform'], variables));
    return { kind: 'image', name, ...toBuild(fields, platform, variables) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return refused(name, error.message);
  }
}

/** Values, not keys, as compose does it. */
function replaceVariables(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return interpolate(value, variables);
  if (Array.isArray(value)) return value.map((one: unknown) => replaceVariables(one, variables));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaceVariables(one, variables)] as const),
  );
}

/** Why a `build` is none that can be built here. */
function refusalOf(build: Fields): string | null {
  if (build['dockerfile_inline'] !== undefined)
    return 'it has a `dockerfile_inline`, expected a Dockerfile of the repository';
  if (build['privileged'] === true) return 'it is built `privileged`, which a pull request must not ask for';
  if (isRemote(contextOf(build))) return 'its context is an address, expected a folder of the checkout';
  const linked = toPairs(build['additional_contexts']).find(
    ([, source]) => source?.startsWith('service:') === true,
  );
  return linked === undefined
    ? null
    : `its build context \`${linked[0]}\` is another service, expected a folder or an image`;
}

function contextOf(build: Fields): string {
  return toText(build['context']) ?? '.';
}

const TAKEN: ReadonlySet<string> = new Set([
  ...['context', 'dockerfile', 'target', 'args', 'additional_contexts', 'cache_from', 'platforms'],
  ...['network', 'secrets', 'privileged'],
  // These say nothing of what the image contains.
  ...['tags', 'cache_to', 'pull', 'no_cache', 'provenance', 'sbom', 'isolation'],
]);

function toBuild(build: Fields, platform: string | undefined, variables: Variables): PlannedBuild {
  const context = contextOf(build);
  const dockerfile = toText(build['dockerfile']);
  const target = toText(build['target']);
  const network = toText(build['network']);
  const platforms = toTexts(build['platforms']);
  const caches = toTexts(build['cache_from']).map((text) => harmlessCache(cacheFields(text)));
  const unknown = Object.keys(build).filter((key) => !TAKEN.has(key) && !key.startsWith('x-'));
  return {
    ...NO_BUILD,
    context,
    ...(dockerfile !== undefined && { dockerfile: joinPath(context, dockerfile) }),
    ...(target !== undefined && { target }),
    ...(network !== undefined && { network }),
    buildArgs: toPairs(build['args']).flatMap(([name, value]) => toArgument(name, value, variables)),
    buildContexts: toPairs(build['additional_contexts']).map(([name, source]) => `${name}=${source ?? ''}`),
    cacheFrom: caches.filter((cache) => cache !== null),
    platforms: platforms.length === 0 && platform !== undefined ? [platform] : platforms,
    secrets: toList(build['secrets']).flatMap((one) => toText(one) ?? toText(toFields(one)['source']) ?? []),
    leftOut: [...unknown, ...(caches.includes(null) ? ['cache_from'] : [])],
  };
}

/** A name without a value takes the variable's; where that is not set there is no argument. */
function toArgument(name: string, value: string | null, variables: Variables): readonly string[] {
  const given = value ?? (Object.hasOwn(variables, name) ? variables[name] : undefined);
  return given === undefined ? [] : [`${name}=${given}`];
}

/** A web server and a worker out of one image are judged once, under a name that does not depend on their order. */
function withoutTwins(images: readonly PlannedImage[]): readonly PlannedImage[] {
  const alike = Map.groupBy(images, ({ name, ...rest }) =>
    rest.kind === 'image' ? JSON.stringify(asBuilt(rest)) : `refused\0${name}`,
  );
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const names = [first, ...others].map(({ name }) => name).toSorted();
    return [others.length === 0 ? first : { ...first, name: names.join(', '), members: names }];
  });
}

/** The same for every spelling of its paths. */
function asBuilt(build: PlannedBuild): PlannedBuild {
  const { context, dockerfile = joinPath(context, 'Dockerfile') } = build;
  const plain = (path: string) => posix.normalize(`${path}/`).replace(/(.)\/$/, '$1');
  return { ...build, context: plain(context), dockerfile: plain(dockerfile) };
}

function mistake(what: string): GateError {
  return new GateError('bad-input', `the compose file ${what}`, {
    hint: 'Name a compose file whose services have `build`, or use a bake file (`bake`).',
  });
}
