import { editFiles } from '../fix/edited-files.ts';
import type { Fix, Step, Unfixed } from '../fix/fix.ts';
import { type ChangedFile, renderPatch } from '../fix/patch.ts';
import { planFixes } from '../fix/plan.ts';
import { searchFixes, type Found, type Proven } from '../fix/search.ts';
import { compare } from '../compare/compare.ts';
import { nearestName } from '../dockerfile/nearest-name.ts';
import { placeInstructions } from '../dockerfile/edit/placed-instruction.ts';
import { GateError } from '../errors.ts';
import { judge } from '../policy/judge.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Project } from '../remedies/remedy.ts';
import { RULES, ruleById } from '../rules/index.ts';
import type { FixReport } from '../report/fix-text.ts';
import type { Inspection } from '../scan/finding.ts';
import { scan } from '../scan/scan.ts';
import type { FixPorts } from './fix-ports.ts';
import { noticesOf } from './notices.ts';
import { readPolicies, type Policies } from './policies.ts';
import type { Side } from './ports.ts';
import { Prover } from './prove.ts';
import { readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';

// What is loaded only when somebody asks for fixes: one part of `dist`.
export { renderFixJson, renderFixText } from '../report/fix-text.ts';

/** What is fixed: a checkout. `only`: ids of rules; none for all. */
export type FixRequest = {
  readonly inputs: { readonly request: GateRequest };
  readonly only: readonly string[];
  /** Longest that proving may take. */
  readonly milliseconds: number;
  /** Whether what is proven is written into the checkout. */
  readonly write: boolean;
};

/** Most builds of one search: ten findings of which none can be mended together need fewer. */
const MAX_BUILDS = 40;

/** Builds the checkout's image, finds edits for what is wrong with it, and proves them. */
export async function runFix(
  { inputs: { request }, only, milliseconds, write }: FixRequest,
  ports: FixPorts,
): Promise<FixReport> {
  for (const id of only) checkRule(id);
  const policies = await readPolicies(request, await ports.baselineCommit(request), ports);
  const candidate = await ports.makeCandidate(request);
  const project = await readProject(request, candidate, ports);
  const sides = await readSides({ candidate, baseline: null }, ports);
  const { ledger, image } = sides.candidate;
  const inspection = { ledger, findings: scan(ledger) };
  const verdict = judgeOne(inspection, policies, request);
  const wanted = new Set(toMend(verdict, only).map(({ fingerprint }) => fingerprint));
  const mendable = inspection.findings.filter(({ fingerprint }) => wanted.has(fingerprint));
  const steps = planFixes(project, { ledger, findings: mendable });
  const prover = new Prover(
    { request, candidate, project, policy: policies.judging, budget: { milliseconds, builds: MAX_BUILDS } },
    ports,
  );
  const found = await searchFixes(steps, (choices) => prover.prove(choices));
  const files = filesOf(project, found.proven);
  if (write) await ports.writeFiles(files);
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: ports.version },
    candidate: {
      reference: image.reference,
      imageID: image.imageID,
      contentBytes: ledger.catalog.contentBytes,
    },
    fixes: found.proven === null ? [] : [toFix(found.proven, files)],
    unfixed: unfixedOf(verdict, { only, steps, found }),
    builds: prover.builds,
    notices: [...policies.notices, ...noticesOf(sides)],
  };
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

function judgeOne(candidate: Inspection, policies: Policies, { today }: GateRequest): Verdict {
  return judge({
    ...{ candidate, baseline: null, comparison: compare(null, candidate), waiver: null, today },
    ...{ policy: policies.judging, proposed: policies.proposedAllow, imageName: policies.imageName },
    mode: 'inspect',
  });
}

/** Errors and warnings of the repository's own instructions that nobody allowed. */
function toMend({ findings, allowed }: Verdict, only: readonly string[]) {
  const accepted = new Set(allowed.map(({ fingerprint }) => fingerprint));
  return findings.filter(
    ({ severity, inherited, fingerprint, ruleId }) =>
      severity !== 'note' &&
      !inherited &&
      !accepted.has(fingerprint) &&
      (only.length === 0 || only.includes(ruleId)),
  );
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

function toFix({ choices, proof }: Proven, files: readonly ChangedFile[]): Fix {
  const edits = choices.flatMap(({ proposal }) => proposal.edits);
  return {
    fingerprints: choices.map(({ step }) => step.finding.fingerprint).sort(),
    remedies: [...new Set(choices.map(({ step }) => step.remedy))].sort(),
    edits: [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()],
    patch: renderPatch(files),
    proof,
  };
}

function checkRule(id: string): void {
  if (ruleById(id) !== undefined) return;
  const nearest = nearestName(
    id,
    RULES.map((rule) => rule.id),
  );
  throw new GateError('bad-input', `there is no rule \`${id.slice(0, 100)}\``, {
    hint:
      nearest === undefined ? '`final-stage explain` describes each rule.' : `Did you mean \`${nearest}\`?`,
  });
}

type Search = { readonly only: readonly string[]; readonly steps: readonly Step[]; readonly found: Found };

/** What stays, and why. */
function unfixedOf(verdict: Verdict, { only, steps, found }: Search): readonly Unfixed[] {
  const fixed = new Set(found.proven?.choices.map(({ step }) => step.finding.fingerprint));
  return toMend(verdict, only)
    .filter(({ fingerprint }) => !fixed.has(fingerprint))
    .map(({ fingerprint, ruleId, subject }) => {
      const step = steps.find(({ finding }) => finding.fingerprint === fingerprint);
      return { fingerprint, ruleId, subject, why: whyOf(step, found) };
    });
}

function whyOf(step: Step | undefined, { failed }: Found): string {
  if (step === undefined) return 'there is no edit for this case';
  const proof = failed.get(step) ?? null;
  if (proof === null) return 'time or builds were used up before an edit was proven';
  const check = proof.checks.find(({ state }) => state === 'failed');
  return `the edit that was tried does not hold: ${check?.message ?? 'it was not proven'}`;
}
