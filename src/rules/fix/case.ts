import type { InstructionRef } from '../../dockerfile/instruction.ts';
import { stepOf, type BuildStep } from '../../dockerfile/build-steps.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { textOf } from '../start/visible-files.ts';

/** One finding, before it has a fix. `rows` are its evidence. */
export type Case = { readonly ledger: Ledger; readonly subject: string; readonly rows: readonly number[] };

/** What brought most bytes of a finding's evidence. */
export type Bringer =
  | { readonly kind: 'base' | 'unknown' }
  | { readonly kind: 'run'; readonly instruction: InstructionRef }
  | ({ readonly kind: 'copy'; readonly instruction: InstructionRef } & Copied);

/** What a `COPY` or `ADD` says. `from`: stage or image; absent: the build context. Paths as written. */
export type Copied = {
  readonly from?: string;
  readonly sources: readonly string[];
  readonly target: string;
};

export function bringerOf({ ledger, rows }: Pick<Case, 'ledger' | 'rows'>): Bringer {
  const layer = largestLayer(ledger, rows);
  const origin = layer === undefined ? undefined : ledger.origins[layer];
  if (origin?.kind === 'base-image') return { kind: 'base' };
  if (origin?.kind !== 'instruction') return { kind: 'unknown' };
  const { instruction } = origin;
  if (instruction.keyword === 'RUN') return { kind: 'run', instruction };
  return /^(COPY|ADD)$/.test(instruction.keyword)
    ? { kind: 'copy', instruction, ...copiedBy(instruction) }
    : { kind: 'unknown' };
}

function largestLayer({ catalog }: Ledger, rows: readonly number[]): number | undefined {
  const bytes = new Map<number, number>();
  for (const row of rows)
    bytes.set(catalog.layer(row), (bytes.get(catalog.layer(row)) ?? 0) + catalog.bytes(row));
  return [...bytes].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0];
}

function copiedBy({ text }: InstructionRef): Copied {
  const from = /\s--from=(\S+)/.exec(text)?.[1];
  const words = pathsOf(text.replace(/^\S+\s+/, '').replace(/^(--\S+\s+)+/, ''));
  return { ...(from !== undefined && { from }), sources: words.slice(0, -1), target: words.at(-1) ?? '' };
}

/** The paths of a `COPY`, whose list may be one of JSON. */
function pathsOf(text: string): readonly string[] {
  if (!text.startsWith('[')) return text.split(/\s+/).filter((word) => word !== '');
  return [...text.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
}

/** Instructions of the built stage after one of them; none where the Dockerfile is not known. */
export function stepsAfter({ buildSteps }: Ledger, instruction: InstructionRef): readonly BuildStep[] {
  const step = buildSteps === null ? -1 : stepOf(buildSteps, instruction);
  return buildSteps === null || step < 0 ? [] : buildSteps.steps.slice(step + 1);
}

/** Whether the Dockerfile has one stage and no other; false where that is not known. */
export function isSingleStage({ buildSteps }: Ledger): boolean {
  return buildSteps !== null && buildSteps.others.length === 0 && buildSteps.chain.length === 1;
}

/** Words for the stage in which to build: a file of one stage has none yet. */
export function inBuildStage(ledger: Ledger): string {
  return isSingleStage(ledger) ? 'in a new stage before this one' : 'in an earlier stage';
}

/** A sentence that speaks of `an earlier stage`, put for a file that may have none. */
export function fitStages(ledger: Ledger, sentence: string): string {
  return sentence.replace('in an earlier stage', inBuildStage(ledger));
}

/** Number of the user that an instruction runs as, where it is not root; undefined for root and where it is not known. */
export function userAt(ledger: Ledger, instruction: InstructionRef): string | undefined {
  const name = userNameAt(ledger, instruction).split(':')[0] ?? '';
  const number = /^\d+$/.test(name) ? name : numberOf(ledger, name);
  return number === '0' ? undefined : number;
}

/** Without a `USER` of its own the stage keeps that of its base image. */
function userNameAt({ buildSteps, config }: Ledger, instruction: InstructionRef): string {
  if (buildSteps === null) return '';
  const users = buildSteps.steps.filter(({ ref }) => ref.keyword === 'USER');
  const step = stepOf(buildSteps, instruction);
  const before = buildSteps.steps.slice(0, Math.max(0, step)).findLast(({ ref }) => ref.keyword === 'USER');
  if (before !== undefined) return before.source.rest;
  return users.length === 0 ? (config.user ?? '') : '';
}

function numberOf({ catalog }: Ledger, name: string): string | undefined {
  if (name === '') return undefined;
  const lines = (textOf(catalog, '/etc/passwd') ?? '').split('\n').map((line) => line.split(':'));
  return lines.find(([user]) => user === name)?.[2];
}

const MAX_QUOTED = 250;

/** Text of a Dockerfile or an image as code in a sentence: none of it ends the code, and it is not long. */
export function code(text: string): string {
  const plain = text.replaceAll('`', "'");
  return `\`${plain.length > MAX_QUOTED ? `${plain.slice(0, MAX_QUOTED)}…` : plain}\``;
}
