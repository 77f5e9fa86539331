import { renderBytes } from '../../src/ledger/bytes.ts';
import { sumUp, type Outcome, type Shown, type Trial } from './trial.ts';

/** The part of docs/fixes.md that is measured. */
export function renderTrials(trials: readonly Trial[]): string {
  const tried = trials.filter(({ outcome }) => outcome.kind !== 'not tried');
  return [
    ...figures(trials),
    '',
    byEcosystem(trials),
    '',
    '| | project | becomes | size | builds | answers the same |',
    '| :- | :- | :- | -: | -: | :- |',
    ...tried.map(renderTrial),
    '',
    ...reasons(trials),
  ].join('\n');
}

function figures(trials: readonly Trial[]): readonly string[] {
  const { tried, mended, wrong, share, change, seconds } = sumUp(trials);
  const traps = trials.filter(({ project }) => project.trap !== null).length;
  return [
    '| | |',
    '| :- | -: |',
    `| projects in one stage (of these with something that a fix easily loses) | ${tried} (${traps}) |`,
    `| start from a runtime image after the fix, build, and answer the same | ${mended} (${percent(share)}) |`,
    `| median change of their size | ${percent(change)} |`,
    `| shown fixes that are wrong | ${wrong} |`,
    `| median time of \`final-stage fix\`, its own builds of the project included | ${seconds === null ? '–' : `${seconds.toFixed(0)} s`} |`,
  ];
}

function byEcosystem(trials: readonly Trial[]): string {
  const groups = Map.groupBy(trials, ({ project }) => project.ecosystem);
  const counts = [...groups].sort().map(([ecosystem, own]) => {
    const { mended, tried } = sumUp(own);
    return `${ecosystem} ${mended} of ${tried}`;
  });
  return `Fixed: ${counts.join(', ')}.`;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(0).replace('-', '−')} %`;
}

function renderTrial({ project, outcome }: Trial): string {
  const { name, text, trap } = project;
  const described = trap === null ? text : `${text}; **${trap}**`;
  const title = `[${name}](../examples/single-stage/${name}.txtar)`;
  return `| ${[title, described, ...cellsOf(outcome)].map(escape).join(' | ')} |`;
}

function cellsOf(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'not tried') return ['', '', '', ''];
  const { builds } = outcome.cost;
  if (outcome.kind === 'same base') return ['', '', String(builds), ''];
  if (outcome.kind === 'wrong') return [`**wrong: ${outcome.why}**`, '', String(builds), '**no**'];
  const { base, before, after, stages } = outcome;
  const size = `${renderBytes(before)} → ${renderBytes(after)} (${percent(after / before - 1)})`;
  const becomes = stages === 1 ? `\`${base}\`` : `\`${base}\` and a stage that builds`;
  return [becomes, size, String(builds), 'yes'];
}

/** Why the base image stays. */
function reasons(trials: readonly Trial[]): readonly string[] {
  const lines = trials.flatMap(({ project, outcome }) => {
    if (outcome.kind === 'not tried') return [`- \`${project.name}\` was not tried: ${outcome.why}`];
    return outcome.kind === 'same base' ? [`- \`${project.name}\`: ${reasonOf(outcome)}`] : [];
  });
  return lines.length === 0 ? [] : ['What is not fixed, and why:', '', ...lines, ''];
}

function reasonOf({ staying, remedies }: Shown): string {
  const stays = staying.find(({ ruleId }) => ruleId === 'sdk-base') ?? staying[0];
  if (stays !== undefined) return `\`${stays.ruleId}\` (${stays.subject}): ${stays.why}`;
  return remedies.length === 0 ? 'nothing is found' : `only ${remedies.join(', ')}`;
}

const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A trial in one line, for the log. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'not tried') return `not tried, ${outcome.why}`;
  if (outcome.kind === 'wrong') return `WRONG, ${outcome.why}`;
  if (outcome.kind === 'same base') return `not fixed, ${reasonOf(outcome)}`;
  return cellsOf(outcome).join('; ');
}
