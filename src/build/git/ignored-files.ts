import { join } from 'node:path';
import { finalStage } from '../../dockerfile/final-stage.ts';
import type { FinalStageOptions } from '../../dockerfile/global-arguments.ts';
import { contextPattern, parseIgnoreFile } from '../../dockerfile/ignore-file.ts';
import { parseDockerfile } from '../../dockerfile/stages.ts';
import { GateError } from '../../errors.ts';
import { sourcesOf, variablesAfter } from '../context-sources.ts';
import { type GitRepository, runGit } from './git.ts';
import { exists } from './index-entries.ts';

export type BuiltBaseline = {
  readonly dockerfile: { readonly path: string; readonly text: string };
  readonly stage: FinalStageOptions;
  /** Folder of the context, relative to the top of the repository; empty: the top. */
  readonly context: string;
  /** Text of the context's ignore file; null: there is none. */
  readonly ignoreFile: string | null;
  readonly checkout: GitRepository;
  readonly worktree: GitRepository;
};

/** What the final stage takes of the checkout's context that git ignores there, so that no commit gives it to the baseline. */
export type TakenFile = { readonly path: string; readonly line: number };

/** Folders that git ignores as a whole are one, with a slash at its end. Sorted as git lists them. */
export async function findIgnoredFiles(built: BuiltBaseline): Promise<readonly TakenFile[]> {
  const { context, worktree } = built;
  const isIgnored = parseIgnoreFile(built.ignoreFile ?? '');
  const takes = takenBy(built);
  if (takes === undefined) return [];
  const found: TakenFile[] = [];
  for (const path of await listIgnored(built)) {
    const name = path.replace(/\/$/, '');
    const line = isIgnored(name) ? undefined : takes(name);
    if (line !== undefined && !(await exists(join(worktree.directory, context, name))))
      found.push({ path, line });
  }
  return found;
}

/** Relative to the context. */
async function listIgnored({ checkout, context }: BuiltBaseline): Promise<readonly string[]> {
  const args = [
    'ls-files',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--directory',
    '-z',
    '--',
    `:(top)${context}`,
  ];
  const { exitCode, stdout } = await runGit(checkout, args);
  const start = context === '' ? '' : `${context}/`;
  const paths = exitCode === 0 ? stdout.toString('utf8').split('\0') : [];
  return paths
    .filter((path) => path.startsWith(start) && path.length > start.length)
    .map((path) => path.slice(start.length));
}

type Takes = (path: string) => number | undefined;

/** Line of the instruction of the final stage that takes a path. Undefined for a Dockerfile that the builder can read and we cannot. */
function takenBy({ dockerfile: { path, text }, stage }: BuiltBaseline): Takes | undefined {
  try {
    const dockerfile = parseDockerfile(text, path);
    return takesOf(dockerfile, finalStage(dockerfile, stage).ownInstructions, stage.buildArgs);
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}

function takesOf(
  dockerfile: ReturnType<typeof parseDockerfile>,
  own: ReturnType<typeof finalStage>['ownInstructions'],
  buildArgs: readonly string[],
): Takes {
  const sources = own.flatMap((instruction, index) => {
    if (instruction.ref.keyword !== 'COPY' && instruction.ref.keyword !== 'ADD') return [];
    const lookup = variablesAfter(own.slice(0, index), dockerfile, buildArgs);
    const { line } = instruction.ref;
    return sourcesOf({ instruction, lookup }).map((source) => ({ source, line }));
  });
  return (name) => sources.find(({ source }) => takes(source, name))?.line;
}

/** A source takes what it matches, what is in that, and of a folder what it names in it. */
function takes(source: string, name: string): boolean {
  if (source === '.') return true;
  const [theirs, ours] = [source.split('/'), name.split('/')];
  const depth = Math.min(theirs.length, ours.length);
  return contextPattern(theirs.slice(0, depth).join('/'))(ours.slice(0, depth).join('/'));
}
