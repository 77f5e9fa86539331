import { isDependencyPath } from './source/third-party-tree.ts';
import { historyFix } from './fix/context-fix.ts';
import { defineFileRule } from './rule.ts';

/** What a checkout keeps beside its files. gitrepository-layout(5); Mercurial wiki, FileFormats; Subversion's `.svn/wc.db`. */
const CHECKOUTS: readonly RegExp[] = [
  /^(.*\/\.git)\/(HEAD|config|index|packed-refs|FETCH_HEAD|ORIG_HEAD|shallow|(objects|refs|logs|modules|lfs|worktrees|hooks|info)\/.+)$/,
  /^(.*\/\.hg)\/(dirstate|requires|00changelog\.i|hgrc|store\/.+)$/,
  /^(.*\/\.svn)\/(wc\.db|entries|format|pristine\/.+)$/,
  // Jujutsu, Bazaar, Darcs and Pijul.
  /^(.*\/\.jj)\/(repo|working_copy)\/.+$/,
  /^(.*\/\.bzr)\/(branch-format|(repository|branch|checkout)\/.+)$/,
  /^(.*\/_darcs)\/(hashed_inventory|(inventories|patches|pristine\.hashed)\/.+)$/,
  /^(.*\/\.pijul)\/(pristine|changes)\/.+$/,
  // Under any name: objects are called by their digests, and are the history.
  /^(.+)\/objects\/(pack\/pack-[0-9a-f]{40,64}\.(pack|idx)|[0-9a-f]{2}\/[0-9a-f]{38,62})$/,
];

/** What every path above has in it. */
const PLACE = /\/\.|\/objects\/|\/_darcs\//;

/**
 * Its history holds every file that was ever committed, secrets that were taken out since among them. The directory is the
 * thing: every commit adds objects, which are no new leak. A `.git` file only points to a history. gitrepository-layout(5).
 */
export const vcsDirectory = defineFileRule({
  id: 'vcs-directory',
  category: 'context-leak',
  headline: 'version control history in the image',
  severity: 'error',
  since: '0.1.0',
  fix: 'Add `.git` to `.dockerignore`, or delete the directory in the instruction that clones it',
  fixFor: historyFix,
  evidence: 'thing',
  examples: {
    catches: [
      '/app/.git/HEAD',
      '/app/.git/objects/pack/pack-1.pack',
      '/src/.hg/store/00manifest.i',
      '/src/.svn/wc.db',
      '/app/history/objects/00/0123456789abcdef0123456789abcdef012345',
    ],
    ignores: [
      '/app/.git',
      '/app/.gitignore',
      '/app/git/HEAD',
      '/app/objects/00/model.bin',
      '/app/.github/workflows/ci.yml',
      '/app/node_modules/x/.git/HEAD',
    ],
  },
  match(file) {
    if (file.isInherited || !PLACE.test(file.path) || isDependencyPath(file.path)) return undefined;
    const checkout = CHECKOUTS.map((files) => files.exec(file.path)?.[1]).find((path) => path !== undefined);
    return checkout === undefined ? undefined : { subject: checkout };
  },
});
