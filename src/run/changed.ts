import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findChangedInput, historyWords, type SeenByBuild } from '../build/git/changed-inputs.ts';
import { pathOfContext } from '../build/docker/input-paths.ts';
import { type CertainIgnore, parseCertainIgnore } from '../dockerfile/certain-ignore.ts';
import { readTextFile, type Checkout } from './checkout.ts';
import type { CheckRequest, Run } from './run.ts';

/** Why the checkout's image may be another than that of the commit, one clause without a dot; undefined where it cannot be. */
export async function whyChanged(
  { build, baselineBuild = build, prepare }: CheckRequest,
  commit: string,
  { checkout, environment: { signal } }: Run,
): Promise<string | undefined> {
  if (JSON.stringify(build) !== JSON.stringify(baselineBuild))
    return 'its commit describes it in another way';
  if (prepare !== undefined) return '`prepare` makes files that no commit has';
  const seen = await toSeen(build, checkout);
  if ('why' in seen) return seen.why;
  if (seen.sees('.git')) return historyWords('.git');
  return findChangedInput({ directory: checkout.root, signal }, commit, seen);
}

/** A folder that is sent to the builder, relative to the top of the checkout, and what stays out of it. */
export type Sent = { readonly folder: string; readonly ignored: CertainIgnore };

async function toSeen(
  build: CheckRequest['build'],
  checkout: Checkout,
): Promise<SeenByBuild | { readonly why: string }> {
  const context = await placeOf(build.context, 'the build context', checkout);
  if ('why' in context) return context;
  const dockerfile = await dockerfileOf(checkout);
  if ('why' in dockerfile) return dockerfile;
  const ignoreFiles = [`${dockerfile.name}.dockerignore`, join(context.name, '.dockerignore')];
  const rules = await readRules(ignoreFiles, checkout);
  if ('why' in rules) return rules;
  const sent: Sent[] = [{ folder: context.name, ignored: rules }];
  for (const path of build.buildContexts.flatMap(pathOfContext)) {
    const place = await placeOf(path, 'a build context', checkout);
    if ('why' in place) return place;
    sent.push({ folder: place.name, ignored: parseCertainIgnore('') });
  }
  return seenBy(sent, [dockerfile.name, ...ignoreFiles]);
}

type Place = { readonly name: string } | { readonly why: string };

/** What lies outside of the checkout is in no commit, and a link may lead elsewhere in each. */
async function placeOf(path: string, what: string, checkout: Checkout): Promise<Place> {
  const name = checkout.relative(resolve(path));
  if (name === null) return { why: `${what} is outside of the checkout` };
  const place = join(checkout.root, name);
  const real = await realpath(place).catch(() => null);
  if (real === null) return { why: `${what} does not exist` };
  return real === place ? { name } : { why: `${what} is reached through a link` };
}

async function dockerfileOf(checkout: Checkout): Promise<Place> {
  const { root, dockerfile, dockerfileAsWritten } = checkout;
  if (dockerfile === null || dockerfile !== dockerfileAsWritten)
    return { why: 'the Dockerfile is outside of the checkout or reached through a link' };
  return placeOf(join(root, dockerfile), 'the Dockerfile', checkout);
}

/** Rules of the first of them that there is. */
async function readRules(
  ignoreFiles: readonly string[],
  { root }: Checkout,
): Promise<CertainIgnore | { readonly why: string }> {
  for (const name of ignoreFiles) {
    const path = join(root, name);
    const status = await lstat(path).catch(() => undefined);
    if (status === undefined) continue;
    if (!status.isFile()) return { why: `\`${name.slice(0, 200)}\` is a link` };
    return parseCertainIgnore((await readTextFile(path)) ?? '');
  }
  return parseCertainIgnore('');
}

/** Also folders that lead to what is sent: a link in place of one would lead elsewhere. */
export function seenBy(sent: readonly Sent[], files: readonly string[]): SeenByBuild {
  const isAbove = (path: string): boolean =>
    [...files, ...sent.map(({ folder }) => folder)].some(
      (place) => place === path || place.startsWith(`${path}/`),
    );
  return {
    sees: (path) =>
      isAbove(path) ||
      sent.some(({ folder, ignored }) => {
        const inside = nameIn(folder, path);
        return inside !== null && !ignored.ignores(inside);
      }),
    seesInto: (path) =>
      sent.some(({ folder, ignored }) => {
        const inside = nameIn(folder, path);
        return inside !== null && ignored.takesBack(inside);
      }),
  };
}

/** Null outside of the folder; an empty folder is the top of the checkout. */
function nameIn(folder: string, path: string): string | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
