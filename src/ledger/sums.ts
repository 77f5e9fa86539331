import type { InstructionRef } from '../dockerfile/instruction.ts';
import { recordedText } from '../dockerfile/history.ts';
import type { Layer } from '../image/image.ts';
import type { Package } from '../packages/package.ts';
import type { Ledger } from './ledger.ts';

/** Content bytes of one key; `label` is what people read today. */
export type LedgerSum = { readonly label: string; readonly bytes: number };
export type SumColumn = 'instruction' | 'owner' | 'class' | 'directory';

const MAX_LABEL_TEXT = 120;

type Keyed = { readonly key: string; readonly label: string };

/** Content bytes by one column; the sums add up to the image's content bytes. Keys: docs/report.schema.json. */
export function sumBy(ledger: Ledger, column: SumColumn): ReadonlyMap<string, LedgerSum> {
  const sums = new Map<string, { label: string; bytes: number }>();
  const keyOf = keysBy(ledger, column);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const bytes = ledger.catalog.bytes(row);
    if (bytes === 0) continue;
    const { key, label } = keyOf(row);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { label, bytes });
    else sum.bytes += bytes;
  }
  return sums;
}

/** Key and label of a row in one column. */
export function keysBy(ledger: Ledger, column: SumColumn): (row: number) => Keyed {
  return KEYS[column](ledger);
}

const KEYS: Readonly<Record<SumColumn, (ledger: Ledger) => (row: number) => Keyed>> = {
  instruction: (ledger) => {
    const keys = instructionKeys(ledger);
    return (row) => keys[ledger.catalog.layer(row)] ?? plain('(unknown)');
  },
  owner: (ledger) => {
    const keys = ledger.packages.map(ownerKey);
    const unowned = plain('(unowned)');
    return (row) => keys[ledger.ownerIndex(row)] ?? unowned;
  },
  class: (ledger) => (row) => plain(ledger.fileClass(row)),
  directory: directoryKeys,
};

const plain = (key: string): Keyed => ({ key, label: key });

/** By layer: a line that moved is the same instruction; equal ones of a stage are told apart by their occurrence. */
export function instructionKeys({ origins, layers }: Ledger): readonly Keyed[] {
  const lines = new Map<string, number[]>();
  const histories = new Map<string, number>();
  return origins.map((origin, ordinal) => {
    if (origin.kind === 'base-image') return plain('(base image)');
    if (origin.kind === 'unknown') return historyKey(layers[ordinal], histories);
    const { stage, text, line } = origin.instruction;
    const identity = `${stage}: ${text.replace(/\s+/g, ' ')}`;
    const known = lines.get(identity) ?? [];
    lines.set(identity, known);
    if (!known.includes(line)) known.push(line);
    return { key: `${identity} #${known.indexOf(line) + 1}`, label: instructionLabel(origin.instruction) };
  });
}

/** Where no Dockerfile tells: what the image's own history says of the layer; equal ones are told apart by their occurrence. */
function historyKey(layer: Layer | undefined, seen: Map<string, number>): Keyed {
  const text = layer?.history && recordedText(layer.history);
  if (text === undefined || text === '') return plain('(unknown)');
  const count = (seen.get(text) ?? 0) + 1;
  seen.set(text, count);
  const label = text.length > MAX_LABEL_TEXT ? `${text.slice(0, MAX_LABEL_TEXT)}…` : text;
  return { key: `history: ${text} #${count}`, label: count === 1 ? label : `${label} #${count}` };
}

function instructionLabel({ dockerfile, line, text }: InstructionRef): string {
  const shown = text.length > MAX_LABEL_TEXT ? `${text.slice(0, MAX_LABEL_TEXT)}…` : text;
  return `${dockerfile}:${line} ${shown}`;
}

/** Package URL without version and qualifiers: an upgrade is the same owner. */
function ownerKey({ purl, type, name }: Package): Keyed {
  return { key: purl.replace(/[@?#].*$/, ''), label: `${name} (${type})` };
}

/** The two top levels; a file of the root directory counts there. Known per directory node. */
function directoryKeys({ catalog }: Ledger): (row: number) => Keyed {
  const { paths } = catalog;
  const known = new Map<number, Keyed>();
  return (row) => {
    let node = paths.parent(catalog.node(row));
    let below = node;
    let second = node;
    while (node > 0) {
      second = below;
      below = node;
      node = paths.parent(node);
    }
    const top = Math.max(second, 0);
    let keyed = known.get(top);
    if (keyed === undefined) known.set(top, (keyed = plain(paths.path(top))));
    return keyed;
  };
}
