import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains } from '../../ledger/toolchains/toolchains.ts';
import { toolFix } from '../fix/tool-fix.ts';
import { defineLedgerRule, type LedgerRule, type RuleMeta } from '../rule.ts';

type ToolRule<Id> = Pick<RuleMeta, 'headline' | 'fix' | 'fixFor'> &
  Pick<LedgerRule, 'examples'> & {
    readonly id: Id;
    /** Which rows another rule reports; absent: none. */
    readonly reportedElsewhere?: (ledger: Ledger) => (row: number) => boolean;
  };

/** A rule of category `build-tool`: reports every build tool that the ledger knows under the rule's id, one finding each. */
export function defineToolRule<const Id extends string>({
  reportedElsewhere = () => () => false,
  ...rule
}: ToolRule<Id>): LedgerRule & { readonly id: Id } {
  return defineLedgerRule({
    fixFor: (found) => toolFix(found, rule.fix),
    ...rule,
    category: 'build-tool',
    severity: 'error',
    since: '1.0.0',
    evidence: 'thing',
    inspect(ledger) {
      const found = findToolchains(ledger).filter(({ tool }) => tool.ruleId === rule.id);
      const isReported = reportedElsewhere(ledger);
      return found
        .map(({ tool, version, rows, packages }) => ({
          subject: tool.subject,
          ...(version !== null && { version }),
          ...(tool.atMost !== undefined && { atMost: tool.atMost }),
          rows: rows.filter((row) => !isReported(row)),
          packages,
        }))
        .filter(({ rows }) => rows.length > 0);
    },
  });
}
