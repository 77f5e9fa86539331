import { createHash } from 'node:crypto';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { GateError } from '../errors.ts';
import {
  stageLabel,
  type Dockerfile,
  type ReadInstruction,
  type Stage,
  type StageInstruction,
} from './dockerfile.ts';
import type { InstructionRef } from './instruction.ts';
import { joinContinuations, splitFlags, splitWords, toReferenceText } from './instruction-text.ts';
import { checkInstruction } from './syntax.ts';

const MAX_DOCKERFILE_CHARACTERS = 1024 * 1024;

/** Frontends that know Docker's own keywords alone. https://docs.docker.com/build/buildkit/frontend/ */
const DOCKER_SYNTAX = /(^|\/)docker\/dockerfile(-upstream)?(?=[:@]|$)/;

/** Dockerfile text to stages. `path` is relative to the repository. Throws `bad-input` with the line of a syntax mistake. */
export function parseDockerfile(text: string, path: string): Dockerfile {
  if (text.length > MAX_DOCKERFILE_CHARACTERS) {
    throw new GateError(
      'bad-input',
      `\`${path}\` has ${text.length} characters, expected at most ${MAX_DOCKERFILE_CHARACTERS}`,
      { hint: 'Name the Dockerfile with the `dockerfile` input.' },
    );
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  // The parser takes a lone carriage return for the end of a line; Docker does not.
  const tree = DockerfileParser.parse(lines.join('\n').replaceAll('\r', ' '));
  const escapeCharacter = tree.getEscapeCharacter();
  const syntax = tree.getDirectives().find((directive) => directive.getName().toLowerCase() === 'syntax');
  const hasOwnKeywords = syntax !== undefined && !DOCKER_SYNTAX.test(syntax.getValue());
  const globalArgs: string[] = [];
  const stages: MutableStage[] = [];
  for (const node of tree.getInstructions()) {
    const read = readInstruction(node, { lines, escapeCharacter, path });
    checkInstruction(read, { path, isInStage: stages.length > 0, hasOwnKeywords });
    if (read.keyword === 'FROM') stages.push(toStage(read, stages.length, path));
    const stage = stages.at(-1);
    if (!stage) globalArgs.push(...splitWords(read.source.command));
    else if (read.keyword !== 'FROM') {
      stage.instructions.push({ ref: toRef(read, path, stageLabel(stage)), source: read.source });
    }
  }
  if (stages.length === 0) {
    throw new GateError('bad-input', `\`${path}\` has no \`FROM\`, expected at least one stage`, {
      hint: 'Name the Dockerfile with the `dockerfile` input.',
    });
  }
  return { path, leadingComments: readLeadingComments(lines), globalArgs, stages };
}

function readLeadingComments(lines: readonly string[]): readonly string[] {
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
  const end = texts.findIndex((line) => !line.startsWith('#'));
  return texts.slice(0, end < 0 ? texts.length : end);
}

type MutableStage = Omit<Stage, 'instructions'> & { readonly instructions: StageInstruction[] };

function readInstruction(
  node: Instruction,
  file: { readonly lines: readonly string[]; readonly escapeCharacter: string; readonly path: string },
): ReadInstruction {
  const range = node.getRange();
  // A range that ends in column 0 ends with the line before.
  const last =
    range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  const { command, heredoc } = joinContinuations(
    file.lines.slice(range.start.line, last + 1),
    file.escapeCharacter,
  );
  const [, word = '', rest = ''] = /^\s*(\S+)([^]*)$/.exec(command) ?? [];
  return {
    keyword: word.toUpperCase(),
    line: range.start.line + 1,
    endLine: last + 1,
    source: { command: rest.trim(), heredoc },
  };
}

function toStage(read: ReadInstruction, ordinal: number, path: string): MutableStage {
  const words = splitWords(splitFlags(read.source.command).rest);
  const name = words[2] ?? null;
  const from = toRef(read, path, name ?? String(ordinal));
  return { ordinal, name, from, base: words[0] ?? '', instructions: [] };
}

function toRef(read: ReadInstruction, path: string, stage: string): InstructionRef {
  return {
    dockerfile: path,
    line: read.line,
    endLine: read.endLine,
    keyword: read.keyword,
    stage,
    text: toReferenceText(`${read.keyword} ${read.source.command} ${read.source.heredoc}`),
    digest: digestOf(read),
  };
}

function digestOf({ keyword, source }: ReadInstruction): string {
  return createHash('sha256')
    .update(JSON.stringify([keyword, source.command, source.heredoc]))
    .digest('hex');
}
