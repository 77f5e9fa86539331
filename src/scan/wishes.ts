import type { ContentWishes } from '../files/table/layer-table.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import { isVersionFile } from '../ledger/toolchains/toolchains.ts';
import { packageDatabaseLimit } from '../packages/databases.ts';
import { wantsContent } from '../rules/wishes.ts';

/** What to keep while layers stream by: package databases, files that tell a tool's version, what rules read; all bounded. */
export function contentWishes(repository: Pick<RepositoryTree, 'sizes'> | null): ContentWishes {
  return {
    wantsContent: (path, size) =>
      (size > 0 && size <= packageDatabaseLimit(path)) ||
      isVersionFile(path, size) ||
      wantsContent(path, size),
    gitBlobSizes: repository?.sizes ?? new Set(),
  };
}
