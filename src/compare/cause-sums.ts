import type { Ledger } from '../ledger/ledger.ts';
import type { Cause, LayerCause } from './cause.ts';

/** What one cause makes of the change. `files` differ between two builds of one instruction, or one build lacks them. */
export type CausePart = {
  readonly files: number;
  /** Bytes of content, with sign. */
  readonly bytes: number;
  /** Layers of the candidate that the baseline lacks, and what pulling them takes in bytes. */
  readonly layers: number;
  readonly pull: number;
};

/** The change by cause: `bytes` add up to the content size's change, `pull` to the pull size. */
export type Causes = Readonly<Record<Cause, CausePart>>;

type Ledgers = { readonly baseline: Ledger; readonly candidate: Ledger };
type Found = { readonly baseline: readonly LayerCause[]; readonly candidate: readonly LayerCause[] };

export function sumCauses(
  { baseline, candidate }: Ledgers,
  found: Found,
  files: Readonly<Record<Cause, number>>,
): Causes {
  const after = layerBytes(candidate);
  const before = layerBytes(baseline);
  const pulled = pulledLayers(baseline, candidate);
  const part = (cause: Cause): CausePart => {
    const isOf = (layer: LayerCause | undefined): boolean => layer?.cause === cause;
    const sum = (bytes: readonly number[], layers: readonly LayerCause[]): number =>
      bytes.reduce((total, count, ordinal) => (isOf(layers[ordinal]) ? total + count : total), 0);
    const own = pulled.filter((ordinal) => isOf(found.candidate[ordinal]));
    return {
      files: files[cause],
      bytes: sum(after, found.candidate) - sum(before, found.baseline),
      layers: own.length,
      pull: own.reduce((total, ordinal) => total + (candidate.layers[ordinal]?.transferBytes ?? 0), 0),
    };
  };
  return { change: part('change'), rebuild: part('rebuild'), base: part('base') };
}

function layerBytes({ catalog }: Ledger): readonly number[] {
  return Array.from({ length: catalog.layerCount }, (_, layer) => {
    let bytes = 0;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      bytes += catalog.bytes(row);
    return bytes;
  });
}

/** Ordinals of the candidate's layers that the baseline lacks, a layer that comes twice once. */
export function pulledLayers(baseline: Ledger, candidate: Ledger): readonly number[] {
  const present = new Set<string>(baseline.layers.map(({ diffID }) => diffID));
  return candidate.layers.flatMap(({ diffID, ordinal }) => {
    if (present.has(diffID)) return [];
    present.add(diffID);
    return [ordinal];
  });
}
