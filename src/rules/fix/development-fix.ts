import { bringerOf, code, inBuildStage, stepsAfter, type Bringer, type Case } from './case.ts';
import { COMPOSER, vendorOf } from './composer-manager.ts';
import { nodeManagerOf, type ProjectManager } from './node-manager.ts';
import { pythonManagerOf } from './python-manager.ts';

/** A step that builds or tests with what only development needs. */
const BUILDS =
  /\b(npm|yarn|pnpm|bun) (run |exec |test|build)|\b(npx|bunx|tsc|webpack|vite|esbuild|rollup|jest|vitest)\b|\bcomposer (run|exec|test)|\bvendor\/bin\/|\b(phpunit|phpstan|pest)\b/;

/** A step that installs a project's dependencies. */
const INSTALLS =
  /\b(npm|yarn|pnpm|bun|composer(\.phar)?|uv|poetry|pdm|pipenv) ((-\S+ )*)(ci|i|install|add|require|update|sync)\b/;

type Project = Pick<ProjectManager, 'install' | 'prune'> & {
  /** Directory of the installed packages, as an ignore file names it. */
  readonly directory: string;
};

/** How to go without development dependencies, in the words of the project's package manager. */
export function developmentFix(found: Case): string {
  const project = projectOf(found);
  const { install, prune } = project;
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy' && bringer.from !== undefined)
    return `Remove them in the stage that is copied from, once it is built: \`${prune}\`${prune === install ? '' : `; or install there with \`${install}\``}`;
  if (bringer.kind === 'copy') return contextInstallation(found, bringer, project);
  return isBuiltHere(found, bringer)
    ? `Build ${inBuildStage(found.ledger)}, and install for the final stage with \`${install}\`; or end the \`RUN\` that builds and installs with \`${prune}\``
    : `Install only production dependencies: \`${install}\``;
}

function projectOf(found: Case): Project {
  const python = pythonManagerOf(found.ledger)(found.rows[0] ?? 0);
  if (python !== undefined) return { ...python, directory: '.venv' };
  const vendor = vendorOf(found);
  return vendor === undefined
    ? { ...nodeManagerOf(found), directory: 'node_modules' }
    : { ...COMPOSER, directory: vendor };
}

function isBuiltHere({ ledger }: Case, bringer: Bringer): boolean {
  if (bringer.kind !== 'run') return false;
  const later = stepsAfter(ledger, bringer.instruction).map(({ ref }) => ref);
  return [bringer.instruction, ...later].some(({ keyword, text }) => keyword === 'RUN' && BUILDS.test(text));
}

/** Packages of the build context: to ignore them would empty the program where nothing installs them again. */
function contextInstallation(
  found: Case,
  { instruction }: Bringer & { readonly kind: 'copy' },
  { directory, prune }: Project,
): string {
  const installs = (found.ledger.buildSteps?.steps ?? []).some(
    ({ ref }) => ref.keyword === 'RUN' && INSTALLS.test(ref.text),
  );
  return installs
    ? `Add ${code(directory)} to \`.dockerignore\`: the \`${instruction.keyword}\` puts the packages of your machine on top of those that are installed here`
    : `Run \`${prune}\` before the image is built`;
}
