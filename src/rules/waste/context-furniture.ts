import type { LedgerFile } from '../rule.ts';
import { isInstalledPath } from '../source/third-party-tree.ts';

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
function testSubject(file: LedgerFile): string | undefined {
  const { path, repositoryTwin } = file;
  const isTest = repositoryTwin !== undefined && TEST_FOLDER.test(repositoryTwin) && TEST_FOLDER.test(path);
  return isTest && !isRun(file, repositoryTwin) ? 'tests of this repository' : undefined;
}

const TEST_RUNNERS =
  /\b(pytest|unittest|nose2|tox|jest|mocha|vitest|cypress|playwright|testcafe|wdio|newman|cucumber|rspec|phpunit|bats|ctest|karma|node\b[^\n]* --test|(npm|yarn|pnpm|bun|deno|go|cargo|mix|dotnet) (run )?test)\b/;
/** `NODE_ENV === 'test'` names no folder, and a comment of JavaScript nothing at all. */
const NO_NAMES = /[=!]=+\s*(['"])\w+\1|(^|\s)\/\/.*$|^\s*\*.*$/gm;

/** Whether the container's start runs tests, or names a folder that they are in, or happens in one: then they are the application. */
function isRun({ startText }: LedgerFile, twin: string): boolean {
  if (TEST_RUNNERS.test(startText)) return true;
  const text = startText.replace(NO_NAMES, '');
  const folders = twin.split('/').filter((name) => TEST_FOLDER.test(`${name}/`) || name === 'spec');
  return folders.some((folder) => new RegExp(`(^|[^\\w-])${folder}([^\\w-]|$)`).test(text));
}

/**
 * What a distribution's base image keeps of its own making, which nobody's context brought. OSBS and Konflux put the Dockerfile,
 * labels and content manifests of UBI and of what is built upon it there: https://osbs.readthedocs.io
 */
const KEPT_BY_DISTRIBUTION = /^\/(root|usr\/share)\/buildinfo\//;

function isKeptByDistribution({ path, repositoryTwin }: LedgerFile): boolean {
  return repositoryTwin === undefined && KEPT_BY_DISTRIBUTION.test(path);
}

/** Evidence of another finding: a toolchain's own files, a cache's. A virtual environment writes its own `.gitignore`. */
function isOthersEvidence(file: LedgerFile): boolean {
  if (/^(toolchain|package-manager|cache)$/.test(file.fileClass)) return true;
  return file.path.endsWith('/.gitignore') && file.hasSibling('pyvenv.cfg');
}

/** What a file of the build context is that the container has no use for; undefined where it is none. */
export function contextSubject(file: LedgerFile): string | undefined {
  const furniture = PLACE.test(file.path) && FURNITURE.find(({ files }) => files.test(file.path));
  const subject = furniture ? furniture.subject : testSubject(file);
  if (subject === undefined || isInstalledPath(file.path)) return undefined;
  return isOthersEvidence(file) || isKeptByDistribution(file) ? undefined : subject;
}
