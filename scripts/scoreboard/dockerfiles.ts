import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openBases } from '../bases/bases.ts';
import { lastLines, readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import type { DockerfileCheck } from './dockerfile-checks.ts';
import { inspectImage } from './inspect-image.ts';
import { interruption } from './interruption.ts';
import { imageName, makeFolder } from './leavings.ts';
import { referencesOf } from './references.ts';

/** A line of `index.jsonl`: where a Dockerfile comes from, and what a reader said of it. */
type Entry = {
  readonly id: string;
  readonly file: string;
  readonly repo: string;
  readonly path: string;
  readonly commit: string;
  readonly label?: { readonly build_tools: string };
};

/** Where the Dockerfiles are, where clones of their repositories are, and who builds. */
export type Place = {
  readonly engine: Engine;
  /** Has `index.jsonl`. */
  readonly folder: string;
  /** Has a Git repository `OWNER+NAME` (or `OWNER+NAME/repo`) for those that are to be built. */
  readonly clones: string;
  readonly log: (line: string) => void;
};

const MAX_BUILD_SECONDS = 300;
/** A frontend of its own would come from a registry; the builder's own does. */
const FRONTEND = /^# *syntax *=.*\n/i;

/** Builds every Dockerfile that is labelled `yes` or `no` and whose repository and base images are there, and scans the image. */
export async function checkDockerfiles(place: Place): Promise<readonly DockerfileCheck[]> {
  const index = await readFile(join(place.folder, 'index.jsonl'), 'utf8');
  const entries = index
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ label }) => label?.build_tools === 'yes' || label?.build_tools === 'no');
  const checks: DockerfileCheck[] = [];
  for (const entry of entries) {
    const outcome = await checkDockerfile(place, entry);
    place.log(`${entry.id}: ${outcome.kind === 'built' ? 'built' : outcome.why}`);
    checks.push({
      name: `${entry.repo}: ${entry.path}`,
      hasTools: entry.label?.build_tools === 'yes',
      outcome,
    });
  }
  return checks;
}

async function checkDockerfile(place: Place, entry: Entry): Promise<DockerfileCheck['outcome']> {
  const clone = join(place.clones, entry.repo.replace('/', '+'));
  const repository = [join(clone, 'repo'), clone].find(existsSync);
  if (repository === undefined) return { kind: 'not built', why: 'its repository is not there' };
  const text = await readFile(join(place.folder, entry.file), 'utf8');
  const references = referencesOf(text);
  if (references === undefined) return { kind: 'not built', why: 'its base image is a build argument' };
  const bases = await openBases(place.engine, references.all, place.log);
  const [missing] = bases.unavailable;
  if (missing !== undefined) return { kind: 'not built', why: `${missing.reference}: ${missing.why}` };
  const context = await makeFolder();
  try {
    if (!(await checkOut(repository, entry, context)))
      return { kind: 'not built', why: 'its repository lacks files' };
    await mkdir(dirname(join(context, entry.path)), { recursive: true });
    await writeFile(join(context, entry.path), text.replace(FRONTEND, ''));
    const final = bases.buildContexts[references.final]?.replace('docker-image://', '') ?? references.final;
    return await buildAndScan(place, { context, path: entry.path, contexts: bases.buildContexts, final });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** The files of the commit that was labelled, or of the newest one that the clone has; false where they cannot be had. */
async function checkOut(repository: string, { commit }: Entry, folder: string): Promise<boolean> {
  const env = { GIT_DIR: existsSync(join(repository, '.git')) ? join(repository, '.git') : repository };
  const has = await runCommand('git', ['cat-file', '-e', `${commit}^{commit}`], { env });
  const tree = has.code === 0 ? commit : 'HEAD';
  const script = 'git archive "$1" | tar -x -C "$2"';
  return (await runCommand('sh', ['-c', script, 'sh', tree, folder], { env })).code === 0;
}

type Build = {
  readonly context: string;
  readonly path: string;
  readonly contexts: Readonly<Record<string, string>>;
  readonly final: string;
};

/** The context is the folder of the Dockerfile or, where that does not do, the repository. */
async function buildAndScan({ engine }: Place, build: Build): Promise<DockerfileCheck['outcome']> {
  const image = imageName('dockerfile');
  const flags = [
    ...['buildx', 'build', '--progress', 'plain', '--provenance=false', '--load', '-t', image],
    ...Object.entries(build.contexts).flatMap(([name, value]) => ['--build-context', `${name}=${value}`]),
    ...(engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork]),
    ...['-f', join(build.context, build.path)],
  ];
  let why = '';
  for (const context of new Set([dirname(join(build.context, build.path)), build.context])) {
    const args = ['--signal=INT', String(MAX_BUILD_SECONDS), 'docker', ...flags, context];
    const { code, stderr } = await runCommand('timeout', args, { env: engine.env, signal: interruption });
    interruption.throwIfAborted();
    if (code === 0) {
      try {
        return { kind: 'built', alarms: (await inspectImage(image, build.final)).alarms };
      } finally {
        await readCommand('docker', ['image', 'rm', '--force', image], { env: engine.env });
      }
    }
    why = lastLines(stderr, 1);
  }
  return { kind: 'not built', why };
}
