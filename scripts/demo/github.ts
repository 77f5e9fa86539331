import type { Document } from 'openapi-backend';
import { openGitHubDouble } from '../../test/helpers/github-double.ts';
import type { DemoPullRequest } from './tutorial.ts';

type Place = 'path' | 'query';

const parameters = (place: Place, names: readonly string[]) =>
  names.map((name) => ({
    name,
    in: place,
    required: place === 'path',
    schema: { type: 'string' as const },
  }));

type Subject = 'issue_number' | 'pull_number' | 'comment_id';

const operation = (operationId: string, subject: Subject) => ({
  operationId,
  parameters: [
    ...parameters('path', ['owner', 'repo', subject]),
    ...parameters('query', ['page', 'per_page']),
  ],
  responses: { default: { description: operationId } },
});

const withBody = (operationId: string, subject: Subject) => ({
  ...operation(operationId, subject),
  requestBody: { content: { 'application/json': {} } },
});

/** The paths that the Action asks for; the tests hold it against GitHub's whole description instead. */
const PATHS: Document = {
  openapi: '3.0.3',
  info: { title: 'GitHub on loopback', version: '1' },
  paths: {
    '/repos/{owner}/{repo}/issues/{issue_number}/comments': {
      get: operation('issues/list-comments', 'issue_number'),
      post: withBody('issues/create-comment', 'issue_number'),
    },
    '/repos/{owner}/{repo}/issues/comments/{comment_id}': {
      patch: withBody('issues/update-comment', 'comment_id'),
      delete: operation('issues/delete-comment', 'comment_id'),
    },
    '/repos/{owner}/{repo}/issues/{issue_number}/labels': {
      get: operation('issues/list-labels-on-issue', 'issue_number'),
    },
    '/repos/{owner}/{repo}/issues/{issue_number}/events': {
      get: operation('issues/list-events', 'issue_number'),
    },
    '/repos/{owner}/{repo}/pulls/{pull_number}': {
      get: {
        ...operation('pulls/get', 'pull_number'),
        responses: {
          200: { description: 'pulls/get', content: { 'application/json': { example: { head: {} } } } },
        },
      },
    },
    '/repos/{owner}/{repo}/pulls/{pull_number}/files': {
      get: operation('pulls/list-files', 'pull_number'),
    },
    '/repos/{owner}/{repo}/pulls/{pull_number}/comments': {
      get: {
        ...operation('pulls/list-review-comments', 'pull_number'),
        parameters: [
          ...parameters('path', ['owner', 'repo', 'pull_number']),
          ...parameters('query', ['page', 'per_page', 'sort', 'direction']),
        ],
      },
    },
    '/repos/{owner}/{repo}/commits/{ref}/check-runs': {
      get: {
        operationId: 'checks/list-for-ref',
        parameters: [
          ...parameters('path', ['owner', 'repo', 'ref']),
          ...parameters('query', ['check_name', 'filter']),
        ],
        responses: { default: { description: 'checks/list-for-ref' } },
      },
    },
    '/repos/{owner}/{repo}/check-runs': {
      post: {
        operationId: 'checks/create',
        parameters: parameters('path', ['owner', 'repo']),
        requestBody: { content: { 'application/json': {} } },
        responses: { default: { description: 'checks/create' } },
      },
    },
    '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
      post: withBody('pulls/create-review', 'pull_number'),
    },
  },
};

/** A GitHub on loopback that knows the pull request, and takes the comment and the review. */
export async function openDemoGitHub({ head, patch }: DemoPullRequest) {
  const github = await openGitHubDouble(PATHS);
  github.state.headSha = head;
  github.state.files = [{ filename: 'Dockerfile', patch }];
  return github;
}
