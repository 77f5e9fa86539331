import { renderBytes, renderCount, renderDelta } from '../ledger/bytes.ts';
import type { SizeChange, Sizes } from '../compare/comparison.ts';
import { composeMessage } from '../scan/evidence.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { isOwnNews } from './finding-groups.ts';
import { isAllowed, isViolated } from './standing.ts';
import { shorten } from '../visible.ts';

export { placeOf } from '../dockerfile/instruction.ts';
export { renderCount } from '../ledger/bytes.ts';

const MAX_SUBJECT_CHARACTERS = 80;
const MAX_VERSION_CHARACTERS = 30;
const MAX_TITLE_CHARACTERS = 120;

/** `1 finding`, `3 findings`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${renderCount(count)} ${count === 1 ? noun : plural}`;
}

/** `+1,912%`; below ten with one decimal; empty where there is none, or too little to be seen. */
export function renderPercentChange(percent: number | null): string {
  if (percent === null) return '';
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  const text = Math.abs(percent).toLocaleString('en-US', { maximumFractionDigits: digits });
  if (text === '0') return '';
  return `${percent > 0 ? '+' : '−'}${text}%`;
}

/** `+824.3 MB (+1,912%)`, `no change`, or empty without a baseline. */
export function renderChange({ delta, percent }: SizeChange): string {
  if (delta === null) return '';
  if (delta === 0) return 'no change';
  const share = renderPercentChange(percent);
  return share === '' ? renderDelta(delta) : `${renderDelta(delta)} (${share})`;
}

/** Messages start in lower case and have no dot at the end, so that they can be put together. */
export function sentence(message: string): string {
  const start = message.slice(0, 1).toUpperCase();
  return `${start}${message.slice(1)}${/[.!?…]$/.test(message) ? '' : '.'}`;
}

/** Subject with its version, `Go toolchain 1.22`, or what people call it: `node:20 brings gcc 12.2.0`. */
export function nameOf({ subject, version, title }: ReportFinding): string {
  if (title !== null) return shorten(title, MAX_TITLE_CHARACTERS);
  const name = shorten(subject, MAX_SUBJECT_CHARACTERS);
  return version === null ? name : `${name} ${shorten(version, MAX_VERSION_CHARACTERS)}`;
}

/** What the rule found, without amount and place, where that says more than the name; null where it does not. */
export function claimOf(finding: ReportFinding): string | null {
  const { message } = finding;
  const amount = composeMessage('', finding);
  const claim = amount !== '' && message.endsWith(amount) ? message.slice(0, -amount.length) : message;
  const isTitle = finding.title !== null && claim.replaceAll('`', '') === finding.title;
  return claim.startsWith(finding.subject) || claim === '' || isTitle ? null : claim;
}

/** Names of the sizes, in the order they are reported. */
export const SIZE_ROWS = [
  { name: 'content', label: 'content size', meaning: 'regular files in all layers' },
  { name: 'rootfs', label: 'root filesystem size', meaning: 'what a container sees' },
  { name: 'hidden', label: 'hidden bytes', meaning: 'shipped, but never seen' },
  { name: 'transfer', label: 'transfer size', meaning: 'compressed layers' },
] as const satisfies readonly { name: Exclude<keyof Sizes, 'pull'>; label: string; meaning: string }[];

/** Whether the transfer size of either image, and with it the pull size, is estimated. */
export function isTransferEstimated({ candidate, baseline }: GateReport): boolean {
  return candidate.transferEstimated || (baseline?.transferEstimated ?? false);
}

/** One line without markup that says how it ended and why: the headline of every report. */
export function verdictLine(report: GateReport): string {
  const { verdict } = report;
  if (report.mode === 'inspect') return `inspected without a verdict: ${inspectedText(report)}`;
  if (verdict.violations.length === 0) return `passed: ${passedText(report)}`;
  const reasons = violationsText(report);
  if (verdict.conclusion === 'failure') return `failed: ${reasons}`;
  return isWaived(report) ? `waived by label: ${reasons}` : `not enforced (fail-on: never): ${reasons}`;
}

