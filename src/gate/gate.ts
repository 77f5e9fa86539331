import { compare } from '../compare/compare.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Notice } from '../policy/policy.ts';
import type { Verdict } from '../policy/verdict.ts';
import { assembleReport } from '../report/assemble.ts';
import type { GateReport } from '../report/report.ts';
import type { UnchangedReport } from '../report/unchanged.ts';
import type { Inspection } from '../scan/finding.ts';
import { scan } from '../scan/scan.ts';
import type { GateAndFixPorts } from './fix-ports.ts';
import type { Attributed } from './attribute.ts';
import { judgeChange } from './judging.ts';
import { makeBaseline, makeImages, type MadeImages } from './make-images.ts';
import type { Judged } from './mend.ts';
import { noticesOf } from './notices.ts';
import { readPolicies } from './policies.ts';
import type { Side, Sides } from './ports.ts';
import { eachSide, readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';
import type { Suggested } from './suggest.ts';
import type { Asked } from './unchanged.ts';

/**
 * The whole gate: build both images, open them, catalog their files layer by layer, attribute every byte, scan with the
 * rules, compare with the baseline, judge by the policy, report. Throws only when no verdict could be reached.
 */
export async function runGate(request: GateRequest, ports: GateAndFixPorts): Promise<GateReport> {
  return judgeImages(await readAsked(request, ports), ports);
}

/** The same, but nothing is built where that is asked for and nothing changed that the image is built from. */
export async function runGateUnlessUnchanged(
  request: GateRequest,
  ports: GateAndFixPorts,
): Promise<GateReport | UnchangedReport> {
  const asked = await readAsked(request, ports);
  if (request.mode !== 'check' || request.skipWhenUnchanged !== true) return judgeImages(asked, ports);
  const { findUnchanged } = await import('./why.ts');
  return (await findUnchanged(asked, ports)) ?? (await judgeImages(asked, ports));
}

async function readAsked(request: GateRequest, ports: GateAndFixPorts): Promise<Asked> {
  const commit = await ports.baselineCommit(request);
  return { request, commit, policies: await readPolicies(request, commit, ports) };
}

async function judgeImages(asked: Asked, ports: GateAndFixPorts): Promise<GateReport> {
  const { request, policies } = asked;
  const { made, sides, inspections, comparison, verdict } = await makeAndJudge(asked, ports);
  const recorded = await record(asked, { made, sides }, ports);
  const judged = { request, verdict, candidate: made.candidate, inspection: inspections.candidate };
  const { breakDownReport, explainChange } = await import('./why.ts');
  const breakdown = breakDownReport({ ...sides, dockerfile: made.candidate.dockerfile });
  const { fixes, notices } = await suggest({ ...judged, policy: policies.judging }, ports);
  return assembleReport({
    ...{
      mode: request.mode,
      version: ports.version,
      name: policies.reportName,
      ...sides,
      comparison,
      breakdown,
      verdict,
      fixes,
    },
    ...explainChange(inspections),
    notices: [...made.notices, ...policies.notices, ...noticesOf(sides), ...recorded, ...notices],
  });
}

/** Both images, read and judged. */
type JudgedImages = {
  readonly made: MadeImages;
  readonly sides: Sides<Attributed>;
  readonly inspections: Sides<Inspection>;
  readonly comparison: Comparison;
  readonly verdict: Verdict;
};

/** A recorded baseline that cannot be read, or that may be out of date, is no baseline to judge by: it is made then. */
async function makeAndJudge(asked: Asked, ports: GateAndFixPorts): Promise<JudgedImages> {
  const { request, commit } = asked;
  const made = await makeImages(request, commit, ports);
  const judged = await judgeUnlessDoubted(asked, made, ports);
  if (judged !== undefined) return judged;
  const again = { ...made, ...(await makeBaseline(request, commit, ports)) };
  return judgeRead(asked, { made: again, sides: await readSides(again, ports) }, ports);
}

/** Undefined where the recorded baseline is of no use. */
async function judgeUnlessDoubted(
  asked: Asked,
  made: MadeImages,
  ports: GateAndFixPorts,
): Promise<JudgedImages | undefined> {
  const sides = await readUnlessRefused(made, ports);
  if (sides === undefined) return undefined;
  const judged = await judgeRead(asked, { made, sides }, ports);
  if (made.baseline?.record === undefined) return judged;
  const { whyDoubted } = await import('./why.ts');
  const why = whyDoubted(judged);
  if (why === undefined) return judged;
  ports.refuseRecord(why);
  return undefined;
}

async function readUnlessRefused(
  made: MadeImages,
  ports: GateAndFixPorts,
): Promise<Sides<Attributed> | undefined> {
  try {
    return await readSides(made, ports);
  } catch (error) {
    if (!ports.isRecordRefused()) throw error;
    return undefined;
  }
}

async function judgeRead(
  { request, policies }: Asked,
  read: Pick<JudgedImages, 'made' | 'sides'>,
  ports: GateAndFixPorts,
): Promise<JudgedImages> {
  const inspections = await explain(
    eachSide(read.sides, ({ ledger }) => ({ ledger, findings: scan(ledger) })),
  );
  const comparison = compare(inspections.baseline, inspections.candidate, makingOf(request));
  const verdict = await judgeChange({ request, policies, inspections, comparison }, ports);
  return { ...read, inspections, comparison, verdict };
}

/** Records images, and gives what a reader must know of a baseline that was recorded. */
async function record(
  { request, commit }: Asked,
  { made, sides }: { readonly made: Sides<Side>; readonly sides: Sides<Attributed> },
  ports: GateAndFixPorts,
): Promise<readonly Notice[]> {
  if (request.mode !== 'check' || request.recordBaseline !== true) return [];
  const { recordAndNotify } = await import('./why.ts');
  return recordAndNotify({ request, commit }, { made, sides }, ports);
}

/** Fixes, loaded and looked for where somebody asks. */
async function suggest(judged: Judged, ports: GateAndFixPorts): Promise<Suggested> {
  const { request } = judged;
  if (request.mode !== 'check' || request.suggestFixes !== true) return { fixes: [], notices: [] };
  const { suggestFixes } = await import('./fix.ts');
  return suggestFixes(judged, ports);
}

/** Why the package of each finding is there: loaded and looked for where there is one. */
async function explain(inspections: Sides<Inspection>): Promise<Sides<Inspection>> {
  const { candidate, baseline } = inspections;
  const findings = [...candidate.findings, ...(baseline?.findings ?? [])];
  if (findings.every(({ packages }) => packages.length === 0)) return inspections;
  const { withReasons } = await import('./why.ts');
  return eachSide(inspections, ({ ledger, findings: found }) => ({
    ledger,
    findings: withReasons(ledger, found),
  }));
}

/** Only what is built here was built by the Dockerfile at hand. */
function makingOf(request: GateRequest) {
  return { isCandidateBuilt: request.mode === 'check' && request.image === undefined };
}
