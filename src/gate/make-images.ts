import { GateError } from '../errors.ts';
import type { Notice } from '../policy/policy.ts';
import type { BaselineCommit, GatePorts, Side, Sides } from './ports.ts';
import type { GateRequest } from './request.ts';

/** Both sides of the gate. Where there is no baseline a notice says why. */
export type MadeImages = Sides<Side> & { readonly notices: readonly Notice[] };

/** The baseline is made first, so that the candidate's unchanged instructions are cache hits and keep their layers. */
export async function makeImages(
  request: GateRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<MadeImages> {
  const { baseline, notices } = await makeBaseline(request, commit, ports);
  return { baseline, candidate: await ports.makeCandidate(request), notices };
}

type BaselineSide = { readonly baseline: Side | null; readonly notices: readonly Notice[] };

/** The baseline alone, where its record was of no use. */
export async function makeBaseline(
  request: GateRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<BaselineSide> {
  if (request.mode === 'inspect') return { baseline: null, notices: [] };
  if (request.mode === 'compare') {
    return { baseline: await ports.findBaseline(request, null), notices: [] };
  }
  return makeChosen(request, commit, ports);
}

type CheckRequest = Extract<GateRequest, { readonly mode: 'check' }>;

/** The baseline that a check chose. */
async function makeChosen(
  request: CheckRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<BaselineSide> {
  switch (request.baseline.kind) {
    case 'none':
      return withoutBaseline(request.baseline.why ?? 'none was requested');
    case 'reference': {
      const dockerfileOf = 'commit' in commit ? commit.commit : null;
      return { baseline: await ports.findBaseline(request, dockerfileOf), notices: [] };
    }
    case 'git':
      return 'none' in commit ? withoutBaseline(commit.none) : makeFromGit(request, commit, ports);
  }
}

type CommitFound = Extract<BaselineCommit, { readonly commit: string }>;

/**
 * Where a branch left its base is its author's choice, so a commit from before there was an image must not do away with the
 * baseline: then the base branch as it is now is what the image is compared with.
 */
async function makeFromGit(
  request: GateRequest,
  { commit, judge }: CommitFound,
  ports: GatePorts,
): Promise<BaselineSide> {
  const side = await makeFromCommit(request, commit, ports);
  if (side.baseline !== null || judge === undefined || judge === commit) return side;
  const current = await makeFromCommit(request, judge, ports);
  if (current.baseline === null) return side;
  const message = `commit ${commit.slice(0, 12)}, where the pull request left its base branch, yields no image, so the candidate is compared with commit ${judge.slice(0, 12)}, the base branch as it is now`;
  return { ...current, notices: [{ code: 'baseline-of-base-branch', message }, ...current.notices] };
}

async function makeFromCommit(request: GateRequest, commit: string, ports: GatePorts): Promise<BaselineSide> {
  // As written: where the pull request turns the folder into a link, the commit has the folder.
  const path = (await ports.dockerfileAsWritten(request)) ?? (await ports.dockerfilePath(request));
  if (path !== null && (await ports.readText(commit, path)) !== null) {
    return buildBaseline(request, commit, ports);
  }
  return withoutBaseline(`commit ${commit.slice(0, 12)} has no \`${path ?? 'Dockerfile'}\``);
}

async function buildBaseline(request: GateRequest, commit: string, ports: GatePorts): Promise<BaselineSide> {
  const notices: Notice[] = [];
  try {
    const baseline = await ports.makeBaseline(request, commit, (notice) => void notices.push(notice));
    return { baseline, notices };
  } catch (error) {
    if (!(error instanceof GateError && error.code === 'build-failed')) throw error;
    const message = `the baseline at commit ${commit.slice(0, 12)} does not build: ${error.message}. Everything counts as introduced`;
    return { baseline: null, notices: [{ code: 'baseline-build-failed', message }, ...notices] };
  }
}

function withoutBaseline(why: string): BaselineSide {
  return {
    baseline: null,
    notices: [
      { code: 'no-baseline', message: `there is no baseline: ${why}. Everything counts as introduced` },
    ],
  };
}
