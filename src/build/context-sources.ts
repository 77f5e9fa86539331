import { posix } from 'node:path';
import type { Dockerfile, StageInstruction } from '../dockerfile/dockerfile.ts';
import { splitAssignments, splitPaths, unquote } from '../dockerfile/instruction-text.ts';
import { lexWord, type Lookup } from '../dockerfile/lexer.ts';

/** An instruction, and the variables that it sees. */
export type Taking = { readonly instruction: StageInstruction; readonly lookup: Lookup };

const SETTING: ReadonlySet<string> = new Set(['ARG', 'ENV']);

/** Variables as a stage's first instructions set them; what a base image or the builder sets is not known. */
export function variablesAfter(
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

/** Paths of the context that an instruction names, as git writes them; `.` for all of it. */
export function sourcesOf({ instruction: { ref, source }, lookup }: Taking): readonly string[] {
  const named = ref.keyword === 'RUN' ? source.flags.flatMap(sourceOfMount) : sourcesOfCopy(source);
  return named
    .map((path) => lexWord(path, lookup) ?? '')
    .filter((path) => !/^$|^<<|^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(path))
    .map((path) => posix.join('.', path).replace(/\/$/, ''))
    .filter((path) => !path.startsWith('../'));
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
