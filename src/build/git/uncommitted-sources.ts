import { posix } from 'node:path';
import type { Dockerfile, StageInstruction } from '../../dockerfile/dockerfile.ts';
import { parseDockerfile } from '../../dockerfile/stages.ts';
import { GateError } from '../../errors.ts';
import { sourcesOf, type Taking, variablesAfter } from '../context-sources.ts';
import type { GitRepository } from './git.ts';
import { matchingPaths, readIndex } from './index-entries.ts';

export type FailedBaseline = {
  /** What buildx said. */
  readonly error: GateError;
  readonly dockerfile: { readonly path: string; readonly text: string };
  /** `NAME=value` each. */
  readonly buildArgs: readonly string[];
  /** Folder of the context, relative to the top of the repository. */
  readonly context: string;
  readonly checkout: GitRepository;
  readonly worktree: GitRepository;
  readonly isPrepared: boolean;
};

/** What to do about files that no commit has. */
export const WAYS_OUT =
  "There are three solutions: let `prepare` make it in the base commit's tree as well, compare with an existing image (`baseline: registry:…`), or build it inside of Docker";

/**
 * Why the baseline does not build, where it copies from its context what is made outside of Docker and no commit has; else
 * buildx's own words.
 */
export async function explainFailure(failed: FailedBaseline): Promise<GateError> {
  const { error, dockerfile, isPrepared } = failed;
  const failing = failingInstruction(parseDockerfile(dockerfile.text, dockerfile.path), failed);
  if (failing === undefined) return error;
  const missing: string[] = [];
  for (const source of sourcesOf(failing).filter((path) => path !== '.')) {
    if (await isUncommitted(source, failed)) missing.push(source);
  }
  if (missing.length === 0) return error;
  const { ref } = failing.instruction;
  const paths = missing.map((source) => `\`${source.replaceAll('`', "'").slice(0, 200)}\``).join(', ');
  const which = isPrepared
    ? 'which no commit contains and `prepare` did not make'
    : 'which no commit contains';
  return new GateError(
    'build-failed',
    `\`${dockerfile.path}:${ref.line}\` takes ${paths} from the context, ${which}. ${WAYS_OUT}`,
    { hint: 'See the build log above.', cause: error },
  );
}

/** The instruction that buildx marks in its excerpt, with the variables that it sees. */
function failingInstruction(dockerfile: Dockerfile, failed: FailedBaseline): Taking | undefined {
  const line = Number(/^the baseline's `[^`]*:(\d+)` \(`/.exec(failed.error.message)?.[1] ?? 0);
  const holds = ({ ref }: StageInstruction): boolean => ref.line <= line && line <= ref.endLine;
  for (const { instructions } of dockerfile.stages) {
    const at = instructions.findIndex(holds);
    const instruction = instructions[at];
    if (instruction === undefined) continue;
    return { instruction, lookup: variablesAfter(instructions.slice(0, at), dockerfile, failed.buildArgs) };
  }
  return undefined;
}

/** A path inside of a submodule is the submodule's commit's. */
async function isUncommitted(
  source: string,
  { context, checkout, worktree }: FailedBaseline,
): Promise<boolean> {
  const path = posix.join(context, source.replace(/^\/+/, ''));
  // Patterns of Go's filepath.Match, whose stars end at a slash as git's do with this magic.
  const pathspec = `:(top,glob)${path}`;
  for (const tree of [worktree, checkout]) {
    if ((await matchingPaths(tree, pathspec)).length > 0) return false;
  }
  const submodules = (await readIndex(worktree)).filter(({ mode }) => mode === '160000');
  return !submodules.some((one) => `${path}/`.startsWith(`${Buffer.from(one.path, 'latin1').toString()}/`));
}
