import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerFile } from '../rules/rule.ts';
import { deriveStartText } from '../rules/start/used-text.ts';

/** A view on one row after another: nothing is made per row but what a rule asks for. */
export type MovingFile = LedgerFile & { moveTo(row: number): void };

export function createLedgerFile(ledger: Ledger): MovingFile {
  const { catalog } = ledger;
  let row = 0;
  let path: string | undefined;
  let startText: string | undefined;
  return {
    moveTo(next) {
      row = next;
      path = undefined;
    },
    get path() {
      return (path ??= catalog.path(row));
    },
    get type() {
      return catalog.type(row);
    },
    get size() {
      return catalog.size(row);
    },
    get mode() {
      return catalog.mode(row);
    },
    get visibility() {
      return catalog.visibility(row);
    },
    get fileClass() {
      return ledger.fileClass(row);
    },
    get owner() {
      return ledger.rightfulOwner(row);
    },
    get facts() {
      return catalog.facts(row);
    },
    get repositoryTwin() {
      return ledger.repositoryTwin(row);
    },
    get isInherited() {
      return ledger.isInherited(row);
    },
    get startText() {
      return (startText ??= deriveStartText(ledger));
    },
    hasSibling(name) {
      const { paths } = catalog;
      const sibling = paths.findChild(paths.parent(catalog.node(row)), name);
      return sibling >= 0 && catalog.visibleRow(sibling) >= 0;
    },
  };
}
