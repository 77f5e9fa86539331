import type { Suggestion } from '../report/suggestion.ts';
import { toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import { isInHunk, readHunks } from './diff-lines.ts';
import type { HunkLines } from './diff-lines.ts';
import { isSuperseded } from './later-run.ts';
import { isLater, renderMarked } from './marker.ts';
import { hideOutdated, readAppearances, showAgain } from './outdated.ts';
import type { Appearances } from './outdated.ts';
import type { OwnGate } from './own-comments.ts';
import { findOwnSuggestions, suggestionMarker } from './own-suggestions.ts';
import type { OwnSuggestion } from './own-suggestions.ts';

/** The suggestions as they should be: by fix, whose parts are shown all or not at all. */
export type WantedReview = OwnGate & { readonly fixes: readonly (readonly Suggestion[])[] };

/** How many suggestions GitHub refused, which it does where a line is not in the diff. */
export type ReviewOutcome = { readonly refused: number };

const PER_PAGE = 100;
/** GitHub lists at most 3,000 files. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MAX_PAGES = 30;
const NOTHING_REFUSED: ReviewOutcome = { refused: 0 };

/**
 * Suggests what lies within the diff, in one review, and folds what earlier runs suggested and this one does not; what they folded
 * and this one suggests is unfolded. Throws what the API throws.
 */
export async function publishReview(client: GitHubClient, wanted: WantedReview): Promise<ReviewOutcome> {
  const own = await findOwnSuggestions(client, wanted);
  if (own.length + wanted.fixes.length === 0) return NOTHING_REFUSED;
  if (await isForOthers(client, wanted, own)) return NOTHING_REFUSED;
  const fixes = await placedFixes(client, wanted);
  const appearances = await readAppearances(client, own);
  const kept = await keep(client, standing(fixes.flat(), own, appearances), appearances);
  const outcome = await suggest(client, wanted, missing(fixes, kept));
  const outdated = own.filter((suggestion) => !kept.includes(suggestion));
  await hideOutdated(client, outdated, appearances);
  return outcome;
}

/** What was written of these already, each once; one that has to be unfolded only where there is no other. */
function standing(
  suggestions: readonly Suggestion[],
  own: readonly OwnSuggestion[],
  appearances: Appearances,
): readonly OwnSuggestion[] {
  const places = new Set(suggestions.map(placeOf));
  return [...places].flatMap((place) => {
    const same = own.filter((one) => placeOfOwn(one) === place);
    const best = same.find(({ nodeId }) => appearances?.get(nodeId) !== 'outdated') ?? same[0];
    return best === undefined ? [] : [best];
  });
}

/** Those that readers see, after what was folded as outdated is unfolded; what people folded for another reason stays so. */
async function keep(
  client: GitHubClient,
  suggestions: readonly OwnSuggestion[],
  appearances: Appearances,
): Promise<readonly OwnSuggestion[]> {
  const folded = suggestions.filter(({ nodeId }) => appearances?.get(nodeId) === 'outdated');
  if (await showAgain(client, folded)) return suggestions;
  return suggestions.filter((suggestion) => !folded.includes(suggestion));
}

/** Whether the pull request moved on, so that another run speaks: what was proven here is of no use there. */
async function isForOthers(
  client: GitHubClient,
  wanted: WantedReview,
  own: readonly OwnSuggestion[],
): Promise<boolean> {
  const { octokit, owner, repo } = client;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: wanted.pull });
  if (data.head.sha !== wanted.marker.headSha) return true;
  const later = own.filter(({ marker }) => isLater(marker.run, wanted.marker.run));
  return isSuperseded(client, wanted, later);
}

/** The fixes of which every part lies within one hunk of the diff, as it stands there. */
async function placedFixes(
  client: GitHubClient,
  { pull, fixes }: WantedReview,
): Promise<readonly (readonly Suggestion[])[]> {
  const files = new Set(fixes.flat().map(({ file }) => file));
  const hunks = await readDiff(client, pull, files);
  return fixes.filter((parts) => parts.every((part) => isInHunk(hunks.get(part.file) ?? [], part)));
}

