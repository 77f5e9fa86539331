import { expect, test } from '@jest/globals';
import { publish } from '../../src/github/publish.ts';
import type { Publication } from '../../src/github/publish.ts';
import { renderMarked } from '../../src/github/marker.ts';
import type { GitHubState } from '../helpers/github-double.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { gateReport } from '../helpers/report-builder.ts';

const headSha = 'a'.repeat(40);
const path = '.github/workflows/gate.yml';
const marker = { key: `${path} gate`, headSha, run: { number: 5, attempt: 1, id: 5000 } };
const pull = { number: 7, headSha, baseSha: 'b'.repeat(40), baseRef: 'main', isFork: false, labels: [] };
const publication: Publication = {
  event: { kind: 'pull_request', ...pull },
  ...{ comment: 'always', marker, formerKey: null, place: {} },
};

/** Our comment, written by a run. */
const written = (number: number, id: number) => ({
  ...{ id, login: 'github-actions[bot]' },
  body: renderMarked('### ❌ Final Stage failed', {
    ...marker,
    run: { number, attempt: 1, id: number * 1000 },
  }),
});

type Call = {
  readonly method: string;
  readonly path: string;
  /** What has to be there for the call to be made. */
  readonly state?: Partial<GitHubState>;
  /** What another run writes as soon as ours is there. */
  readonly beside?: ReturnType<typeof written>;
};

const LATER = { runs: [{ id: 6000, number: 6, attempt: 1, headSha, path }], headSha };
const CALLS: readonly Call[] = [
  { method: 'GET', path: '/issues/7/comments?per_page=100' },
  { method: 'POST', path: '/graphql' },
  { method: 'POST', path: '/issues/7/comments' },
  { method: 'PATCH', path: '/issues/comments/2000', state: { comments: [written(4, 2000)] } },
  { method: 'GET', path: '/actions/runs/6000', state: { ...LATER, comments: [written(6, 2000)] } },
  { method: 'GET', path: '/pulls/7', state: { headSha, comments: [written(6, 2000)] } },
  { method: 'DELETE', path: '/issues/comments/1001', beside: written(4, 500) },
];
const STATUSES = [401, 403, 404, 422, 429, 500, 502, 503];

describeWithGitHub('the comment', () => {
  const open = githubWorlds();

  const faults = CALLS.flatMap((call) =>
    STATUSES.map((status) => [status, call.method, call.path, call] as const),
  );
  test.each(faults)(
    'that meets %s at %s …%s leaves the verdict as it is, with one notice at most',
    async (status, method, end, { state, beside }) => {
      const { github, client } = await open(structuredClone(state));
      if (beside !== undefined)
        client.octokit.hook.after('request', (_response, asked) => {
          if (asked.method === 'POST' && asked.url.endsWith('/comments'))
            github.state.comments.unshift({ ...beside });
        });
      const answer = { method, path: end, status, message: 'no', headers: { 'retry-after': '1' } };
      github.answerNext(...Array.from({ length: 6 }, () => answer));
      const said = { warnings: [] as string[], summary: '' };
      const notices = await publish(gateReport(), publication, {
        client,
        annotate: () => undefined,
        warn: (message) => void said.warnings.push(message),
        writeSummary: (markdown) => {
          said.summary = markdown;
          return Promise.resolve();
        },
      });
      expect(github.requests).toContainEqual(
        expect.objectContaining({ method, path: expect.stringContaining(end) }),
      );
      expect(notices.length).toBeLessThanOrEqual(1);
      expect(notices.every(({ code }) => code === 'comment-not-written')).toBe(true);
      expect(said.warnings).toEqual(notices.map(({ message }) => message));
      expect(said.summary).toMatch(/^### . Final Stage passed/u);
      // A way round each of the others is to ask otherwise, or to leave a comment too many.
      const isWriting = end.endsWith('comments') || method === 'PATCH' || end.includes('?');
      if (isWriting) expect(notices).toHaveLength(1);
      expect(github.state.comments.length).toBeGreaterThanOrEqual(notices.length === 1 ? 0 : 1);
    },
  );
});
