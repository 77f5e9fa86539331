import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, readCommand } from './command.ts';
import { answers } from './daemon.ts';
import type { ImageTools } from './image-tools.ts';

const START_SECONDS = 120;
const POLL_MILLISECONDS = 50;

/** An engine alone and for one run: it loads, saves and builds, but has no network. */
export type LoneEngine = AsyncDisposable & {
  readonly version: string;
  readonly dockerHost: string;
  /** Variables with which the ordinary Docker client reaches it. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it at once, as the kernel does when memory is short. */
  kill(): void;
};

/** Which `dockerd` is started. */
export type LoneDaemon = {
  /** A file, or what the variables' PATH leads to. */
  readonly program: string;
  readonly args: readonly string[];
  /** Variables with which it finds what it runs, and we a client. */
  readonly env: ImageTools['env'];
};

/**
 * Starts an engine in namespaces of its own: its mounts, processes and network vanish with it, however it ends, and no other engine
 * of the machine notices.
 */
export async function startLoneEngine(chosen: LoneDaemon): Promise<LoneEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'fst-'));
  const socket = join(folder, 'docker.sock');
  const daemon = await launch(chosen, folder, socket);
  const end = async (): Promise<void> => {
    daemon.kill('SIGKILL');
    await ended(daemon);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(daemon, socket, folder);
    const env = { DOCKER_HOST: `unix://${socket}` };
    const version = await readCommand('docker', ['version', '--format', '{{.Server.Version}}'], {
      env: { ...chosen.env, ...env },
    });
    return {
      version: version.trim(),
      dockerHost: env.DOCKER_HOST,
      env,
      kill: () => daemon.kill('SIGKILL'),
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Dies with us, and all in its namespaces with it. */
const LEASH = ['--pdeathsig', 'KILL', 'unshare'];
const NAMESPACES = ['--mount', '--net', '--pid', '--fork', '--kill-child=KILL', '--mount-proc'];
const NO_NETWORK = ['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false'];

async function launch(
  { program, args: chosen, env }: LoneDaemon,
  folder: string,
  socket: string,
): Promise<ChildProcess> {
  await mkdir(join(folder, 'home'));
  const log = openSync(join(folder, 'dockerd.log'), 'a');
  const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')];
  const args = [
    ...places,
    '--pidfile',
    join(folder, 'pid'),
    '--host',
    `unix://${socket}`,
    ...NO_NETWORK,
    ...chosen,
  ];
  const daemon = spawn('setpriv', [...LEASH, ...NAMESPACES, program, ...args], {
    env: { ...env, HOME: join(folder, 'home'), TMPDIR: folder },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return daemon;
}

async function untilReady(daemon: ChildProcess, socket: string, folder: string): Promise<void> {
  const end = Date.now() + START_SECONDS * 1000;
  while (!(await answers(socket))) {
    if (daemon.exitCode !== null || Date.now() > end) {
      const log = await readFile(join(folder, 'dockerd.log'), 'utf8');
      throw new Error(`\`dockerd\` did not start: ${lastLines(log, 2)}`);
    }
    await sleep(POLL_MILLISECONDS);
  }
}

async function ended(daemon: ChildProcess): Promise<void> {
  while (daemon.exitCode === null && daemon.signalCode === null) await sleep(POLL_MILLISECONDS);
}
