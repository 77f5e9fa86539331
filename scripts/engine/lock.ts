import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 150;

/**
 * Runs one piece of work while no other process on the machine holds the same name; others wait. The lock is an
 * abstract socket, so the kernel gives it back however its holder ends.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const server = await holdLock(toAddress(name));
  try {
    return await work();
  } finally {
    server.close();
  }
}

/** A socket address has at most 107 bytes. */
function toAddress(name: string): string {
  return `\0final-stage:${createHash('sha256').update(name).digest('hex')}`;
}

async function holdLock(address: string): Promise<Server> {
  for (;;) {
    const server = await listen(address);
    if (server !== undefined) return server;
    await sleep(POLL_MILLISECONDS);
  }
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(server);
    });
  });
}
