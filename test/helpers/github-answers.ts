export const OWNER = 'octo';
export const REPO = 'app';

/** `login` null: the account was deleted. `app`: a slug. */
export type StoredComment = { id: number; body: string; login: string | null; app?: string };
/** Without a label: an event of another kind. */
export type StoredLabelEvent = {
  label?: string;
  actor: string;
  event?: 'labeled' | 'unlabeled' | 'closed';
};

/** `headRepository` null: the fork was deleted. */
export type StoredPull = {
  number: number;
  headSha: string;
  headBranch: string;
  headRepository: string | null;
  state?: 'open' | 'closed';
};

export type StoredArtifact = {
  id: number;
  name: string;
  run: number;
  headSha: string;
  bytes: Uint8Array;
  /** Absent: that of the bytes. */
  size?: number;
  expired?: boolean;
};

/** https://docs.github.com/en/rest/actions/artifacts#list-workflow-run-artifacts */
export function toArtifact({ id, name, run, headSha, bytes, size, expired = false }: StoredArtifact) {
  const url = `https://api.github.com/repos/${OWNER}/${REPO}/actions/artifacts/${id}`;
  return {
    id,
    node_id: `A_${id}`,
    name,
    size_in_bytes: size ?? bytes.length,
    url,
    archive_download_url: `${url}/zip`,
    expired,
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    expires_at: '2027-01-30T00:00:00Z',
    workflow_run: { id: run, repository_id: 1, head_repository_id: 2, head_branch: 'x', head_sha: headSha },
  };
}

/** https://docs.github.com/en/rest/apps/apps#get-an-app */
function toApp(slug: string) {
  return {
    id: slug.length,
    slug,
    node_id: `A_${slug.length}`,
    owner: toUser('github'),
    name: slug,
    description: null,
    external_url: 'https://github.com',
    html_url: `https://github.com/apps/${slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2019-12-10T19:04:12Z',
    permissions: { metadata: 'read' },
    events: [],
  };
}

export function toComment({ id, body, login, app }: StoredComment) {
  const url = `https://api.github.com/repos/${OWNER}/${REPO}/issues/comments/${id}`;
  return {
    id,
    node_id: `IC_${id}`,
    url,
    html_url: `https://github.com/${OWNER}/${REPO}/pull/7#issuecomment-${id}`,
    issue_url: `https://api.github.com/repos/${OWNER}/${REPO}/issues/7`,
    body,
    user: login === null ? null : toUser(login),
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    author_association: 'CONTRIBUTOR',
    performed_via_github_app: app === undefined ? null : toApp(app),
  };
}

export function toUser(login: string) {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  const links = [
    'followers',
    'following',
    'gists',
    'starred',
    'subscriptions',
    'organizations',
    'repos',
    'events',
  ];
  return {
    login,
    id: login.length,
    node_id: `U_${login.length}`,
    avatar_url: 'https://avatars.githubusercontent.com/u/1',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    ...Object.fromEntries(links.map((link) => [`${link}_url`, `${url}/${link}`])),
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

export function toLabel(name: string, index: number) {
  const url = `https://api.github.com/repos/${OWNER}/${REPO}/labels/${index}`;
  return {
    id: index + 1,
    node_id: `LA_${index}`,
    url,
    name,
    description: null,
    color: 'ededed',
    default: false,
  };
}

export function toEvent({ label, actor, event = 'labeled' }: StoredLabelEvent, index: number) {
  return {
    id: index + 1,
    node_id: `LE_${index}`,
    url: `https://api.github.com/repos/${OWNER}/${REPO}/issues/events/${index + 1}`,
    actor: toUser(actor),
    event,
    commit_id: null,
    commit_url: null,
    created_at: '2026-11-01T00:00:00Z',
    ...(label !== undefined && { label: { name: label, color: 'ededed' } }),
    performed_via_github_app: null,
  };
}
