import { runCommand } from '../command.ts';
import { questionLimit } from './docker-limit.ts';

/** What the engine runs on, as `linux/amd64`; null where it does not say. */
export async function readEnginePlatform(signal: AbortSignal): Promise<string | null> {
  const args = ['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}'];
  const output = await runCommand('docker', args, { limit: questionLimit('docker version'), signal });
  if ('missing' in output || output.exitCode !== 0) return null;
  return output.stdout.toString('utf8').trim();
}
