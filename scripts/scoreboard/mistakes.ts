import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openBases, type Bases } from '../bases/bases.ts';
import { lastLines, readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { interruption } from './interruption.ts';
import { imageName, makeFolder } from './leavings.ts';
import type { Files } from './archive.ts';
import { VARIANTS, parseMistake, type Mistake, type MistakeCheck, type Outcome } from './mistake.ts';
import { referencesOf } from './references.ts';

const FOLDER = join(import.meta.dirname, 'mistakes');
const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const MAX_BUILD_SECONDS = 300;

type Bench = { readonly engine: Engine; readonly log: (line: string) => void };

/** Builds every mistake and how it is done well, and asks the command line about the images. `only`: of these names. */
export async function checkMistakes(
  bench: Bench,
  only: readonly string[] = [],
): Promise<readonly MistakeCheck[]> {
  const mistakes = (await readMistakes()).filter(({ name }) => only.length === 0 || only.includes(name));
  const dockerfiles = mistakes.flatMap(({ variants }) => Object.values(variants).map(dockerfileOf));
  const bases = await openBases(
    bench.engine,
    dockerfiles.flatMap((text) => referencesOf(text)?.all ?? []),
    bench.log,
  );
  const checks: MistakeCheck[] = [];
  for (const mistake of mistakes) {
    const start = Date.now();
    const outcomes: { -readonly [Key in keyof MistakeCheck['outcomes']]: MistakeCheck['outcomes'][Key] } = {};
    for (const variant of VARIANTS) {
      const files = mistake.variants[variant];
      if (files !== undefined)
        outcomes[variant] = await checkImage({ ...bench, bases, rules: mistake.rules }, files);
    }
    checks.push({ mistake, outcomes });
    bench.log(`${mistake.name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
  }
  return checks;
}

/** All of the folder, by name. */
export async function readMistakes(): Promise<readonly Mistake[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.txtar')).sort();
  return Promise.all(
    names.map(async (name) =>
      parseMistake(basename(name, '.txtar'), await readFile(join(FOLDER, name), 'utf8')),
    ),
  );
}

const dockerfileOf = (files: Files): string => files.get('Dockerfile') ?? '';

/** `rules`: what has to find the mistake, be it a note. */
type Place = Bench & { readonly bases: Bases; readonly rules: readonly string[] };

async function checkImage(place: Place, files: Files): Promise<Outcome> {
  const lost = place.bases.unavailable.find(({ reference }) =>
    referencesOf(dockerfileOf(files))?.all.includes(reference),
  );
  if (lost !== undefined) return { kind: 'not built', why: `${lost.reference}: ${lost.why}` };
  interruption.throwIfAborted();
  const context = await makeFolder();
  const image = imageName('mistake');
  try {
    await writeContext(context, files);
    const { code, stderr } = await build(place, context, image);
    if (code !== 0) return { kind: 'not built', why: lastLines(stderr, 1) };
    return await inspect(place, { context, image, text: dockerfileOf(files) });
  } finally {
    await rm(context, { recursive: true, force: true });
    await readCommand('docker', ['image', 'rm', '--force', image], { env: place.engine.env });
  }
}

/** The files as a checkout, all of them tracked. */
async function writeContext(context: string, files: Files): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(context, path)), { recursive: true });
    await writeFile(join(context, path), text);
  }
  const author = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.test'];
  await readCommand('git', ['init', '--quiet'], { cwd: context });
  await readCommand('git', ['add', '--all', '--force'], { cwd: context });
  await readCommand('git', [...author, 'commit', '--quiet', '-m', 'all'], { cwd: context });
}

async function build({ engine, bases }: Place, context: string, image: string) {
  const args = [
    ...['--signal=INT', String(MAX_BUILD_SECONDS), 'docker', 'buildx', 'build', '--progress', 'plain'],
    ...['--provenance=false', '--load', '-t', image],
    ...Object.entries(bases.buildContexts).flatMap(([name, value]) => [
      '--build-context',
      `${name}=${value}`,
    ]),
    ...(engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork]),
  ];
  return runCommand('timeout', [...args, context], { env: engine.env, signal: interruption });
}

type Built = { readonly context: string; readonly image: string; readonly text: string };
type Reported = {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly subject: string;
    readonly severity: string;
    readonly inherited: boolean;
  }[];
};

/** What own instructions did with the base image, or its choice: the evidence is of the base image all the same. */
const OF_CHOICES: ReadonlySet<string> = new Set(['sdk-base', 'hidden-bytes']);

async function inspect({ engine, bases, rules }: Place, { context, image, text }: Built): Promise<Outcome> {
  const final = referencesOf(text)?.final ?? '';
  const base = bases.buildContexts[final]?.replace('docker-image://', '') ?? final;
  const args = [
    'inspect',
    `docker-daemon:${image}`,
    '--dockerfile',
    join(context, 'Dockerfile'),
    '--format',
    'json',
  ];
  const stdout = await readCommand(
    process.execPath,
    [CLI, ...args, '--base', `docker-daemon:${base}`, '--read-in-place'],
    {
      env: engine.env,
    },
  );
  const { findings } = JSON.parse(stdout) as Reported;
  const loud = findings.filter(({ ruleId, severity, inherited }) => {
    const counts = severity !== 'note' || rules.includes(ruleId);
    return counts && (!inherited || OF_CHOICES.has(ruleId));
  });
  return { kind: 'inspected', findings: loud.map(({ ruleId, subject }) => ({ rule: ruleId, subject })) };
}
