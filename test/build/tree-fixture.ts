import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from './git-fixture.ts';

/** Whether this machine has Git LFS, which not every one has. */
export const hasLfs = ((): boolean => {
  try {
    execFileSync('git', ['lfs', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Files of a folder with their sizes, and what `.git` of a submodule says; the folder's own `.git` is left out. */
export function treeOf(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const names = entries
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((name) => name !== '.git' && !name.startsWith('.git/'));
  return Object.fromEntries(names.sort().map((name) => [name, kindOf(join(directory, name))]));
}

function kindOf(path: string): string {
  const status = statSync(path);
  if (status.isDirectory()) return 'folder';
  return path.endsWith('/.git') ? readFileSync(path, 'utf8') : `${status.size} bytes`;
}

/** What Git LFS commits in place of a file, and what it keeps of it elsewhere. */
export function lfsObject(text: string): { readonly pointer: string; readonly oid: string } {
  const oid = createHash('sha256').update(text).digest('hex');
  const lines = [
    'version https://git-lfs.github.com/spec/v1',
    `oid sha256:${oid}`,
    `size ${Buffer.byteLength(text)}`,
  ];
  return { oid, pointer: `${lines.join('\n')}\n` };
}

/** Commits files that Git LFS keeps, as a machine without its program would see them. */
export function commitPointers(repository: string, files: Readonly<Record<string, string>>): string {
  // The machine's own filters would ask for contents to keep.
  const plain = ['-c', 'filter.lfs.clean=', '-c', 'filter.lfs.process=', '-c', 'filter.lfs.required=false'];
  writeFileSync(join(repository, '.gitattributes'), '*.bin filter=lfs diff=lfs merge=lfs -text\n');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), lfsObject(text).pointer);
  }
  git(repository, ...plain, 'add', '--all');
  git(
    repository,
    ...plain,
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    Object.keys(files).join(' ') || 'none',
  );
  return git(repository, 'rev-parse', 'HEAD');
}
