import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRelease, type ReleaseFacts } from './release/check-release.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = 'origin/main';

/** Says for the release workflow what the release of a tag is, as outputs of a step, or why it is none. */
function main(): void {
  const [tag = ''] = process.argv.slice(2);
  const { version, majorTag } = checkRelease({
    tag,
    manifest: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as ReleaseFacts['manifest'],
    tags: git('tag', '--list').split('\n'),
    isOnMain: git('branch', '--remotes', '--contains', 'HEAD', '--format', '%(refname:short)')
      .split('\n')
      .includes(MAIN),
  });
  process.stdout.write(`version=${version}\nmajor-tag=${majorTag ?? ''}\n`);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
