import { openBases, type Bases } from '../bases/bases.ts';
import type { Engine } from '../engine/engine.ts';
import { referencesOf } from '../scoreboard/references.ts';
import { dockerfileOf, type Project } from './project.ts';

/** Images that a fix may start a stage from; a build context that no Dockerfile names does no harm. */
const RUNTIMES = [
  'alpine:3.21',
  'debian:bookworm-slim',
  'eclipse-temurin:17-jre',
  'gcr.io/distroless/base-debian12',
  'gcr.io/distroless/cc-debian12',
  'gcr.io/distroless/java17-debian12',
  'gcr.io/distroless/static-debian12',
  'gcr.io/distroless/static-debian12:nonroot',
  'nginx:1',
  'node:20-alpine',
  'node:20-slim',
  'python:3.11-slim',
  'ruby:3.1-slim',
];

/** Base images of these projects and of what a fix makes of them. */
export function openProjectBases(
  engine: Engine,
  projects: readonly Project[],
  log: (line: string) => void,
): Promise<Bases> {
  return openBases(engine, [...projects.flatMap(basesOf), ...RUNTIMES], log);
}

export function basesOf(project: Project): readonly string[] {
  return referencesOf(dockerfileOf(project))?.all ?? [];
}

/** Flags of `docker buildx build` and of `final-stage fix`. */
export function baseFlags({ buildNetwork }: Engine, { buildContexts }: Bases): readonly string[] {
  const contexts = Object.entries(buildContexts).map(([name, value]) => `--build-context=${name}=${value}`);
  return [...contexts, ...(buildNetwork === undefined ? [] : [`--network=${buildNetwork}`])];
}
