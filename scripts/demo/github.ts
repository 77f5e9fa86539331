import type { Document } from 'openapi-backend';
import { openGitHubDouble } from '../../test/helpers/github-double.ts';

const operation = (operationId: string) => ({
  operationId,
  responses: { default: { description: operationId } },
});

/** The paths that the Action asks for; the tests hold it against GitHub's whole description instead. */
const PATHS: Document = {
  openapi: '3.0.3',
  info: { title: 'GitHub on loopback', version: '1' },
  paths: {
    '/repos/{owner}/{repo}/issues/{issue_number}/comments': {
      get: operation('issues/list-comments'),
      post: operation('issues/create-comment'),
    },
    '/repos/{owner}/{repo}/issues/comments/{comment_id}': {
      patch: operation('issues/update-comment'),
      delete: operation('issues/delete-comment'),
    },
    '/repos/{owner}/{repo}/issues/{issue_number}/labels': { get: operation('issues/list-labels-on-issue') },
    '/repos/{owner}/{repo}/issues/{issue_number}/events': { get: operation('issues/list-events') },
  },
};

/** A GitHub on loopback that takes the comment. */
export function openDemoGitHub() {
  return openGitHubDouble(PATHS);
}
