import type { RequiredContent } from '../files/table/layer-table.ts';
import type { DerivedFiles, KeptFiles, RequiredFiles } from '../files/table/required-files.ts';
import { COMPOSED_FILES } from '../ledger/composition/compositions.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import { VERSION_FILES } from '../ledger/toolchains/toolchains.ts';
import { PACKAGE_DATABASE_FILES, PACKAGE_SCANS } from '../packages/databases.ts';
import { PROJECT_MANIFESTS } from '../packages/node-tree.ts';
import { PYTHON_LOCKS } from '../packages/python-locks.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';

/** All files whose content somebody reads: for ownership, for tools' versions, for what large files are made of, and whatever the rules declare; each once. */
export function requiredFiles(rules: readonly Rule[] = RULES): readonly RequiredFiles[] {
  const declared = rules.flatMap(({ reads = [] }) => reads);
  return [
    ...new Set([
      ...[PACKAGE_DATABASE_FILES, ...PACKAGE_SCANS, PROJECT_MANIFESTS, PYTHON_LOCKS, VERSION_FILES],
      ...[...COMPOSED_FILES, ...declared],
    ]),
  ];
}

/** What is kept of contents, and what is made of them, while layers go by. */
export function requiredContent(
  repository: Pick<RepositoryTree, 'sizes'> | null,
  rules: readonly Rule[] = RULES,
): RequiredContent {
  const required = requiredFiles(rules);
  const kept = required.filter((files): files is KeptFiles => files.keeps === 'content');
  const needed = kept.filter(({ ifRoom }) => ifRoom !== true);
  const spare = kept.filter(({ ifRoom }) => ifRoom === true);
  return {
    wantsContent: (path, size) =>
      needed.some(({ wants }) => wants(path, size)) ||
      (spare.some(({ wants }) => wants(path, size)) && 'if-room'),
    derived: required.filter((files): files is DerivedFiles => files.keeps === 'derived'),
    gitBlobSizes: repository?.sizes ?? new Set(),
  };
}
