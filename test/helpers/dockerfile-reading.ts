import type { WitnessAnswer, WitnessRequest } from '../../scripts/engine/dockerfile-witness.ts';
import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { frontendOf } from '../../src/dockerfile/directives.ts';
import type { ReadInstruction } from '../../src/dockerfile/dockerfile.ts';
import { finalStage, type FinalStage } from '../../src/dockerfile/final-stage.ts';
import { parseExecForm, splitAssignments, splitPaths } from '../../src/dockerfile/instruction-text.ts';
import { lexWord } from '../../src/dockerfile/lexer.ts';
import { readLines } from '../../src/dockerfile/logical-lines.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { splitBlanks, toLower } from '../../src/dockerfile/white-space.ts';
import { GateError } from '../../src/errors.ts';
import { parseDigest } from '../../src/digest.ts';
import { completeName } from '../../src/image/stage-start.ts';

/** A Dockerfile as two readers can be compared by it; null where one refuses it. */
export type Reading = {
  readonly syntax: string;
  readonly escape: string;
  readonly stages: readonly unknown[];
} | null;

/** Keywords whose arguments both readers split. */
const SPLIT: readonly string[] = [
  'add',
  'arg',
  'cmd',
  'copy',
  'entrypoint',
  'from',
  'run',
  'shell',
  'volume',
];

export function theirReading({ refusal, syntax, escape, stages }: WitnessAnswer): Reading {
  if (refusal !== '') return null;
  return { syntax, escape, stages: stages.map(({ name, base, line }) => [name, base, line]) };
}

export function ourReading({ text }: WitnessRequest): Reading {
  return orNull(() => {
    const { stages, escape } = parseDockerfile(text, 'Dockerfile');
    return {
      syntax: frontendOf(text) ?? '',
      escape,
      stages: stages.map(({ name, base, from }) => [toLower(name ?? ''), base, from.line]),
    };
  });
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}

/** Where each instruction stands, and what it is made of; whether it is a known one does not matter. */
export function theirLines({ nodes }: WitnessAnswer): readonly unknown[] {
  return nodes.map(({ keyword, args, line, endLine, flags, heredocs }) => {
    const name = toLower(keyword);
    return [name, line, endLine, flags, SPLIT.includes(name) ? args : [], heredocs];
  });
}

export function ourLines({ text }: WitnessRequest): readonly unknown[] | null {
  return orNull(() => {
    const { instructions, escape } = readLines(text, 'Dockerfile');
    return instructions.map((read) => [
      toLower(read.keyword),
      read.line,
      read.endLine,
      read.source.flags,
      argumentsOf(read, escape),
      read.source.heredocs.map(({ name, isChomped }) => ({ name, chomp: isChomped })),
    ]);
  });
}

export function ourWords({ words = [], buildArgs = {} }: WitnessRequest, escape: string) {
  return words.map((word) =>
    lexWord(word, (name) => (Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined), { escape }),
  );
}

function argumentsOf({ keyword, source: { rest } }: ReadInstruction, escape: string): readonly string[] {
  if (!SPLIT.includes(keyword.toLowerCase())) return [];
  if (keyword === 'FROM') return splitBlanks(rest);
  if (keyword === 'ARG') return splitAssignments(rest, escape);
  if (['ADD', 'COPY', 'VOLUME'].includes(keyword)) return splitPaths(rest);
  return parseExecForm(rest) ?? (rest === '' ? [] : [rest]);
}

const PLATFORM = { os: 'linux', architecture: 'amd64' };

export function ourStage({ text, buildArgs = {}, target }: WitnessRequest): FinalStage {
  return finalStage(parseDockerfile(text, 'Dockerfile'), {
    platform: PLATFORM,
    buildArgs: Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`),
    ...(target !== undefined && { target }),
  });
}

/** A name as Docker completes it; of `scratch` nothing. A digest is part of BuildKit's. */
export function completed(name: string | null): string | null {
  if (name === null || name === 'scratch') return name === null ? null : '';
  return completeName(name);
}

/** The lines of the layers above a base image of one layer, told by a history alone. */
export function ourLayers(
  stage: FinalStage,
  history: WitnessAnswer['history'],
): readonly (number | string)[] {
  const entries = [{ createdBy: 'base image', emptyLayer: false }, ...history].slice(
    stage.baseName === 'scratch' ? 1 : 0,
  );
  const layers = entries.filter(({ emptyLayer }) => !emptyLayer);
  const origins = attributeLayers({
    config: { diffIDs: layers.map((_, ordinal) => digest(ordinal)), history: entries },
    finalStage: stage,
    baseDiffIDs: null,
  });
  return origins.map((origin) => {
    if (origin.kind === 'base-image') return 'base';
    return origin.kind === 'instruction' ? origin.instruction.line : origin.reason;
  });
}

function digest(ordinal: number) {
  return parseDigest(`sha256:${String(ordinal).padStart(64, '0')}`, 'layer');
}