/** Hunks by path. A file that is large, binary or not changed has none. */
async function readDiff(
  { octokit, owner, repo }: GitHubClient,
  pull: number,
  files: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly HunkLines[]>> {
  const found = new Map<string, readonly HunkLines[]>();
  if (files.size === 0) return found;
  const query = { owner, repo, pull_number: pull, per_page: PER_PAGE };
  let pages = 0;
  for await (const page of octokit.paginate.iterator(octokit.rest.pulls.listFiles, query)) {
    for (const { filename, patch } of page.data) {
      if (files.has(filename)) found.set(filename, readHunks(patch ?? ''));
    }
    if (++pages === MAX_PAGES || found.size === files.size) break;
  }
  return found;
}

/** What is suggested and where: one change may be proven for several lines of a file. */
function placeOf(suggestion: Suggestion): string {
  return placeOfOwn({ fingerprint: suggestion.fingerprint, line: lastLine(suggestion) });
}

/** GitHub moves a comment with its lines, so that a suggestion is the same where only lines above it were added. */
function placeOfOwn({ fingerprint, line }: Pick<OwnSuggestion, 'fingerprint' | 'line'>): string {
  return `${fingerprint} ${line}`;
}

function lastLine({ line, before }: Suggestion): number {
  return line + before.length - 1;
}

function missing(
  fixes: readonly (readonly Suggestion[])[],
  kept: readonly OwnSuggestion[],
): readonly (readonly Suggestion[])[] {
  const known = new Set(kept.map(placeOfOwn));
  return fixes
    .map((parts) => parts.filter((part) => !known.has(placeOf(part))))
    .filter((parts) => parts.length > 0);
}

/** All in one review; where GitHub refuses that, a review for each fix, since one part without the others is no fix. */
async function suggest(
  client: GitHubClient,
  wanted: WantedReview,
  fixes: readonly (readonly Suggestion[])[],
): Promise<ReviewOutcome> {
  if (fixes.length === 0 || (await isTaken(client, wanted, fixes))) return NOTHING_REFUSED;
  let refused = 0;
  for (const parts of fixes) {
    const isPlaced = fixes.length > 1 && (await isTaken(client, wanted, [parts]));
    if (!isPlaced) refused += parts.length;
  }
  return { refused };
}

const UNPROCESSABLE = 422;

/** Whether GitHub takes a review with these; it refuses all of it for one line that is not in the diff. */
async function isTaken(
  client: GitHubClient,
  wanted: WantedReview,
  fixes: readonly (readonly Suggestion[])[],
): Promise<boolean> {
  try {
    await createReview(client, wanted, fixes);
    return true;
  } catch (error) {
    if (toApiFailure(error).status === UNPROCESSABLE) return false;
    throw error;
  }
}

async function createReview(
  { octokit, owner, repo }: GitHubClient,
  { pull, marker }: WantedReview,
  fixes: readonly (readonly Suggestion[])[],
): Promise<void> {
  const comments = fixes.flat().map((suggestion) => {
    const { file, line, text, fingerprint } = suggestion;
    const end = lastLine(suggestion);
    return {
      path: file,
      body: renderMarked(text, suggestionMarker(marker, fingerprint)),
      side: 'RIGHT',
      line: end,
      ...(end > line && { start_line: line, start_side: 'RIGHT' }),
    };
  });
  await octokit.rest.pulls.createReview({
    owner,
    repo,
    pull_number: pull,
    commit_id: marker.headSha,
    event: 'COMMENT',
    body: reviewText(fixes.length),
    comments,
  });
}

function reviewText(fixes: number): string {
  const what = fixes === 1 ? 'a fix that lies' : `${fixes} fixes that lie`;
  return `Final Stage has proven ${what} within this diff.`;
}
