import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { upstreamVersion } from '../../packages/databases.ts';
import { adminTool, adminToolCalled, type AdminTool } from './admin-tools.ts';
import { createBasePaths, isLooseFile, isOthersPath } from './loose-files.ts';
import { addRow } from './rows-by.ts';
import { isUsedShell } from './used-shells.ts';
import { findSpareGroups, type SpareGroup } from './spare-groups.ts';
import { isUsedTool } from './used-tools.ts';

/** A tool that own instructions brought and that nothing is seen to use. */
export type AdminFinding = {
  readonly subject: string;
  readonly version?: string;
  readonly rows: readonly number[];
  readonly packages: readonly number[];
};

/** The tools of one rule, packaged and copied ones. */
export function findAdminTools(ledger: Ledger, ruleId: AdminTool['ruleId']): readonly AdminFinding[] {
  const loose = looseTools(ledger);
  const groups = findSpareGroups(ledger).filter((group) => group.ruleId === ruleId);
  const subjects = new Set([
    ...groups.map(({ subject }) => subject),
    ...[...loose.keys()].filter((tool) => tool.ruleId === ruleId).map(({ subject }) => subject),
  ]);
  return [...subjects].flatMap((subject): readonly AdminFinding[] => {
    const tool = adminTool(subject);
    if (tool === undefined || isUsedTool(ledger, tool)) return [];
    const own = groups.filter((group) => group.subject === subject);
    const found = toFinding(ledger, { subject, groups: own, loose: loose.get(tool) ?? [] });
    return ruleId === 'shell' && isUsedShell(ledger, found.rows, own.length > 0) ? [] : [found];
  });
}

type Found = {
  readonly subject: string;
  readonly groups: readonly SpareGroup[];
  readonly loose: readonly number[];
};

function toFinding(ledger: Ledger, { subject, groups, loose }: Found): AdminFinding {
  const rows = [...groups.flatMap((group) => group.rows), ...loose].sort((a, b) => a - b);
  const packages = groups.flatMap((group) => group.packages);
  const main = ledger.packages[groups[0]?.root ?? -1];
  return { subject, ...(main && { version: upstreamVersion(main) }), rows, packages };
}

/** Native programs that no package owns, by the tool that they are called as. */
function looseTools(ledger: Ledger): ReadonlyMap<AdminTool, readonly number[]> {
  const found = new Map<AdminTool, number[]>();
  const { catalog } = ledger;
  const isInBase = createBasePaths(ledger);
  for (const row of catalog.factRows) {
    if (!isProgram(catalog.facts(row)?.elf)) continue;
    const tool = adminToolCalled(catalog.paths.name(catalog.node(row)));
    if (tool === undefined || !isLooseFile(ledger, row)) continue;
    const path = catalog.path(row);
    if (isProgramPlace(path) && !isInBase(path)) addRow(found, tool, row);
  }
  return found;
}

/** ELF gABI e_type: an executable, or a position-independent one. */
function isProgram(elf: ElfFacts | undefined): boolean {
  return elf !== undefined && (elf.type === 2 || elf.type === 3) && elf.soname === undefined;
}

/** Where programs lie: a directory for them, the root, or a directory of the tool's own right below it. */
function isProgramPlace(path: string): boolean {
  return !isOthersPath(path) && /\/s?bin\/[^/]+$|^\/[^/]+$|^\/(?:busybox|opt\/[^/]+)\/[^/]+$/.test(path);
}
