import { tryGit } from './git.ts';
import { matchingPaths } from './index-entries.ts';
import type { Trees } from './sparse-checkout.ts';

/**
 * Which files of the worktree are as they are committed, since the checkout's own configuration names the program that makes them
 * what they are there (git-crypt and the like), and what it names is not run. One clause for each filter.
 */
export async function unfilteredFiles({
  checkout,
  worktree,
}: Omit<Trees, 'list'>): Promise<readonly string[]> {
  const pattern = String.raw`^filter\..*\.(smudge|process)$`;
  const keys = await tryGit(checkout, ['config', '--local', '--name-only', '--get-regexp', pattern]);
  const names = new Set((keys ?? '').split('\n').map((key) => /^filter\.([\w.-]+)\.\w+$/.exec(key)?.[1]));
  const clauses: string[] = [];
  for (const name of names) {
    if (name === undefined || name === 'lfs') continue;
    const paths = await matchingPaths(worktree, `:(attr:filter=${name})`);
    const [first] = paths;
    if (first === undefined) continue;
    const others = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
    const shown = Buffer.from(first, 'latin1').toString('utf8').replaceAll('`', "'").slice(0, 200);
    clauses.push(
      `\`${shown}\`${others} went through the filter \`${name}\` in the checkout, a program that is not run for the baseline`,
    );
  }
  return clauses;
}
