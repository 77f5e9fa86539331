import type { InstructionRef, LayerOrigin } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';

export const REMOVED_FIX = 'Delete them in the instruction that makes them, or make them in an earlier stage';
const BASE_FIX =
  'Start from a base image without them, or build that base without them: what it brings is downloaded, removed or not';

/** What helps against files that a later instruction removed, by what brought most of them. */
export function removedFix(ledger: Ledger, rows: readonly number[]): string {
  const origin = largestOrigin(ledger, rows);
  if (origin?.kind === 'base-image') return BASE_FIX;
  const mount = mountFix(ledger, rows);
  return mount === undefined ? REMOVED_FIX : `${mount}, and take the \`rm\` out: such a mount is not removed`;
}

function largestOrigin(ledger: Ledger, rows: readonly number[]): LayerOrigin | undefined {
  const layer = largestLayer(ledger, rows);
  return layer === undefined ? undefined : ledger.origins[layer];
}

function largestLayer({ catalog }: Ledger, rows: readonly number[]): number | undefined {
  const bytes = new Map<number, number>();
  for (const row of rows)
    bytes.set(catalog.layer(row), (bytes.get(catalog.layer(row)) ?? 0) + catalog.bytes(row));
  return [...bytes].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0];
}

/** What to write instead of the `COPY` that brought most of the rows; undefined where none did. https://docs.docker.com/reference/dockerfile/#run---mounttypebind */
export function mountFix(ledger: Ledger, rows: readonly number[]): string | undefined {
  const origin = largestOrigin(ledger, rows);
  if (origin?.kind !== 'instruction' || !/^(COPY|ADD)$/.test(origin.instruction.keyword)) return undefined;
  return `Mount them where they are used instead of copying them, \`RUN --mount=type=bind,${mountOptions(origin.instruction)} …\``;
}

function mountOptions({ text }: InstructionRef): string {
  const from = /--from=([\w./:@-]+)/.exec(text)?.[1];
  const words = text.split(/\s+/).filter((word) => /^[\w./@:-]+$/.test(word) && !word.startsWith('--'));
  const [source, target] = words.length === 3 ? words.slice(1) : ['…', '…'];
  const options = [...(from === undefined ? [] : [`from=${from}`]), `source=${source}`, `target=${target}`];
  return options.join(',');
}
