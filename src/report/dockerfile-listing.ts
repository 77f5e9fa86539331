import { parseDockerfile } from '../dockerfile/stages.ts';
import { stageLabel } from '../dockerfile/dockerfile.ts';
import type { LayerOrigin } from '../dockerfile/instruction.ts';
import { bytesByLine, maskedLines } from '../fix/listing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { instructionKeys, sumBy } from '../ledger/sums.ts';

/** A line of the candidate's Dockerfile, secrets masked. */
export type DockerfileLine = {
  readonly text: string;
  /** Content bytes of the layers whose instruction begins here; null where none does. */
  readonly candidate: number | null;
  /** The same instruction's in the baseline, wherever it is there; null also without a baseline. */
  readonly baseline: number | null;
  /** Whether it is of a stage whose layers the image has. */
  readonly isShipped: boolean;
};

/** The Dockerfile with what each line brings; `lines` is null where it cannot be shown line by line. */
export type DockerfileListing = { readonly path: string; readonly lines: readonly DockerfileLine[] | null };

/** A Dockerfile as it was built; its path relative to the repository. */
export type DockerfileText = { readonly path: string; readonly text: string };

/** The candidate's Dockerfile beside the bytes of both images. */
export function listDockerfileOf(
  { path, text }: DockerfileText,
  candidate: Ledger,
  baseline: Ledger | null,
): DockerfileListing {
  const texts = maskedLines(text);
  if (texts === null) return { path, lines: null };
  const after = new Map(bytesByLine(candidate).map(({ line, bytes }) => [line, bytes]));
  const before = baseline && baselineByLine(candidate, baseline);
  const shipped = shippedLines({ path, text }, candidate);
  const lines = texts.map((line, index) => ({
    text: line,
    candidate: after.get(index + 1) ?? null,
    baseline: after.has(index + 1) ? (before?.get(index + 1) ?? null) : null,
    isShipped: shipped(index + 1),
  }));
  return { path, lines };
}

/** Baseline bytes of the instructions that the candidate has, by the candidate's line. */
function baselineByLine(candidate: Ledger, baseline: Ledger): ReadonlyMap<number, number> {
  const sums = sumBy(baseline, 'instruction');
  const byLine = new Map<number, Set<string>>();
  instructionKeys(candidate).forEach(({ key }, ordinal) => {
    const line = lineOf(candidate.origins[ordinal]);
    if (line !== null) byLine.set(line, (byLine.get(line) ?? new Set()).add(key));
  });
  const bytesOf = (keys: ReadonlySet<string>) =>
    [...keys].reduce((sum, key) => sum + (sums.get(key)?.bytes ?? 0), 0);
  return new Map([...byLine].map(([line, keys]) => [line, bytesOf(keys)]));
}

function lineOf(origin: LayerOrigin | undefined): number | null {
  if (origin?.kind === 'instruction') return origin.instruction.line;
  return origin?.kind === 'base-image' ? (origin.from?.line ?? null) : null;
}

/** Lines of the built stage and of the stages that it starts from, each from its `FROM` to the next one. */
function shippedLines({ path, text }: DockerfileText, { buildSteps }: Ledger): (line: number) => boolean {
  if (buildSteps === null) return () => false;
  const { stages } = parseDockerfile(text, path);
  const ranges = stages
    .map((stage, index) => ({
      label: stageLabel(stage),
      first: stage.from.line,
      end: stages[index + 1]?.from.line ?? Infinity,
    }))
    .filter(({ label }) => buildSteps.chain.includes(label));
  return (line) => ranges.some(({ first, end }) => line >= first && line < end);
}
