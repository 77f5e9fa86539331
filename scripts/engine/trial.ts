import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBuildContext } from './build-context.ts';
import { readCommand } from './command.ts';
import type { Packages } from './packages.ts';

/** A program that needs no other file, of the package that brings Docker its init. */
const PROGRAM = 'usr/bin/tini-static';

/**
 * Builds an image with a RUN and keeps nothing; throws with what the engine says. Where mounts or containers are not allowed, as in an
 * unprivileged container, a daemon may start all the same.
 */
export async function tryEngine({ folder }: Packages, env: Readonly<Record<string, string>>): Promise<void> {
  const program = join(folder, PROGRAM);
  if (!existsSync(program)) return;
  await using context = await openBuildContext(
    'FROM scratch\nCOPY program /program\nRUN ["/program", "--version"]\n',
  );
  await copyFile(program, join(context.folder, 'program'));
  const flags = ['--no-cache', '--network=none', '--output=type=cacheonly', '--progress=plain'];
  await readCommand('docker', ['buildx', 'build', ...flags, context.folder], { env });
}
