import { arch } from 'node:os';
import type { Platform } from '../../image/image.ts';
import type { Descriptor, Manifest } from '../../image/manifest.ts';
import { matchesPlatform, renderPlatform } from '../../image/platform.ts';

/** An image that an index names, with the platform it is for. `manifest`: once it was read. */
export type Candidate = {
  readonly descriptor: Descriptor;
  /** What leads to it in the store's own index, where it may have a name. */
  readonly roots: readonly Descriptor[];
  readonly platform: Platform;
  readonly manifest?: Manifest;
};

/** What fits, read, and whether anything is left of the candidates at all. */
export type Fitting = {
  readonly wanted: Platform;
  readonly fitting: readonly (Candidate & { readonly manifest: Manifest })[];
  readonly isEmpty: boolean;
};

/** A candidate's manifest; undefined where its blob is not there or is no image's. */
type ReadManifest = (descriptor: Descriptor) => Promise<Manifest | undefined>;

/**
 * The candidates for a platform; where none is asked for, the only one's, else this machine's. No more manifests are read than
 * that takes: a registry counts them.
 */
export async function choosePlatform(
  candidates: readonly Candidate[],
  asked: Platform | undefined,
  read: ReadManifest,
): Promise<Fitting> {
  let left = candidates;
  for (;;) {
    const wanted = asked ?? onlyPlatform(left) ?? ownPlatform();
    const fitting = bestFitting(left, wanted);
    const unsure = fitting.length === 0 && asked === undefined ? left : fitting;
    const unread = unsure.filter(({ manifest }) => manifest === undefined);
    if (unread.length === 0) return { wanted, fitting: fitting.filter(isRead), isEmpty: left.length === 0 };
    left = await readManifests(left, new Set(unread), read);
  }
}

function onlyPlatform([first, ...others]: readonly Candidate[]): Platform | undefined {
  return others.length === 0 ? first?.platform : undefined;
}

function isRead(candidate: Candidate): candidate is Candidate & { readonly manifest: Manifest } {
  return candidate.manifest !== undefined;
}

async function readManifests(
  candidates: readonly Candidate[],
  unread: ReadonlySet<Candidate>,
  read: ReadManifest,
): Promise<readonly Candidate[]> {
  const left: Candidate[] = [];
  for (const candidate of candidates) {
    const manifest = unread.has(candidate) ? await read(candidate.descriptor) : candidate.manifest;
    if (manifest !== undefined) left.push({ ...candidate, manifest });
    else if (!unread.has(candidate)) left.push(candidate);
  }
  return left;
}

/** Candidates of exactly this platform, else those that fit it. */
function bestFitting(candidates: readonly Candidate[], wanted: Platform): readonly Candidate[] {
  const exact = candidates.filter(({ platform }) => renderPlatform(platform) === renderPlatform(wanted));
  return exact.length > 0 ? exact : candidates.filter(({ platform }) => matchesPlatform(wanted, platform));
}

/** What Docker would run here. */
function ownPlatform(): Platform {
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
  return { os: 'linux', architecture: names[arch()] ?? arch() };
}
