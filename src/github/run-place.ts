import type { GitHubEvent } from '../request.ts';
import type { CommentMarker } from './marker.ts';
import { commentKey, readRunNumber } from './marker.ts';
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

/** Marker of this run's comment; `parts` tell the gates of one job apart. */
export function readMarker(
  environment: Environment,
  event: GitHubEvent,
  parts: readonly string[],
): CommentMarker {
  return {
    key: commentKey(environment, parts),
    headSha: headShaOf(event),
    run: readRunNumber(environment),
  };
}

function headShaOf(event: GitHubEvent): string {
  return event.kind === 'pull_request' ? event.headSha : '';
}
