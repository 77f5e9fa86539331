import type { Fields } from './json-value.ts';
import { isFields, toFields, toList, toPairs, toText, toTexts } from './json-value.ts';
import type { PlannedBuild, PlannedImage } from './planned-image.ts';
import { cacheFields, harmlessCache, isRemote, joinPath, refused } from './planned-image.ts';

/**
 * Images of what `docker buildx bake --print` printed, in the order of its groups; null: it is nothing of that kind. The bake
 * file comes with the pull request, so what would reach beyond the checkout is left out or refused.
 */
export function parseBake(printed: unknown): readonly PlannedImage[] | null {
  const { group, target } = toFields(printed);
  if (!isFields(target)) return null;
  return namesOf(toFields(group), target).map((name) => toImage(name, toFields(target[name])));
}

/** Targets of the group `default`, which stands for what was asked for; groups in it are resolved. */
function namesOf(groups: Fields, targets: Fields): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (Object.hasOwn(targets, name)) found.add(name);
    else if (Object.hasOwn(groups, name) && !seen.has(name)) {
      seen.add(name);
      for (const inner of toTexts(toFields(groups[name])['targets'])) add(inner);
    }
  };
  if (Object.hasOwn(groups, 'default')) add('default');
  return found.size === 0 ? Object.keys(targets).sort() : [...found];
}

function toImage(name: string, target: Fields): PlannedImage {
  const reason = refusalOf(target);
  return reason === null ? { kind: 'image', name, ...toBuild(target) } : refused(name, reason);
}

/** Why a target is none that can be built here. */
function refusalOf(target: Fields): string | null {
  if (target['dockerfile-inline'] !== undefined)
    return 'it has a `dockerfile-inline`, expected a Dockerfile of the repository';
  if (isRemote(contextOf(target))) return 'its context is an address, expected a folder of the checkout';
  const linked = toPairs(target['contexts']).find(([, source]) => source?.startsWith('target:') === true);
  return linked === undefined
    ? null
    : `its build context \`${linked[0]}\` is another target, expected a folder, an image or a stage; one Dockerfile with a stage for each does the same`;
}

function contextOf(target: Fields): string {
  return toText(target['context']) ?? '.';
}

/** Settings that say nothing of what the image contains. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...['output', 'tags', 'description', 'annotations', 'attest', 'call', 'cache-to', 'pull', 'no-cache'],
  ...['no-cache-filter', 'inherits', 'matrix', 'name', 'policy'],
]);
const TAKEN: ReadonlySet<string> = new Set([
  ...['context', 'dockerfile', 'target', 'args', 'contexts', 'cache-from', 'platforms', 'network', 'secret'],
]);

function toBuild(target: Fields): PlannedBuild {
  const context = contextOf(target);
  const dockerfile = toText(target['dockerfile']);
  const stage = toText(target['target']);
  const network = toText(target['network']);
  const caches = toList(target['cache-from']).map(toCache);
  const unknown = Object.keys(target).filter((key) => !TAKEN.has(key) && !WITHOUT_EFFECT.has(key));
  return {
    context,
    ...(dockerfile !== undefined && { dockerfile: joinPath(context, dockerfile) }),
    ...(stage !== undefined && { target: stage }),
    ...(network !== undefined && { network }),
    buildArgs: toPairs(target['args']).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`])),
    buildContexts: toPairs(target['contexts']).map(([key, source]) => `${key}=${source ?? ''}`),
    cacheFrom: caches.filter((cache) => cache !== null),
    platforms: toTexts(target['platforms']),
    secrets: toList(target['secret']).flatMap(toSecretID),
    leftOut: [...unknown, ...(caches.includes(null) ? ['cache-from'] : [])],
  };
}

/** An object, or the text that older releases print. */
function toCache(source: unknown): string | null {
  const text = toText(source);
  if (text !== undefined) return harmlessCache(cacheFields(text));
  const fields = Object.entries(toFields(source)).flatMap(([name, value]) => {
    const part = toText(value);
    return part === undefined ? [] : [[name, part] as const];
  });
  return harmlessCache(Object.fromEntries(fields));
}

function toSecretID(secret: unknown): readonly string[] {
  const text = toText(secret);
  const id = text === undefined ? toText(toFields(secret)['id']) : cacheFields(text)['id'];
  return id === undefined ? [] : [id];
}