/** A label that waives budgets alone accepts no finding. */
function isWaived({ verdict, notices }: GateReport): boolean {
  return (
    verdict.allowed.some(({ source }) => source === 'label') || notices.some(({ code }) => code === 'waived')
  );
}

function inspectedText({ findings }: GateReport): string {
  return findings.length === 0 ? 'no findings' : severitiesText(findings);
}

function severitiesText(findings: readonly ReportFinding[]): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return (['error', 'warning', 'note'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => counted(count(severity), severity))
    .join(', ');
}

/** The name of a thing says what is wrong; that of a cause needs its rule. */
function titleOf(finding: ReportFinding): string {
  return claimOf(finding) === null ? nameOf(finding) : `${finding.ruleId}: ${nameOf(finding)}`;
}

function violationsText({ verdict, findings }: GateReport): string {
  const failing = verdict.violations.filter(({ kind }) => kind === 'finding');
  const budgets = verdict.violations.length - failing.length;
  const persisting = failing.filter(
    (violation) => violation.kind === 'finding' && violation.status === 'persisting',
  );
  const introduced = failing.length - persisting.length;
  const first = findings.find((finding) => isViolated(verdict, finding));
  const named = failing.length === 1 && first ? ` (${titleOf(first)})` : '';
  return [
    ...(introduced > 0 ? [`${counted(introduced, 'error')} introduced${named}`] : []),
    ...(persisting.length > 0 ? [`${counted(persisting.length, 'error')} persisting${named}`] : []),
    ...(budgets > 0 ? [`${counted(budgets, 'budget')} exceeded`] : []),
  ].join(', ');
}

/** Without a baseline everything counts as introduced: then it says what there is. */
function nothingText(findings: GateReport['findings'], baseline: GateReport['baseline']): string {
  if (baseline !== null) return 'nothing introduced';
  return findings.length === 0 ? 'no findings' : 'only allowed or inherited findings';
}

function passedText({ findings, verdict, size, baseline }: GateReport): string {
  const introduced = findings.filter((finding) => isOwnNews(finding) && !isAllowed(verdict, finding));
  const resolved = findings.filter(({ status }) => status === 'resolved').length;
  const change = size.content.delta;
  return [
    introduced.length === 0 ? nothingText(findings, baseline) : `${severitiesText(introduced)} introduced`,
    ...(resolved > 0 ? [`${counted(resolved, 'finding')} resolved`] : []),
    ...(baseline === null ? ['no baseline'] : change === 0 ? ['size unchanged'] : []),
  ].join(', ');
}

/** What is not this change's doing, in sentences of ours; none where there is nothing. */
export function causeSentences({ causes }: GateReport): readonly string[] {
  if (causes === null) return [];
  const { change, rebuild, base } = causes;
  const own = `this change itself accounts for ${renderSigned(change.bytes)}`;
  const isMoved = base.files > 0 || base.layers > 0;
  const moved = `The base image moved although its FROM line did not change: ${renderSigned(base.bytes)} in ${counted(base.files, 'file')}; ${own}.`;
  return [...(isMoved ? [moved] : []), ...(isNoise(rebuild) ? [noiseSentence(rebuild)] : [])];
}

type Rebuild = NonNullable<GateReport['causes']>['rebuild'];

/** Bytes of a compressed layer that has directories alone, such as that of `WORKDIR`: nobody waits for them. */
const MAX_EMPTY_LAYER = 1024;

function isNoise({ files, layers, pull }: Rebuild): boolean {
  return files > 0 || pull > layers * MAX_EMPTY_LAYER;
}

function noiseSentence({ files, bytes, layers, pull }: Rebuild): string {
  const anew = `${counted(layers, 'layer')} that ${layers === 1 ? 'was' : 'were'} only rebuilt (${renderBytes(pull)} to pull)`;
  return files === 0
    ? `Noise from the rebuild: ${anew}.`
    : `Noise from the rebuild: ${counted(files, 'file')}, ${renderSigned(bytes)}, in ${anew}.`;
}

function renderSigned(bytes: number): string {
  return bytes === 0 ? '±0 B' : renderDelta(bytes);
}
