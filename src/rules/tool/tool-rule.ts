import type { Ledger } from '../../ledger/ledger.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';
import { findToolchains } from '../../ledger/toolchains/toolchains.ts';
import { START_CONFIG, START_SCRIPTS } from '../contents/start-scripts.ts';
import type { Case } from '../fix/case.ts';
import { toolFix } from '../fix/tool-fix.ts';
import { defineLedgerRule, type LedgerRule, type RuleMeta, type ThingMatch } from '../rule.ts';
import { reasonFor } from './tool-reason.ts';

type ToolRule<Id> = Pick<RuleMeta, 'headline' | 'fix' | 'fixFor'> &
  Partial<Pick<RuleMeta, 'category' | 'severity'>> &
  Pick<LedgerRule, 'examples'> & {
    readonly id: Id;
    /** Which rows another rule reports; absent: none. */
    readonly reportedElsewhere?: (ledger: Ledger) => (row: number) => boolean;
  };

/**
 * A rule of category `build-tool`, where it says nothing else: reports every build tool that the ledger knows under the rule's id, one finding each; as
 * a note where a package that runs depends on it, or the container is started with it.
 */
export function defineToolRule<const Id extends string>({
  reportedElsewhere = () => () => false,
  ...rule
}: ToolRule<Id>): LedgerRule & { readonly id: Id } {
  return defineLedgerRule({
    category: 'build-tool',
    severity: 'error',
    ...rule,
    fixFor: (found) => fixOfFiled(found) ?? rule.fixFor?.(found) ?? toolFix(found, rule.fix),
    since: '0.1.0',
    evidence: 'thing',
    reads: [START_SCRIPTS],
    looksAt: START_CONFIG,
    inspect(ledger) {
      const found = findToolchains(ledger).filter(({ tool }) => tool.ruleId === rule.id);
      const isReported = reportedElsewhere(ledger);
      return found
        .map((each) => ({ ...each, rows: each.rows.filter((row) => !isReported(row)) }))
        .filter(({ rows }) => rows.length > 0)
        .flatMap((each) => matchOf(ledger, each) ?? []);
    },
  });
}

/** What helps against a package that its distribution files under development, and that may be anything. */
function fixOfFiled(found: Case): string | undefined {
  const { ledger, subject } = found;
  const filed = findToolchains(ledger).find(({ tool }) => tool.subject === subject && tool.isFiled === true);
  if (filed === undefined) return undefined;
  const help =
    filed.tool.atMost === 'note' ? 'leave it out if the image is not for it' : 'use it in an earlier stage';
  return toolFix(found, `The distribution files \`${subject}\` under development: ${help}`);
}

/** What is merely filed under development, and has a reason to be there, is no build tool: nothing else says that it is one. */
function matchOf(ledger: Ledger, found: ToolchainFound): ThingMatch | undefined {
  const { tool, version, rows, packages } = found;
  const reason = reasonFor(ledger, found);
  if (reason !== undefined && tool.isFiled === true) return undefined;
  const name = version === null ? tool.subject : `${tool.subject} ${version}`;
  const more = companionsOf(ledger, found);
  return {
    ...{ subject: tool.subject, rows, packages },
    ...(version !== null && { version }),
    ...(reason === undefined
      ? { message: `${name}${more}`, ...(tool.atMost !== undefined && { atMost: tool.atMost }) }
      : { message: reason.message(name, more), fix: reason.fix, ...(reason.isExcuse && { atMost: 'note' }) }),
  };
}

/** ` and 14 packages that only it needs`; empty where there are none, or where some came with the base image and some did not. */
function companionsOf(ledger: Ledger, { rows, companions, hasRecommended }: ToolchainFound): string {
  const isSplit = new Set(rows.map((row) => ledger.isInherited(row))).size > 1;
  if (companions === 0 || isSplit) return '';
  const verbs = hasRecommended ? 'needs or recommends' : 'needs';
  return ` and ${companions === 1 ? '1 package' : `${companions} packages`} that only it ${verbs}`;
}
