/**
 * One of several images as a file of the repository describes it, or why it cannot be built (one clause without a dot). Names
 * and texts may be anybody's.
 */
export type PlannedImage =
  | (Named & { readonly kind: 'image' } & PlannedBuild)
  | (Named & { readonly kind: 'refused'; readonly reason: string });

/** `members`: what the description calls it where several names stand for one image. */
type Named = { readonly name: string; readonly members?: readonly string[] };

/** How it is built. Paths are relative to the folder of the description. */
export type PlannedBuild = {
  readonly context: string;
  /** Absent: `Dockerfile` in the context. */
  readonly dockerfile?: string;
  readonly target?: string;
  /** `NAME=value` each. */
  readonly buildArgs: readonly string[];
  /** `name=source` each. */
  readonly buildContexts: readonly string[];
  readonly cacheFrom: readonly string[];
  /** `os/arch` each; empty: the builder's own. */
  readonly platforms: readonly string[];
  readonly network?: string;
  /** As the input `baseline` spells it; absent: by git. */
  readonly baseline?: string;
  /** Ids of secrets that it wants; the input `secrets` has to give them. */
  readonly secrets: readonly string[];
  /** Names of settings that are left out. */
  readonly leftOut: readonly string[];
};

export const NO_BUILD: PlannedBuild = {
  ...{ context: '.', buildArgs: [], buildContexts: [], cacheFrom: [], platforms: [] },
  ...{ secrets: [], leftOut: [] },
};

export function refused(name: string, reason: string): PlannedImage {
  return { kind: 'refused', name, reason };
}

/** Joins paths as a builder does: an absolute one stands for itself. */
export function joinPath(folder: string, path: string): string {
  if (path.startsWith('/') || folder === '.' || folder === '') return path;
  return path === '.' ? folder : `${folder.replace(/\/+$/, '')}/${path.replace(/^\.\//, '')}`;
}

/** An address of another machine, which is no folder of the checkout. */
export function isRemote(context: string): boolean {
  return /^(?:-$|[a-z][a-z0-9+.-]*:|git@)/i.test(context) || /^github\.com\//.test(context);
}

const HARMLESS = new Set(['type', 'ref', 'scope']);

/**
 * A cache source without what would send credentials to an address of the pull request's choosing: only kinds that ask this
 * workflow's own cache, or a registry by the name of an image. Null: it is none of these.
 */
export function harmlessCache(fields: Readonly<Record<string, string>>): string | null {
  const { type = 'registry' } = fields;
  if (type !== 'registry' && type !== 'gha') return null;
  const kept = Object.entries({ type, ...fields }).filter(([name]) => HARMLESS.has(name));
  return kept.some(([, value]) => /[",\n\r]/.test(value))
    ? null
    : kept.map((pair) => pair.join('=')).join(',');
}

/** `type=gha,scope=x`, or the name of an image. */
export function cacheFields(text: string): Readonly<Record<string, string>> {
  if (!text.includes('=')) return { type: 'registry', ref: text };
  return Object.fromEntries(text.split(',').map((field) => splitPair(field)));
}

/** `name=value`; without `=` the value is empty. */
function splitPair(text: string): readonly [string, string] {
  const end = text.indexOf('=');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}
