import { createHash } from 'node:crypto';
import { GateError } from '../errors.ts';
import { frontendOf } from './directives.ts';
import {
  stageLabel,
  type Dockerfile,
  type ReadInstruction,
  type Stage,
  type StageInstruction,
} from './dockerfile.ts';
import type { InstructionRef } from './instruction.ts';
import { splitAssignments, toReferenceText } from './instruction-text.ts';
import { readLines } from './logical-lines.ts';
import { checkInstruction } from './syntax.ts';
import { splitBlanks } from './white-space.ts';

const MAX_DOCKERFILE_CHARACTERS = 1024 * 1024;

/** Frontends that know Docker's own keywords alone. https://docs.docker.com/build/buildkit/frontend/ */
const DOCKER_SYNTAX = /^((index\.)?docker\.io\/)?docker\/dockerfile(-upstream)?(?=[:@]|$)/;

/** Dockerfile text to stages. `path` is relative to the repository. Throws `bad-input` with the line of a syntax mistake. */
export function parseDockerfile(text: string, path: string): Dockerfile {
  if (text.length > MAX_DOCKERFILE_CHARACTERS) {
    throw new GateError(
      'bad-input',
      `\`${path}\` has ${text.length} characters, expected at most ${MAX_DOCKERFILE_CHARACTERS}`,
      { hint: 'Name the Dockerfile with the `file` input.' },
    );
  }
  const { instructions, escape } = readLines(text, path);
  const frontend = frontendOf(text) ?? null;
  const place = { path, escape, hasOwnKeywords: frontend !== null && !DOCKER_SYNTAX.test(frontend) };
  const globalArgs: string[] = [];
  const stages: MutableStage[] = [];
  for (const read of instructions) {
    checkInstruction(read, { ...place, isInStage: stages.length > 0 });
    const stage = stages.at(-1);
    if (read.keyword === 'FROM') stages.push(toStage(read, stages.length, path));
    else if (!stage) globalArgs.push(...splitAssignments(read.source.rest, escape));
    else stage.instructions.push({ ref: toRef(read, path, stageLabel(stage)), source: read.source });
  }
  if (stages.length === 0) {
    throw new GateError('bad-input', `\`${path}\` has no \`FROM\`, expected at least one stage`, {
      hint: 'Name the Dockerfile with the `file` input.',
    });
  }
  return { path, escape, frontend, leadingComments: findLeadingComments(text), globalArgs, stages };
}

function findLeadingComments(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
  const end = texts.findIndex((line) => !line.startsWith('#'));
  return texts.slice(0, end < 0 ? texts.length : end);
}

type MutableStage = Omit<Stage, 'instructions'> & { readonly instructions: StageInstruction[] };

function toStage(read: ReadInstruction, ordinal: number, path: string): MutableStage {
  const words = splitBlanks(read.source.rest);
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
