import { runCommand } from '../command.ts';
import { questionLimit, workLimit } from './docker-limit.ts';

/** IDs of all images of the daemon, those without a name included; null where it does not say. */
export async function listImageIDs(): Promise<ReadonlySet<string> | null> {
  const output = await runCommand('docker', ['image', 'ls', '--all', '--quiet', '--no-trunc'], {
    limit: questionLimit('docker image ls'),
  });
  if ('missing' in output || output.exitCode !== 0) return null;
  const lines = output.stdout.toString('utf8').split('\n');
  return new Set(lines.filter((line) => line !== ''));
}

/**
 * Takes our tag away. The image goes with its last tag, so where a build only found again what stood in the daemon without a
 * name (or nobody knows), the tag stays: never is an image removed that was there before.
 */
export async function removeBuiltImage(tag: string, before: ReadonlySet<string> | null): Promise<void> {
  const format = '{{.Id}} {{len .RepoTags}}';
  const output = await runCommand('docker', ['image', 'inspect', '--format', format, tag], {
    limit: questionLimit('docker image inspect'),
  });
  if ('missing' in output || output.exitCode !== 0) return;
  const [id = '', tags = ''] = output.stdout.toString('utf8').trim().split(' ');
  if (before?.has(id) !== false && tags === '1') return;
  await runCommand('docker', ['image', 'rm', tag], { limit: workLimit('docker image rm') });
}
