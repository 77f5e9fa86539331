import type { ComposedFileChange, PartChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';

/** `+1.3 MB`, or without a baseline the size. */
export function growthOf({ bytes }: Pick<ComposedFileChange, 'bytes'>): string {
  return bytes.delta === null ? renderBytes(bytes.candidate) : renderDelta(bytes.delta);
}

/** `machine code by Go module`. */
export function measureOf({ noun, measure }: ComposedFileChange): string {
  return `${measure} by ${noun}`;
}

/** What happened to a part, in one word or none. */
export function wordOf({ baseline, candidate }: PartChange): 'new' | 'gone' | '' {
  if (baseline === null) return '';
  return candidate === 0 ? 'gone' : baseline === 0 ? 'new' : '';
}

/** `1.2.0 → 1.3.0`, or `1.3.0` where that says all; empty where none is known. */
export function versionsOf({ versions }: PartChange): string {
  const [before, after] = [versions.baseline.join(', '), versions.candidate.join(', ')];
  return before === after || before === '' || after === '' ? after || before : `${before} → ${after}`;
}
