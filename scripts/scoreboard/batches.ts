import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { interruption } from './interruption.ts';
import { imageName, makeFolder } from './leavings.ts';

/** An engine, and the Debian image in it that everything is installed on. */
export type Ground = { readonly engine: Engine; readonly base: string };

/** An image with packages, and what of those that were wanted did not get in beside the others. */
export type Installed = {
  readonly image: string;
  readonly left: readonly { readonly name: string; readonly why: string }[];
};

/** What the packages are called in the log. */
export type Progress = { readonly kind: string; readonly log: (line: string) => void };

/** Few enough that a conflict costs little, and enough that apt does not start over for each package. */
const PACKAGES_AT_A_TIME = 40;
const MAX_IMAGES = 4;
/** What BuildKit prints when an instruction begins, and when one has ended. */
const STEP = /^#(\d+) \[(?:stage-\d+ )? *(\d+\/\d+)\] RUN|^#(\d+) (DONE [\d.]+s|CACHED)$/gm;
const LOG = '/var/log/scoreboard.log';

/**
 * Images that together have all the packages with what they depend on, recommendations left out, by Debian's own tools. What
 * cannot be installed beside the rest goes into a further image; `left` of the last one are those that do not install at all.
 * Each image is there until the next one is asked for; its layers stay in the build cache, so that the next run is quick.
 */
export async function* installAll(
  ground: Ground,
  packages: readonly string[],
  { kind, log }: Progress,
): AsyncGenerator<Installed> {
  let wanted = packages;
  for (let number = 1; wanted.length > 0 && number <= MAX_IMAGES; number += 1) {
    const start = Date.now();
    const made = await install(ground, wanted, { kind, number, log });
    const count = wanted.length - made.left.length;
    log(`${kind}: ${count} of ${wanted.length} packages installed in ${seconds(start)} s`);
    if (count === 0 && number === 1)
      log(`${kind}: not measured, no package can be installed: ${made.left[0]?.why ?? ''}`);
    try {
      yield made;
    } finally {
      await readCommand('docker', ['image', 'rm', made.image], { env: ground.engine.env });
    }
    if (count === 0) return;
    wanted = made.left.map(({ name }) => name);
  }
}

async function install(
  ground: Ground,
  packages: readonly string[],
  { kind, number, log }: Progress & { readonly number: number },
): Promise<Installed> {
  const { engine } = ground;
  const tag = `${kind}-${number}`;
  const context = await makeFolder();
  const image = imageName(tag);
  try {
    await copyFile(join(import.meta.dirname, 'install.sh'), join(context, 'install.sh'));
    await writeFile(join(context, 'Dockerfile'), dockerfileOf(ground, packages, kind));
    const network = engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork];
    const flags = ['--progress', 'plain', '--provenance=false', '--load', '-t', image, ...network];
    const { code, stderr } = await runCommand('docker', ['buildx', 'build', ...flags, context], {
      env: engine.env,
      onStderr: logSteps(tag, log),
      signal: interruption,
    });
    interruption.throwIfAborted();
    if (code !== 0)
      throw new Error(`not measured, the image \`${tag}\` could not be built: ${lastLines(stderr, 10)}`);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
  return { image, left: await readLeft(engine, image) };
}

/** Logs how long each instruction took. */
function logSteps(tag: string, log: Progress['log']): (piece: string) => void {
  const steps = new Map<string, string>();
  return (piece) => {
    for (const [, begun, step = '', ended, how = ''] of piece.matchAll(STEP)) {
      if (begun !== undefined) steps.set(begun, step);
      const done = ended === undefined ? undefined : steps.get(ended);
      if (done !== undefined) log(`${tag}: step ${done} ${how.toLowerCase()}`);
    }
  };
}

/** Packages of each kind have a cache of their own: apt locks it, and two builds run at a time. */
function dockerfileOf({ base }: Ground, packages: readonly string[], kind: string): string {
  const mounts = [
    '--mount=type=bind,source=install.sh,target=/install.sh',
    `--mount=type=cache,id=final-stage-scoreboard-${kind},target=/var/cache/apt/archives,sharing=locked`,
    '--mount=type=tmpfs,target=/tmp',
  ].join(' ');
  const batches = Array.from({ length: Math.ceil(packages.length / PACKAGES_AT_A_TIME) }, (_, index) =>
    packages.slice(index * PACKAGES_AT_A_TIME, (index + 1) * PACKAGES_AT_A_TIME),
  );
  return [
    `FROM ${base}`,
    // Packages of Java expect directories that slim images lack.
    'RUN rm -f /etc/apt/apt.conf.d/docker-clean && mkdir -p /usr/share/man/man1 && apt-get -qq update',
    `RUN ${mounts} sh /install.sh plan ${packages.join(' ')} > ${LOG}`,
    ...batches.map((names) => `RUN ${mounts} sh /install.sh add ${names.join(' ')} >> ${LOG}`),
    '',
  ].join('\n');
}

/** The log is in the image because a builder that has a step in its cache does not say again what it printed. */
async function readLeft(engine: Engine, image: string): Promise<Installed['left']> {
  const text = await readCommand('docker', ['run', '--rm', '--network', 'none', image, 'cat', LOG], {
    env: engine.env,
  });
  return [...text.matchAll(/^left: (\S+): (.*)$/gm)].map(([, name = '', why = '']) => ({ name, why }));
}

function seconds(start: number): string {
  return ((Date.now() - start) / 1000).toFixed(0);
}
