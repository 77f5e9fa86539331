import { isInstalledPath } from './third-party-tree.ts';
import { defineFileRule, isOwnFile, type LedgerFile } from './rule.ts';

const FURNITURE: readonly { readonly subject: string; readonly files: RegExp }[] = [
  {
    subject: 'container build files',
    files:
      /\/(Dockerfile|Containerfile)([.-](?!.*\.?([cm]?[jt]sx?|py|go|rb|rs|php|html|json|md)$)[^/]*)?$|\.(D|d)ockerfile$|\/\.dockerignore$|\/(docker-)?compose([.-][^/]*)?\.ya?ml$|\/docker-bake[^/]*\.(hcl|json)$/,
  },
  {
    subject: 'CI configuration',
    files:
      /\/\.(github|circleci|gitlab|buildkite)\/.|\/(\.gitlab-ci\.yml|\.travis\.yml|Jenkinsfile|azure-pipelines\.yml|bitbucket-pipelines\.yml|\.drone\.yml|cloudbuild\.yaml)$/,
  },
  {
    subject: 'editor settings',
    files: /\/\.(idea|vscode|devcontainer|vs)\/.|\/\.DS_Store$|\/\.[^/]+\.sw[op]$/,
  },
  {
    subject: 'repository settings',
    files:
      /\/\.(gitignore|gitattributes|gitmodules|editorconfig|pre-commit-config\.yaml|eslintrc(\.[a-z]+)?|eslintignore|prettierrc(\.[a-z]+)?|prettierignore)$|\/\.husky\/.|\/(jest|vitest|eslint|prettier|playwright|cypress)\.config\.[cm]?[jt]s$/,
  },
];

/** One look that leaves out nearly every path: something of this is in every path that FURNITURE finds. */
const PLACE = /\/\.|ockerfile|Containerfile|compose|docker-bake|Jenkins|pipelines\.yml|cloudbuild|\.config\./;

const TEST_FOLDER = /(^|\/)(tests?|__tests__|e2e|cypress)\/|(^|\/)spec\/.*_spec\.rb$/;

/** A test is one only where the repository says so: a folder called `test` may be anything. */
function testSubject({ path, repositoryTwin }: LedgerFile): string | undefined {
  const isTest = repositoryTwin !== undefined && TEST_FOLDER.test(repositoryTwin) && TEST_FOLDER.test(path);
  return isTest ? 'tests of this repository' : undefined;
}

/** Files of a repository that are about building, checking and editing it, let in by a missing `.dockerignore`. */
export const contextFile = defineFileRule({
  id: 'context-file',
  category: 'context-leak',
  headline: 'repository file that the container has no use for',
  severity: 'warning',
  since: '1.0.0',
  fix: 'Name it in `.dockerignore`, or copy only what the container runs',
  evidence: 'user-files',
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
    ],
  },
  match(file) {
    // What the repository tracks is the repository's, whoever claims it.
    if (!isOwnFile(file) || (file.owner !== undefined && file.repositoryTwin === undefined)) return undefined;
    const furniture = PLACE.test(file.path) && FURNITURE.find(({ files }) => files.test(file.path));
    const subject = furniture ? furniture.subject : testSubject(file);
    return subject === undefined || isInstalledPath(file.path) ? undefined : { subject };
  },
});
