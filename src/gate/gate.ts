import { GateError } from '../errors.ts';
import { createPathTable } from '../files/table/path-table.ts';
import type { Digest } from '../digest.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';
import { inspectImage, type Inspected } from './inspect.ts';
import { judgeLedgers, readPolicies } from './judgement.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { unreadSystems } from '../packages/unread.ts';
import type { Notice } from '../policy/policy.ts';
import type { BaselineCommit, GatePorts, Reading, Sides, Subject } from './ports.ts';
import { assembleReport } from '../report/assemble.ts';
import type { GateReport } from '../report/report.ts';
import type { GateRequest } from './request.ts';
import { contentWishes } from '../scan/wishes.ts';

/** Both sides of the gate. Where there is no baseline a notice says why. */
type Subjects = Sides<Subject> & { readonly notices: readonly Notice[] };

/**
 * The whole gate: build both images, open them, catalog their files layer by layer, attribute every byte, scan with the
 * rules, compare with the baseline, judge by the policy, report. Throws only when no verdict could be reached.
 */
export async function runGate(request: GateRequest, ports: GatePorts): Promise<GateReport> {
  const commit = await ports.baselineCommit(request);
  const policies = await readPolicies(request, commit, ports);
  const sides = await makeSides(request, commit, ports);
  const { baseline, candidate } = await inspectSides(sides, ports);
  const ledgers = { candidate: candidate.ledger, baseline: baseline && baseline.ledger };
  const { comparison, verdict, notices } = await judgeLedgers({ ledgers, policies, request }, ports);
  return assembleReport({
    mode: request.mode,
    version: ports.version,
    candidate,
    baseline,
    comparison,
    verdict,
    notices: [
      ...sides.notices,
      ...policies.notices,
      ...notices,
      ...[candidate, baseline].flatMap((side) => side?.image.notices ?? []),
      ...notRead(candidate.ledger),
    ],
  });
}

/** Whose packages are in the image without being read: nobody shall take their files for nobody's. */
function notRead(ledger: Ledger): readonly Notice[] {
  const systems = unreadSystems(ledger.catalog, (row) => ledger.ownerIndex(row));
  if (systems.length === 0) return [];
  const message = `packages of these kinds are in the image and are not read, so that their files have no owner: ${systems.join(', ')}`;
  return [{ code: 'packages-not-read', message }];
}

/** Once more without the layer cache where that proved wrong: nothing that it said may count. */
async function inspectSides(sides: Sides<Subject>, ports: GatePorts): Promise<Sides<Inspected>> {
  try {
    const inspected = await inspectBoth(sides, ports);
    if (!ports.isCacheRefuted()) return inspected;
  } catch (error) {
    if (!ports.isCacheRefuted()) throw error;
  }
  return inspectBoth(sides, ports);
}

async function inspectBoth(subjects: Sides<Subject>, ports: GatePorts): Promise<Sides<Inspected>> {
  const images = await ports.openImages(subjects, startReading(subjects));
  const baseline =
    subjects.baseline && images.baseline && (await inspectImage(subjects.baseline, images.baseline, ports));
  return { baseline, candidate: await inspectImage(subjects.candidate, images.candidate, ports) };
}

/** The baseline is made first, so that the candidate's unchanged instructions are cache hits and keep their layers. */
async function makeSides(request: GateRequest, commit: BaselineCommit, ports: GatePorts): Promise<Subjects> {
  const { baseline, notices } = await makeBaseline(request, commit, ports);
  return { baseline, candidate: await ports.makeCandidate(request), notices };
}

type BaselineSide = { readonly baseline: Subject | null; readonly notices: readonly Notice[] };

async function makeBaseline(
  request: GateRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<BaselineSide> {
  if (request.mode === 'inspect') return { baseline: null, notices: [] };
  if (request.mode === 'compare') {
    return { baseline: await ports.findBaseline(request, null), notices: [] };
  }
  switch (request.baseline.kind) {
    case 'none':
      return withoutBaseline('none is asked for');
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
  const message = `commit ${commit.slice(0, 12)}, where the pull request left its base branch, gives no image: compared with commit ${judge.slice(0, 12)}, the base branch as it is now`;
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

/** A layer that both images share is read once, so both repositories' file sizes are wished for at once. */
function startReading({ candidate, baseline }: Sides<Subject>): Reading {
  const sizes = [candidate, baseline].flatMap((side) => (side?.repository ? [...side.repository.sizes] : []));
  return {
    paths: createPathTable(),
    wishes: { ...contentWishes({ sizes: new Set(sizes) }), contentSums: baseline !== null },
    knownLayers: new Map<Digest, LayerBlob>(),
  };
}
