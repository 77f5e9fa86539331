import { bringerOf, fitStages, type Case } from './case.ts';
import { developmentFix } from './development-fix.ts';
import { nodeManagerOf } from './node-manager.ts';
import { findStartedPrograms } from '../start/entrypoint.ts';
import { toolFix } from './tool-fix.ts';

/** For bundlers and transpilers: of a project's dependencies, or installed for the whole image. */
export function bundlerFix(found: Case): string {
  const { ledger, rows } = found;
  const isProject = rows.some((row) => {
    const path = ledger.catalog.path(row);
    return path.includes('/node_modules/') && !/\/lib(64)?\/node_modules\//.test(path);
  });
  const bringer = bringerOf(found);
  if (!isProject || bringer.kind === 'base')
    return toolFix(found, 'Build in an earlier stage and copy the result');
  if (bringer.kind === 'copy') return developmentFix(found);
  const { install } = nodeManagerOf(found);
  return toolFix(
    found,
    `Build in an earlier stage, and copy the result and the production dependencies (\`${install}\`)`,
  );
}

/** For package managers, which most containers are started with and need not be. */
export function managerFix(found: Case): string {
  const { ledger } = found;
  const start = findStartedPrograms(ledger).some(({ word }) =>
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
