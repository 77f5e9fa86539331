import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, readCommand, runCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { interruption } from '../scoreboard/interruption.ts';
import { containerName } from './leavings.ts';
import type { Project } from './project.ts';

/** What a container says when it is asked as its project is asked. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly code: number | null;
      readonly health: string;
      readonly text: string;
    }
  | { readonly kind: 'silent'; readonly why: string };

const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 100;

/** Starts a container of an image as its Dockerfile says, asks it, and removes it. */
export async function askContainer(engine: Engine, image: string, project: Project): Promise<Answer> {
  const container = new Container(engine, containerName(project.name));
  const { serves } = project;
  const network =
    serves === null ? ['--network', 'none'] : ['--publish', `127.0.0.1::${String(serves.port)}`];
  const hasHealth = await hasHealthCheck(engine, image);
  const health = hasHealth ? ['--health-interval', '1s'] : [];
  try {
    const args = ['--detach', '--name', container.name, ...network, ...health, image];
    const { code, stderr } = await container.docker('run', ...args);
    if (code !== 0) return { kind: 'silent', why: lastLines(stderr, 2) };
    if (serves === null) return await waitForEnd(container);
    const pages = await askPages(container, serves);
    return typeof pages === 'string'
      ? { kind: 'silent', why: pages }
      : {
          kind: 'answered',
          code: null,
          health: hasHealth ? await healthOf(container) : '',
          text: pages.text,
        };
  } finally {
    await container.docker('rm', '--force', '--volumes', container.name);
  }
}

/** Two answers are the same if an application's user could not tell them apart. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  return one.kind === 'answered' && JSON.stringify(one) === JSON.stringify(other);
}

class Container {
  readonly #engine: Engine;
  readonly name: string;

  constructor(engine: Engine, name: string) {
    this.#engine = engine;
    this.name = name;
  }

  docker(...args: readonly string[]) {
    return runCommand('docker', args, { env: this.#engine.env });
  }

  async read(format: string): Promise<string> {
    return (await this.docker('inspect', '--format', format, this.name)).stdout.trim();
  }

  async log(): Promise<string> {
    const { stdout, stderr } = await this.docker('logs', this.name);
    return lastLines(stdout + stderr, 4);
  }
}

async function hasHealthCheck({ env }: Engine, image: string): Promise<boolean> {
  const args = ['image', 'inspect', '--format', '{{json .Config.Healthcheck}}', image];
  return (await readCommand('docker', args, { env })).trim() !== 'null';
}

async function waitForEnd(container: Container): Promise<Answer> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while ((await container.read('{{.State.Running}}')) === 'true') {
    interruption.throwIfAborted();
    if (Date.now() > end) return { kind: 'silent', why: `does not end: ${await container.log()}` };
    await sleep(PAUSE_MILLISECONDS);
  }
  const code = Number(await container.read('{{.State.ExitCode}}'));
  const { stdout } = await container.docker('logs', container.name);
  if (code !== 0) return { kind: 'silent', why: `ends with code ${code}: ${await container.log()}` };
  return { kind: 'answered', code, health: '', text: stdout };
}

/** Status, media type and text of each page; one sentence where nothing is served. */
async function askPages(
  container: Container,
  { port, paths }: NonNullable<Project['serves']>,
): Promise<{ readonly text: string } | string> {
  const published = (await container.docker('port', container.name, `${port}/tcp`)).stdout.trim();
  const ask = async (path: string) => {
    const response = await fetch(`http://${published}${path}`, { redirect: 'manual' });
    const head = `${response.status} ${response.headers.get('content-type') ?? ''}`;
    return `${path}: ${head}\n${await response.text()}\n`;
  };
  if (!(await isServing(container, `http://${published}`))) return `serves nothing: ${await container.log()}`;
  const pages: string[] = [];
  for (const path of paths)
    pages.push(await ask(path).catch((error: unknown) => `${path}: ${String(error)}\n`));
  return { text: pages.join('') };
}

async function isServing(container: Container, url: string): Promise<boolean> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    interruption.throwIfAborted();
    const isThere = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
    if ((await container.read('{{.State.Running}}')) !== 'true') return false;
    await sleep(PAUSE_MILLISECONDS);
  }
  return false;
}

async function healthOf(container: Container): Promise<string> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const health = await container.read('{{.State.Health.Status}}');
    if (health !== 'starting') return health;
    await sleep(PAUSE_MILLISECONDS);
  }
  return 'starting';
}
