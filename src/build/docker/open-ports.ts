import { open } from 'node:fs/promises';
import { runBounded } from './bounded-command.ts';

const MAX_TABLE_BYTES = 256 * 1024;
const TABLES = ['tcp', 'tcp6'] as const;

/** A container that runs: its ID, and the process on the engine's machine. */
export type Running = { readonly id: string; readonly pid: number };

/**
 * TCP ports that a container listens on; null where nobody can see them. The kernel's tables of its process are read where the
 * engine is on this machine, which an image without a shell does not hinder; else the container's own `cat` reads them, if it has one.
 */
export async function readOpenPorts(
  running: Running,
  milliseconds: number,
): Promise<readonly number[] | null> {
  const tables = (await readHere(running)) ?? (await readInside(running, milliseconds));
  return tables === null ? null : listeningPorts(tables);
}

/** Process numbers of another machine name other processes here: the control group says whose it is. cgroups(7) */
async function readHere({ id, pid }: Running): Promise<string | null> {
  const group = await readStart(`/proc/${pid}/cgroup`);
  if (!group?.includes(id)) return null;
  const tables = await Promise.all(TABLES.map((name) => readStart(`/proc/${pid}/net/${name}`)));
  return tables[0] === null ? null : tables.join('\n');
}

async function readInside({ id }: Running, milliseconds: number): Promise<string | null> {
  const paths = TABLES.map((name) => `/proc/net/${name}`);
  const bounds = { milliseconds, maxBytes: MAX_TABLE_BYTES };
  const { stdout } = await runBounded(['exec', id, 'cat', ...paths], bounds);
  return stdout.includes('local_address') ? stdout : null;
}

async function readStart(path: string): Promise<string | null> {
  try {
    await using file = await open(path);
    const bytes = Buffer.alloc(MAX_TABLE_BYTES);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.toString('latin1', 0, length);
  } catch {
    return null;
  }
}

/** `0: 00000000:1F90 00000000:0000 0A …`: place, local and remote address, state; 0A is listening. proc_pid_net(5) */
const LISTENING = /^\s*\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} 0A /gm;

/** Ports of the kernel's tables in which somebody waits for connections, ascending. */
export function listeningPorts(tables: string): readonly number[] {
  const ports = [...tables.matchAll(LISTENING)].map(([, port = '']) => Number.parseInt(port, 16));
  return [...new Set(ports)].sort((a, b) => a - b);
}
