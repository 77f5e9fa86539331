import type { FinalStage } from './final-stage.ts';
import type { Digest } from '../digest.ts';
import { completeName, type StageStart } from '../image/stage-start.ts';

/** What the final stage started from. `name`: null where nobody named it and our own reading is not proven. */
export type BaseImage = { readonly name: string | null; readonly digest: Digest | null };

const UNKNOWN: BaseImage = { name: null, digest: null };

/** What the builder logged or recorded of a stage's start counts; where it has nothing, what the Dockerfile says. */
export function baseImageOf(
  stage: FinalStage | null,
  starts: { readonly recorded: StageStart | null; readonly logged: readonly StageStart[] },
  buildContexts: readonly string[],
): BaseImage {
  if (stage === null) return UNKNOWN;
  if (isReplaced(stage, buildContexts)) return asRead(stage);
  return starts.recorded ? agreed(stage, [starts.recorded]) : fromLog(stage, starts.logged);
}

function isReplaced({ baseName }: FinalStage, buildContexts: readonly string[]): boolean {
  return baseName !== null && contextFor(buildContexts, baseName) !== undefined;
}

function asRead({ baseName, doubt }: FinalStage): BaseImage {
  return { name: doubt === null ? baseName : null, digest: null };
}

function fromLog(stage: FinalStage, logged: readonly StageStart[]): BaseImage {
  const own = distinct(logged.filter(({ label }) => stage.labels.includes(label)));
  if (own.length > 0) return agreed(stage, own);
  if (logged.length === 0 || stage.baseName === 'scratch') return asRead(stage);
  // Stages that start from one image are one step, which has the first one's label: any of them may be this stage's.
  const all = distinct(logged);
  return stage.doubt === null || all.length === 1 ? agreed(stage, all) : UNKNOWN;
}

/** The name as the Dockerfile writes it where one of them is it; else that of the only one. */
function agreed({ baseName }: FinalStage, starts: readonly StageStart[]): BaseImage {
  const wanted = baseName === null ? null : completeName(baseName);
  const same = starts.find(({ name }) => name === wanted);
  if (same) return { name: baseName, digest: same.digest };
  const [only, ...others] = starts;
  return only && others.length === 0 ? { name: only.name, digest: only.digest } : UNKNOWN;
}

function distinct(starts: readonly StageStart[]): readonly StageStart[] {
  return [...new Map(starts.map((start) => [`${start.name}@${String(start.digest)}`, start])).values()];
}

/** The `name=source` that replaces an image, however its name is spelt. https://docs.docker.com/reference/cli/docker/buildx/build/#build-context */
export function contextFor(buildContexts: readonly string[], name: string): string | undefined {
  const wanted = completeName(name);
  return buildContexts.find((entry) => completeName(entry.slice(0, entry.indexOf('='))) === wanted);
}
