import { setTimeout as sleep } from 'node:timers/promises';
import { readCommand, runCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { Answer } from './example.ts';

const PATIENCE_MILLISECONDS = 90_000;
const PAUSE_MILLISECONDS = 50;

/** How a container's start ended: with an answer, or with what it said when it died. */
export type Outcome =
  { readonly kind: 'answered'; readonly text: string } | { readonly kind: 'died'; readonly message: string };

/** Starts a container of an image and waits for its answer; it is gone afterwards. */
export async function runContainer(engine: Engine, image: string, http: Answer['http']): Promise<Outcome> {
  return http === undefined ? runToEnd(engine, image) : askServer(engine, image, http);
}

/** What it said is read from the log when it has ended: who listens while it runs may miss the words of a quick death. */
async function runToEnd({ env }: Engine, image: string): Promise<Outcome> {
  const created = await readCommand('docker', ['create', '--network', 'none', image], { env });
  const container = created.trim();
  try {
    const started = await runCommand('docker', ['start', container], { env });
    if (started.code !== 0) return { kind: 'died', message: started.stderr };
    const code = (await readCommand('docker', ['wait', container], { env })).trim();
    const { stdout, stderr } = await runCommand('docker', ['logs', container], { env });
    if (code === '0') return { kind: 'answered', text: stdout.trim() };
    return { kind: 'died', message: stderr + stdout };
  } finally {
    await readCommand('docker', ['rm', '--force', '--volumes', container], { env });
  }
}

async function askServer(
  engine: Engine,
  image: string,
  { port, path }: NonNullable<Answer['http']>,
): Promise<Outcome> {
  const { env } = engine;
  const started = await runCommand('docker', ['run', '--detach', '--publish', `127.0.0.1::${port}`, image], {
    env,
  });
  const container = started.stdout.trim();
  try {
    if (started.code !== 0) return { kind: 'died', message: started.stderr };
    const published = await readCommand('docker', ['port', container, `${port}/tcp`], { env });
    return await pollServer(engine, container, `http://${published.trim()}${path}`);
  } finally {
    if (container !== '') await readCommand('docker', ['rm', '--force', '--volumes', container], { env });
  }
}

async function pollServer({ env }: Engine, container: string, url: string): Promise<Outcome> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return { kind: 'answered', text: (await response.text()).trim() };
    const running = await readCommand('docker', ['inspect', '--format', '{{.State.Running}}', container], {
      env,
    });
    if (running.trim() !== 'true') break;
    await sleep(PAUSE_MILLISECONDS);
  }
  const logs = await runCommand('docker', ['logs', container], { env });
  return { kind: 'died', message: `no answer at ${url}: ${logs.stdout}${logs.stderr}` };
}
