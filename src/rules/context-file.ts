import { contextSubject } from './waste/context-furniture.ts';
import { APPLICATION_START } from './contents/required-sources.ts';
import { repositoryFileFix } from './fix/context-fix.ts';
import { defineFileRule, isOwnFile } from './rule.ts';
import { isSecretFile } from './secret/secret-rows.ts';

/** Files of a repository that are about building, checking and editing it, let in by a missing `.dockerignore`. */
export const contextFile = defineFileRule({
  id: 'context-file',
  category: 'context-leak',
  headline: 'repository file that the container does not need',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Add it to `.dockerignore`, or copy only what the container runs',
  fixFor: repositoryFileFix,
  evidence: 'user-files',
  ...APPLICATION_START,
  examples: {
    catches: [
      '/app/Dockerfile',
      '/app/docker-compose.prod.yml',
      '/app/.github/workflows/ci.yml',
      '/srv/.vscode/settings.json',
    ],
    ignores: [
      '/app/node_modules/express/.eslintrc',
      '/usr/share/doc/git/Dockerfile',
      '/app/tests/test_app.py',
      '/app/lib/compose.js',
      '/app/lib/Dockerfile-parser.js',
      '/app/vendor/symfony/.gitattributes',
      '/root/buildinfo/Dockerfile-ubi9-minimal-9.4-1194',
      '/usr/share/buildinfo/Dockerfile',
    ],
  },
  match(file) {
    // What the repository tracks is the repository's, whoever claims it.
    if (!isOwnFile(file) || (file.owner !== undefined && file.repositoryTwin === undefined)) return undefined;
    const subject = isSecretFile(file) ? undefined : contextSubject(file);
    return subject === undefined ? undefined : { subject };
  },
});
