import { renderPatch } from '../fix/patch.ts';
import { policyForImage } from '../policy/apply-policy.ts';
import { toReportBudgets } from '../policy/budgets.ts';
import { measureBudgets } from '../policy/measure-budgets.ts';
import type { Ratchet } from '../policy/ratchet.ts';
import type { ReportBudget } from '../policy/verdict.ts';
import { logLine } from '../visible.ts';
import { missingPolicy } from './policies.ts';
import type { FixPorts } from './fix-ports.ts';
import { readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';

/** What budgets are lowered to: what an image that is built measures, or what reports say. `headroom`: percent above that. */
export type RatchetRequest = {
  readonly inputs: { readonly request: GateRequest };
  /** Texts of JSON reports; none: the image is built and read. */
  readonly reports: readonly { readonly name: string; readonly text: string }[];
  readonly headroom: number;
  /** Whether the policy file is changed. */
  readonly write: boolean;
};

/** What came of it. `patch`: a unified diff of the policy file, empty where no budget is lowered. */
export type Ratcheted = Omit<Ratchet, 'text'> & { readonly patch: string; readonly why: string | null };

/** Lowers the budgets of the checkout's policy to what is reached. They never go up, and growth is none of it. */
export async function runRatchet(asked: RatchetRequest, ports: FixPorts): Promise<Ratcheted> {
  const { request } = asked.inputs;
  const [file, before] = [await ports.policyPath(request), await ports.readPolicy(request, null)];
  if (before === null) {
    if (request.policyPath !== undefined) throw missingPolicy(file);
    return nothing(
      `there is no policy file \`${file}\`: \`final-stage init\` writes one with a budget of today's size`,
    );
  }
  const { parsePolicy, ratchetPolicy } = await import('./documents.ts');
  const { policy } = parsePolicy(before, file);
  const lists = [policy.budgets, ...policy.images.map(({ budgets = [] }) => budgets)];
  if (lists.flat().every(({ max }) => max === undefined))
    return nothing(`\`${file}\` limits no size by \`max\`, so there is nothing to lower`);
  const measured = asked.reports.length > 0 ? await readReports(asked) : await measure(asked, before, ports);
  const { text, ...ratchet } = ratchetPolicy(before, { file, measured, headroom: asked.headroom });
  const files = [{ path: file, before, after: text }];
  if (asked.write && text !== before) await ports.writeFiles(files);
  return { ...ratchet, patch: renderPatch(files), why: null };
}

function nothing(why: string): Ratcheted {
  return { lowered: [], kept: [], patch: '', why };
}

async function readReports({ reports }: RatchetRequest): Promise<readonly ReportBudget[]> {
  const { readMeasuredBudgets } = await import('./documents.ts');
  return reports.flatMap(({ name, text }) => readMeasuredBudgets(text, name));
}

/** The candidate alone: what a change adds is limited by growth. */
async function measure(
  { inputs: { request } }: RatchetRequest,
  text: string,
  ports: FixPorts,
): Promise<readonly ReportBudget[]> {
  const { parsePolicy } = await import('./documents.ts');
  const names = [await ports.dockerfilePath(request), await ports.dockerfileAsWritten(request)];
  const dockerfiles = names.filter((name) => name !== null);
  const target = request.mode === 'check' ? request.build.target : request.target;
  const { policy, name } = policyForImage(parsePolicy(text, '').policy, dockerfiles, target);
  const candidate = await ports.makeCandidate(request);
  const { ledger } = (await readSides({ candidate, baseline: null }, ports)).candidate;
  const budgets = measureBudgets(policy.budgets, { candidate: ledger, baseline: null, layerCauses: null });
  return toReportBudgets(budgets, name);
}

/** The diff, and below it what was done in lines that `git apply` passes over. */
export function renderRatchet({ patch, lowered, kept, why }: Ratcheted): string {
  const lines = [
    ...(why === null ? [] : [why]),
    ...lowered.map(
      ({ name, from, to, measured }) => `lowered: ${name} from ${from} to ${to}; ${measured} was measured`,
    ),
    ...kept.map(({ name, why: reason }) => `kept: ${name}, because ${reason}`),
  ];
  return `${patch}${lines.map((line) => `# ${logLine(line)}\n`).join('')}`;
}
