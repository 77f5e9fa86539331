import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bases } from '../bases/bases.ts';
import { failureOf } from '../engine/build-log.ts';
import { lastLines, readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { NO_REGISTRY } from '../engine/no-registry.ts';
import { interruption } from '../scoreboard/interruption.ts';
import { askContainer, isSameAnswer, type Answer } from './answer.ts';
import { baseFlags, basesOf } from './bases.ts';
import { imageName, makeFolder } from './leavings.ts';
import { dockerfileOf, type Project } from './project.ts';
import { writeCheckout } from './projects.ts';
import { askForFixes } from './shown-fixes.ts';
import { stagesOf } from './stages.ts';
import type { Outcome, Shown } from './trial.ts';

const MAX_BUILD_SECONDS = 600;

export type Bench = { readonly engine: Engine; readonly bases: Bases };

/** `checksOnly`: whether the project itself builds and answers as it says, and nothing of fixes. */
export type Wanted = { readonly checksOnly: boolean };

/** A checkout of a project, and the images that are made of it. */
type Place = Bench & { readonly project: Project; readonly folder: string };

/** Builds a project, asks for fixes, applies what is shown, and compares the answers. Throws where the project itself is broken. */
export async function measureProject(
  bench: Bench,
  project: Project,
  { checksOnly }: Wanted,
): Promise<Outcome> {
  const lost = bench.bases.unavailable.find(({ reference }) => basesOf(project).includes(reference));
  if (lost !== undefined) return { kind: 'not tried', why: `${lost.reference}: ${lost.why}` };
  interruption.throwIfAborted();
  const folder = await makeFolder();
  const place = { ...bench, project, folder };
  try {
    await writeCheckout(folder, project);
    const before = await buildAndAsk(place, 'before');
    if (before.kind === 'unreachable') return { kind: 'not tried', why: before.why };
    checkOwnAnswer(project, before.answer);
    if (checksOnly) return { kind: 'not tried', why: 'only the project itself was wanted' };
    return await tryFix(place, before);
  } finally {
    await rm(folder, { recursive: true, force: true });
    const images = ['before', 'after'].map((use) => imageName(`${project.name}-${use}`));
    await readCommand('docker', ['image', 'rm', '--force', ...images], { env: bench.engine.env });
  }
}

function checkOwnAnswer({ name, answer }: Project, own: Answer): void {
  if (own.kind === 'silent') throw new Error(`${name} is no example, it does not answer: ${own.why}`);
  if (!own.text.includes(answer))
    throw new Error(`${name} answers not as it says: ${JSON.stringify(own.text)}`);
  if (own.health !== '' && own.health !== 'healthy')
    throw new Error(`${name} is no example, its health check says ${own.health}`);
}

type Seen = { readonly kind: 'seen'; readonly answer: Answer; readonly bytes: number };
type Lost = { readonly kind: 'unreachable'; readonly why: string };

async function buildAndAsk(place: Place, use: 'before' | 'after'): Promise<Seen | Lost> {
  const { engine, project } = place;
  const image = imageName(`${project.name}-${use}`);
  const { code, stderr } = await build(place, image);
  if (code !== 0) {
    const lost = project.registry === null ? null : NO_REGISTRY.exec(stderr);
    if (lost !== null) return { kind: 'unreachable', why: `its registry is not available (${lost[0]})` };
    throw new BuildError(`${project.name} does not build: ${failureOf(stderr, 4)}`);
  }
  const args = ['image', 'inspect', '--format', '{{.Size}}', image];
  const bytes = Number(await readCommand('docker', args, { env: engine.env }));
  return { kind: 'seen', answer: await askContainer(engine, image, project), bytes };
}

class BuildError extends Error {}

function build({ engine, bases, folder }: Place, image: string) {
  const args = [
    ...['--signal=INT', String(MAX_BUILD_SECONDS), 'docker', 'buildx', 'build', '--progress', 'plain'],
    ...['--provenance=false', '--load', '-t', image, ...baseFlags(engine, bases), folder],
  ];
  return runCommand('timeout', args, { env: engine.env, signal: interruption });
}

async function tryFix(place: Place, before: Seen): Promise<Outcome> {
  const shown = await askForFixes(place.folder, place.engine.env, baseFlags(place.engine, place.bases));
  if (shown.patch === '') return { kind: 'same base', ...shown };
  const wrong = (why: string): Outcome => ({ kind: 'wrong', why, ...shown });
  const applied = await runCommand('git', ['apply', '-'], { cwd: place.folder, input: shown.patch });
  if (applied.code !== 0) return wrong(`\`git apply\` refuses it: ${lastLines(applied.stderr)}`);
  try {
    const after = await buildAndAsk(place, 'after');
    if (after.kind === 'unreachable') return { kind: 'not tried', why: after.why };
    return isSameAnswer(before.answer, after.answer)
      ? await toHolding(place, shown, [before.bytes, after.bytes])
      : wrong(`it answers ${JSON.stringify(after.answer)} in place of ${JSON.stringify(before.answer)}`);
  } catch (error) {
    if (error instanceof BuildError) return wrong(error.message);
    throw error;
  }
}

async function toHolding(
  { project, folder }: Place,
  shown: Shown,
  [before, after]: readonly [number, number],
): Promise<Outcome> {
  const was = stagesOf(dockerfileOf(project));
  const { base, count } = stagesOf(await readFile(join(folder, 'Dockerfile'), 'utf8'));
  if (base === was.base && count === was.count) return { kind: 'same base', ...shown };
  return { kind: 'mended', before, after, stages: count, base, ...shown };
}
