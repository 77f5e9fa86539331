import { posix } from 'node:path';
import type { Dockerfile, StageInstruction } from '../dockerfile/dockerfile.ts';
import { splitAssignments, splitPaths, unquote } from '../dockerfile/instruction-text.ts';
import { lexWord, type Lookup } from '../dockerfile/lexer.ts';
import { parseDockerfile } from '../dockerfile/stages.ts';
import { GateError } from '../errors.ts';
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

const WAYS_OUT =
  "Three ways out: `prepare` makes it in the base commit's tree, too; `baseline: registry:…` compares with an image that exists; or build it inside of Docker";

/**
 * Why the baseline does not build, where it copies from its context what is made outside of Docker and no commit has; else
 * buildx's own words.
 */
export async function explainFailure(failed: FailedBaseline): Promise<GateError> {
  const { error, dockerfile, isPrepared } = failed;
  const failing = failingInstruction(parseDockerfile(dockerfile.text, dockerfile.path), failed);
  if (failing === undefined) return error;
  const missing: string[] = [];
  for (const source of sourcesOf(failing)) {
    if (await isUncommitted(source, failed)) missing.push(source);
  }
  if (missing.length === 0) return error;
  const { ref } = failing.instruction;
  const paths = missing.map((source) => `\`${source.replaceAll('`', "'").slice(0, 200)}\``).join(', ');
  const which = isPrepared ? 'which no commit has and `prepare` did not make' : 'which no commit has';
  return new GateError(
    'build-failed',
    `\`${dockerfile.path}:${ref.line}\` takes ${paths} from the context, ${which}. ${WAYS_OUT}`,
    { hint: 'See the build log above.', cause: error },
  );
}

type Failing = { readonly instruction: StageInstruction; readonly lookup: Lookup };

/** The instruction that buildx marks in its excerpt, with the variables that it sees. */
function failingInstruction(dockerfile: Dockerfile, failed: FailedBaseline): Failing | undefined {
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

const SETTING: ReadonlySet<string> = new Set(['ARG', 'ENV']);

/** Variables as a stage's first instructions set them; what a base image or the builder sets is not known. */
function variablesAfter(
  instructions: readonly StageInstruction[],
  { globalArgs, escape }: Dockerfile,
  buildArgs: readonly string[],
): Lookup {
  const given = toVariables(buildArgs);
  const outer = new Map([...toVariables(globalArgs.map((word) => unquote(word, escape))), ...given]);
  const variables = new Map<string, string | null>();
  const lookup: Lookup = (name) => variables.get(name) ?? null;
  const fromOutside = ({ name, value }: Variable) => given.get(name) ?? value ?? outer.get(name);
  for (const { ref, source } of instructions.filter(({ ref: { keyword } }) => SETTING.has(keyword))) {
    for (const word of splitAssignments(source.rest, escape)) {
      const set = toVariable(lexWord(word, lookup, { escape }) ?? '');
      variables.set(set.name, (ref.keyword === 'ARG' ? fromOutside(set) : set.value) ?? null);
    }
  }
  return lookup;
}

type Variable = { readonly name: string; readonly value: string | undefined };

function toVariable(word: string): Variable {
  const end = word.indexOf('=');
  return end < 0
    ? { name: word, value: undefined }
    : { name: word.slice(0, end), value: word.slice(end + 1) };
}

function toVariables(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map(toVariable).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Paths of the context that an instruction names, as git writes them. */
function sourcesOf({ instruction: { ref, source }, lookup }: Failing): readonly string[] {
  const named = ref.keyword === 'RUN' ? source.flags.flatMap(sourceOfMount) : sourcesOfCopy(source);
  return named
    .map((path) => lexWord(path, lookup) ?? '')
    .filter((path) => !/^$|^<<|^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(path))
    .map((path) => posix.join('.', path).replace(/\/$/, ''))
    .filter((path) => path !== '.' && !path.startsWith('../'));
}

function sourcesOfCopy({ flags, rest }: StageInstruction['source']): readonly string[] {
  return flags.some((flag) => /^--from=/i.test(flag)) ? [] : splitPaths(rest).slice(0, -1);
}

/** https://docs.docker.com/reference/dockerfile/#run---mounttypebind */
function sourceOfMount(flag: string): readonly string[] {
  const fields = /^--mount=(.*)$/i.exec(flag)?.[1]?.split(',') ?? [];
  const value = (key: RegExp): string | undefined =>
    fields.find((field) => key.test(field))?.replace(/^[^=]*=/, '');
  const isContext = (value(/^type=/i) ?? 'bind') === 'bind' && value(/^from=/i) === undefined;
  const source = isContext ? value(/^(?:source|src)=/i) : undefined;
  return source === undefined ? [] : [source];
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
