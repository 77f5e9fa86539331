import type { GitHubEvent } from '../gate/request.ts';
import { commentKeys } from './comment-key.ts';
import type { GateIdentity } from './comment-key.ts';
import { readRunNumber } from './marker.ts';
import type { CommentMarker } from './marker.ts';
import type { RunPlace } from './publish.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Addresses of this run and of the files that it judged. */
export function readRunPlace(environment: Environment, event: GitHubEvent): RunPlace {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (!server || !repository) return {};
  const headSha = headShaOf(event);
  return {
    ...(run && { reportUrl: `${server}/${repository}/actions/runs/${run}` }),
    ...(headSha !== '' && { sourceUrl: `${server}/${repository}/blob/${headSha}/` }),
  };
}

/** Marker of this run's comment, and what the former version called its gate. */
export function readMarker(
  environment: Environment,
  event: GitHubEvent,
  identity: GateIdentity,
): { readonly marker: CommentMarker; readonly formerKey: string | null } {
  const { key, former } = commentKeys(environment, identity);
  return { marker: { key, headSha: headShaOf(event), run: readRunNumber(environment) }, formerKey: former };
}

function headShaOf(event: GitHubEvent): string {
  return event.kind === 'pull_request' ? event.headSha : '';
}
