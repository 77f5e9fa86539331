import { spawn } from 'node:child_process';
import { onAbort } from '../../waiting.ts';

/** What may be spent on a `docker` command that has to do with a container: what is in there decides how much it prints, and when it ends. */
export type Bounds = {
  readonly milliseconds: number;
  /** Of each of both outputs. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
};

/** `exitCode`: null where it was ended because of its bounds, or could not be started. */
export type BoundedOutput = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs `docker` until it ends or exceeds its bounds. Others at work are left alone, as none is ended by another's limit. */
export async function runBounded(args: readonly string[], bounds: Bounds): Promise<BoundedOutput> {
  const child = spawn('docker', args, { env: { ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => void child.kill('SIGKILL');
  using _abort = onAbort(bounds.signal, end);
  const late = setTimeout(end, bounds.milliseconds);
  const [stdout, stderr] = [
    keep(child.stdout, bounds.maxBytes, end),
    keep(child.stderr, bounds.maxBytes, end),
  ];
  const exitCode = await new Promise<number | null>((resolve) => {
    child.on('error', () => {
      resolve(null);
    });
    child.on('close', resolve);
  });
  clearTimeout(late);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

function keep(stream: NodeJS.ReadableStream, maxBytes: number, end: () => void): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    if (bytes < maxBytes) chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) end();
  });
  return () => Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}
