import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The path with `~/` as shells read it, which they leave as it is behind a colon. A folder that is called so is itself. */
export function inHome(path: string): string {
  return path.startsWith('~/') && !existsSync('~') ? join(homedir(), path.slice(2)) : path;
}
