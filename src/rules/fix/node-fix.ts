import { bringerOf, fitStages, inBuildStage, stepsAfter, type Bringer, type Case } from './case.ts';
import { nodeManagerOf } from './node-manager.ts';
import { readStartedPrograms } from '../start/entrypoint.ts';
import { toolFix } from './tool-fix.ts';

/** A step that builds or tests with what only development needs. */
const BUILDS =
  /\b(npm|yarn|pnpm|bun) (run |exec |test|build)|\b(npx|bunx|tsc|webpack|vite|esbuild|rollup|jest|vitest)\b/;

/** How to go without development dependencies, in the words of the project's package manager. */
export function developmentFix(found: Case): string {
  const { install, prune } = nodeManagerOf(found);
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy' && bringer.from !== undefined)
    return `Take them out in the stage that is copied from, once it is built: \`${prune}\`${prune === install ? '' : `; or install there with \`${install}\``}`;
  if (bringer.kind === 'copy') return contextInstallation(found, bringer, prune);
  return isBuiltHere(found, bringer)
    ? `Build ${inBuildStage(found.ledger)}, and install for the final one with \`${install}\`; or end the \`RUN\` that builds and installs with \`${prune}\``
    : `Install what the program runs with alone: \`${install}\``;
}

function isBuiltHere({ ledger }: Case, bringer: Bringer): boolean {
  if (bringer.kind !== 'run') return false;
  const later = stepsAfter(ledger, bringer.instruction).map(({ ref }) => ref);
  return [bringer.instruction, ...later].some(({ keyword, text }) => keyword === 'RUN' && BUILDS.test(text));
}

/** `node_modules` of the build context: to ignore it would empty the program where nothing installs it again. */
function contextInstallation(
  found: Case,
  { instruction }: Bringer & { readonly kind: 'copy' },
  prune: string,
): string {
  const installs = (found.ledger.buildSteps?.steps ?? []).some(
    ({ ref }) => ref.keyword === 'RUN' && /\b(npm|yarn|pnpm|bun) (ci|i|install|add)\b/.test(ref.text),
  );
  return installs
    ? `Name \`node_modules\` in \`.dockerignore\`: the \`${instruction.keyword}\` lays what is on your machine over what is installed here`
    : `Run \`${prune}\` before the image is built`;
}

/** For bundlers and transpilers: of a project's dependencies, or installed for the whole image. */
export function bundlerFix(found: Case): string {
  const { ledger, rows } = found;
  const isProject = rows.some((row) => {
    const path = ledger.catalog.path(row);
    return path.includes('/node_modules/') && !/\/lib(64)?\/node_modules\//.test(path);
  });
  const bringer = bringerOf(found);
  if (!isProject || bringer.kind === 'base')
    return toolFix(found, 'Build in an earlier stage and copy what it makes');
  if (bringer.kind === 'copy') return developmentFix(found);
  const { install } = nodeManagerOf(found);
  return toolFix(
    found,
    `Build in an earlier stage, and copy what it makes and the production dependencies (\`${install}\`)`,
  );
}

/** For package managers, which most containers are started with and need not be. */
export function managerFix(found: Case): string {
  const { ledger } = found;
  const start = readStartedPrograms(ledger).some(({ word }) =>
    /(^|\/)(npm|npx|yarn|pnpm|corepack)$/.test(word),
  )
    ? ', and start with `node` instead of the package manager'
    : '';
  const copied = hasPlugAndPlay(found)
    ? 'Install in an earlier stage, and copy `.pnp.cjs`, `.yarn/cache` and `.yarn/unplugged`'
    : 'Install in an earlier stage, and copy `node_modules`';
  return `${toolFix(found, fitStages(ledger, copied))}${start}`;
}

/** Yarn's way without `node_modules`. https://yarnpkg.com/features/pnp */
function hasPlugAndPlay({ ledger: { catalog } }: Case): boolean {
  const { paths } = catalog;
  for (let node = 0; node < paths.size; node += 1) if (paths.name(node) === '.pnp.cjs') return true;
  return false;
}
