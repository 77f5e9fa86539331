import type { Case } from './case.ts';
import type { ProjectManager } from './node-manager.ts';

/** Composer takes what only development needs out again by the command that leaves it out. https://getcomposer.org/doc/03-cli.md#install-i */
export const COMPOSER: ProjectManager = {
  name: 'Composer',
  install: 'composer install --no-dev',
  prune: 'composer install --no-dev',
};

/** Name of the directory that Composer installed the evidence into, mostly `vendor`; undefined where it was not Composer. */
export function vendorOf({ ledger, rows }: Case): string | undefined {
  const [row = 0] = rows;
  const owner = ledger.packages[ledger.ownerIndex(row)];
  if (owner?.type !== 'composer') return undefined;
  const [above = ''] = ledger.catalog.path(row).split(`/${owner.name}/`, 1);
  return above.slice(above.lastIndexOf('/') + 1);
}
