import { findComposedFiles, type ComposedFile } from '../ledger/composition/compositions.ts';
import type { FilePart } from '../ledger/composition/composition.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ComposedFileChange, PartChange, SizeChange } from './comparison.ts';
import { toChange } from './sizes.ts';

const MAX_FILES = 5;
const MAX_PARTS = 20;

/** The files that grew most, or without a baseline the largest ones. */
export function compareComposedFiles(
  baseline: Ledger | null,
  candidate: Ledger,
): readonly ComposedFileChange[] {
  const before = baseline && findComposedFiles(baseline);
  const changes = [...findComposedFiles(candidate)].map(([key, file]) => {
    const old = before && (before.get(key) ?? null);
    return { file, old, bytes: toChange(before && (old?.bytes ?? sizeAt(baseline, key)), file.bytes) };
  });
  const weight = ({ delta, candidate: bytes }: SizeChange): number => delta ?? bytes;
  return changes
    .filter(({ bytes }) => weight(bytes) > 0)
    .sort((a, b) => weight(b.bytes) - weight(a.bytes) || (a.file.path < b.file.path ? -1 : 1))
    .slice(0, MAX_FILES)
    .map(({ file, old, bytes }) => toFileChange(file, old, bytes));
}

/** A file may have been too small, or of another kind, to name its parts. */
function sizeAt(ledger: Ledger | null, path: string): number {
  const row = path.startsWith('/') ? (ledger?.catalog.resolve(path) ?? -1) : -1;
  return ledger === null || row < 0 ? 0 : ledger.catalog.size(row);
}

function toFileChange(
  { path, noun, measure, parts }: ComposedFile,
  before: ComposedFile | null,
  bytes: SizeChange,
): ComposedFileChange {
  const hasBaseline = bytes.baseline !== null;
  const all = pairParts(hasBaseline ? (before?.parts ?? []) : null, parts)
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.name < b.name ? -1 : 1));
  const kept = all.slice(0, MAX_PARTS);
  return { path, noun, measure, bytes, parts: kept, partsOmitted: all.length - kept.length };
}

function weightOf({ delta, candidate }: PartChange): number {
  return Math.abs(delta ?? candidate);
}

type Sum = { bytes: number; versions: string[] };

function pairParts(before: readonly FilePart[] | null, after: readonly FilePart[]): readonly PartChange[] {
  const [old, now] = [sumByName(before ?? []), sumByName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((name) => {
    const [was, is] = [old.get(name) ?? NONE, now.get(name) ?? NONE];
    return {
      name,
      versions: { baseline: was.versions, candidate: is.versions },
      baseline: before && was.bytes,
      candidate: is.bytes,
      delta: before && is.bytes - was.bytes,
    };
  });
}

const NONE: Sum = { bytes: 0, versions: [] };

function sumByName(parts: readonly FilePart[]): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { name, version, bytes } of parts) {
    const sum = sums.get(name) ?? { bytes: 0, versions: [] };
    sum.bytes += bytes;
    if (version !== null) sum.versions.push(version);
    sums.set(name, sum);
  }
  for (const { versions } of sums.values()) versions.sort();
  return sums;
}
