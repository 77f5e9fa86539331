import { editFiles } from '../fix/edited-files.ts';
import { findingsOf, type Choice, type Fix, type Step, type Unfixed } from '../fix/fix.ts';
import { toLineChanges } from '../fix/line-changes.ts';
import { bytesByLine, listDockerfile } from '../fix/listing.ts';
import { type ChangedFile, renderPatch } from '../fix/patch.ts';
import { planFixes } from '../fix/plan.ts';
import { searchFixes, type Found, type Proven } from '../fix/search.ts';
import { placeInstructions } from '../dockerfile/edit/placed-instruction.ts';
import { GateError } from '../errors.ts';
import type { Policy } from '../policy/policy.ts';
import type { JudgedFinding, Verdict } from '../policy/verdict.ts';
import type { Project } from '../remedies/remedy.ts';
import { isAllowed } from '../report/standing.ts';
import type { Inspection } from '../scan/finding.ts';
import type { FixPorts } from './fix-ports.ts';
import type { Side } from './ports.ts';
import { Prover, type Verify } from './prove.ts';
import type { GateRequest } from './request.ts';

/** A built image of the checkout, what was found in it and how that was judged. */
export type Judged = {
  readonly request: GateRequest;
  readonly candidate: Side;
  readonly inspection: Inspection;
  readonly verdict: Verdict;
  readonly policy: Policy;
};

/** What came of looking for fixes. */
export type Mended = {
  readonly fixes: readonly Fix[];
  readonly unfixed: readonly Unfixed[];
  /** What the fixes make of the files of the repository. */
  readonly files: readonly ChangedFile[];
  /** Builds that were made for it. */
  readonly builds: number;
};

/** Most builds of one search: ten findings of which none can be mended together need fewer. */
export const MAX_BUILDS = 40;
const DEFAULT_MILLISECONDS = 10 * 60_000;

/** Finds edits for errors and warnings of an image, and proves them. `only`: ids of rules; none for all. */
export async function mend(judged: Judged, only: readonly string[], ports: FixPorts): Promise<Mended> {
  const { request, candidate, inspection, verdict, policy } = judged;
  const wanted = toMend(verdict, only);
  if (wanted.length === 0) return { fixes: [], unfixed: [], files: [], builds: 0 };
  const project = await readProject(request, candidate, ports);
  const mendable = among(inspection, wanted);
  const steps = planFixes({ ...inspection, project, mendable, runtimeBases: policy.fix.runtimeBases ?? {} });
  const budget = { milliseconds: timeFor(request), builds: MAX_BUILDS };
  const verify = verifyOf(request);
  const prover = new Prover({ request, candidate, project, policy, budget, verify }, ports);
  const found = await searchFixes(steps, (choices) => prover.prove(choices));
  const files = filesOf(project, found.proven);
  return {
    fixes: found.proven === null ? [] : [toFix(found.proven, { files, project, inspection })],
    unfixed: unfixedOf(wanted, steps, found),
    files,
    builds: prover.builds,
  };
}

function timeFor(request: GateRequest): number {
  return (request.mode === 'check' ? request.fixMilliseconds : undefined) ?? DEFAULT_MILLISECONDS;
}

function verifyOf(request: GateRequest): Verify {
  return (request.mode === 'check' ? request.verify : undefined) ?? 'static';
}

/** Errors and warnings of the repository's own instructions that nobody accepts. */
function toMend(verdict: Verdict, only: readonly string[]): readonly JudgedFinding[] {
  return verdict.findings.filter(
    (finding) =>
      finding.status !== 'resolved' &&
      finding.severity !== 'note' &&
      // What comes with a base image is nobody's to mend here; which one it is, is.
      (!finding.inherited || finding.category === 'base-image') &&
      !isAllowed(verdict, finding) &&
      (only.length === 0 || only.includes(finding.ruleId)),
  );
}

function among({ findings }: Inspection, wanted: readonly JudgedFinding[]): Inspection['findings'] {
  const fingerprints = new Set(wanted.map(({ fingerprint }) => fingerprint));
  return findings.filter(({ fingerprint }) => fingerprints.has(fingerprint));
}

async function readProject(request: GateRequest, { dockerfile }: Side, ports: FixPorts): Promise<Project> {
  if (dockerfile === null) {
    throw new GateError('bad-input', 'there is no Dockerfile to fix', {
      hint: 'Name a Dockerfile of the checkout with `--file`.',
    });
  }
  const { path, text } = dockerfile;
  return {
    dockerfile: { path, ...placeInstructions(text, path) },
    ignoreFile: await ports.ignoreFile(request),
  };
}

/** The files of the repository that the proven edits change. */
function filesOf(project: Project, proven: Proven | null): readonly ChangedFile[] {
  const edits = proven?.choices.flatMap(({ proposal }) => proposal.edits) ?? [];
  const edited = editFiles(project, edits);
  // What does not go together was not proven.
  if ('mistake' in edited) return [];
  const { dockerfile, ignoreFile } = project;
  return [
    { path: dockerfile.path, before: dockerfile.text, after: edited.dockerfile },
    { path: ignoreFile.path, before: ignoreFile.text, after: edited.ignoreFile },
  ].filter(({ before, after }) => before !== after);
}

type Mending = {
  readonly files: readonly ChangedFile[];
  readonly project: Project;
  readonly inspection: Inspection;
};

function toFix({ choices, proof }: Proven, { files, project, inspection }: Mending): Fix {
  const edits = choices.flatMap(({ proposal }) => proposal.edits);
  const { path, text } = project.dockerfile;
  const after = files.find((file) => file.path === path)?.after ?? text;
  return {
    fingerprints: [...fixedBy(choices)].sort(),
    remedies: [...new Set(choices.map(({ proposal }) => proposal.remedy))].sort(),
    edits: [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()],
    patch: renderPatch(files),
    lineChanges: toLineChanges(files, path),
    dockerfile: listDockerfile(
      path,
      { text, bytes: bytesByLine(inspection.ledger) },
      { text: after, bytes: proof.lines },
    ),
    proof,
  };
}

function fixedBy(choices: readonly Choice[]): ReadonlySet<string> {
  return new Set(choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
}

/** The step of a finding, else one that would have mended it as well. */
function stepFor(steps: readonly Step[], fingerprint: string): Step | undefined {
  const mends = ({ proposals }: Step) =>
    proposals.some(({ alsoMends = [] }) => alsoMends.some((other) => other.fingerprint === fingerprint));
  return steps.find(({ finding }) => finding.fingerprint === fingerprint) ?? steps.find(mends);
}

/** What stays, and why. */
function unfixedOf(
  wanted: readonly JudgedFinding[],
  steps: readonly Step[],
  found: Found,
): readonly Unfixed[] {
  const fixed = fixedBy(found.proven?.choices ?? []);
  return wanted
    .filter(({ fingerprint }) => !fixed.has(fingerprint))
    .map(({ fingerprint, ruleId, subject }) => {
      const step = stepFor(steps, fingerprint);
      return { fingerprint, ruleId, subject, ...whyOf(step, found) };
    });
}

function whyOf(step: Step | undefined, { failed }: Found): Pick<Unfixed, 'reason' | 'why'> {
  if (step === undefined) return { reason: 'no-edit', why: 'no edit is known for this case' };
  const proof = failed.get(step) ?? null;
  if (proof === null) return { reason: 'budget', why: 'time or builds ran out before an edit was proven' };
  const check = proof.checks.find(({ state }) => state === 'failed');
  return {
    reason: 'failed',
    why: `the edit that was tried failed: ${check?.message ?? 'it was not proven'}`,
  };
}
