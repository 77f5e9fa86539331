import { createHash } from 'node:crypto';
import type { GitHubEvent } from '../gate/request.ts';
import type { Notice } from '../policy/policy.ts';
import { openCacheService } from './cache-service.ts';
import type { GitHubClient } from './client.ts';
import { openHistoryBranch } from './history-branch.ts';
import { openHistoryCache, openHistoryFile, type HistoryStore } from './history-store.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** Where the user wants the sizes of the base branch's images to be kept. */
export type HistoryChoice =
  | { readonly kind: 'off' }
  | { readonly kind: 'cache' }
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'file'; readonly path: string };

/** What a history is kept for, and by what. `now`: ISO time. */
export type HistoryRun = {
  readonly choice: HistoryChoice;
  readonly event: GitHubEvent;
  readonly environment: NodeJS.ProcessEnv;
  readonly client: GitHubClient | null;
  readonly now: string;
};

/** The histories of these images, or why there are none. */
export function openStore(
  { choice, client, environment, event }: HistoryRun,
  images: readonly string[],
  facts: RepositoryFacts,
): HistoryStore | Notice {
  const commit = event.kind === 'push' ? event.after : '';
  if (choice.kind === 'file') return openHistoryFile(choice.path);
  if (choice.kind === 'cache') {
    const service = openCacheService(environment);
    return service === null ? notKept(NO_CACHE) : openHistoryCache(service, images, commit);
  }
  if (choice.kind === 'off' || client === null) return notKept(NO_TOKEN);
  const taken = takenBranch(choice.branch, event, facts);
  if (taken !== null) return notKept(`${NOT_THERE} ${taken}. ${ANOTHER}`);
  const message = `Record ${sizesOf(images)} at ${commit.slice(0, 10)}`;
  return openHistoryBranch(client, { branch: choice.branch, slugs: images.map(toSlug), message });
}

function sizesOf({ length }: readonly string[]): string {
  return length === 1 ? 'the image size' : `the sizes of ${length} images`;
}

const NO_CACHE = "there is no size history, because this run cannot reach GitHub's cache";
const NO_TOKEN = 'there is no size history, because there is no token. Give one as `github-token`';
const NOT_THERE = 'there is no size history, because `history` names';
const ANOTHER = 'Name another one, such as `branch:size-history`';

/** What a branch is that people work on, so that no history is written there; null where it is none of those that are known. */
function takenBranch(branch: string, event: GitHubEvent, { defaultBranch }: RepositoryFacts): string | null {
  if (branch === defaultBranch) return 'the default branch';
  return branch === branchOf(event) ? `the branch \`${branch}\`, which this run is about` : null;
}

/** The branch that was pushed, or that a pull request is to be merged into; undefined where nobody says one. */
function branchOf(event: GitHubEvent): string | undefined {
  if (event.kind === 'pull_request') return event.baseRef;
  return event.kind === 'push' ? /^refs\/heads\/(.+)$/.exec(event.ref)?.[1] : undefined;
}

function notKept(message: string): Notice {
  return { code: 'history-not-kept', message };
}

/** Only of what everybody may see: others would see a broken picture. */
export function chartAddress(
  image: string,
  { choice, environment }: HistoryRun,
  { isPublic }: RepositoryFacts,
): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  if (choice.kind !== 'branch' || !isPublic || !server?.startsWith('https://') || !repository)
    return undefined;
  const branch = choice.branch.split('/').map(encodeURIComponent).join('/');
  return `${server}/${repository}/raw/${branch}/trend-${toSlug(image)}.svg`;
}

const MAX_SLUG_CHARACTERS = 80;

/** The name as files have it; two names that would be one get a digest. */
function toSlug(image: string): string {
  const plain = image.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-.]+|-+$/g, '');
  if (plain === image && plain.length <= MAX_SLUG_CHARACTERS) return plain;
  const digest = createHash('sha256').update(image).digest('hex').slice(0, 8);
  return [plain.slice(0, MAX_SLUG_CHARACTERS), digest].filter((part) => part !== '').join('-');
}
