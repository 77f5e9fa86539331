import { START_SCRIPTS, USE_CONFIG } from '../contents/start-scripts.ts';
import { toolFix } from '../fix/tool-fix.ts';
import { defineLedgerRule, type LedgerRule, type RuleMeta, type ThingMatch } from '../rule.ts';
import type { AdminTool } from '../spare/admin-tools.ts';
import { findAdminTools } from '../spare/admin-findings.ts';
import { findSetuidPrograms } from '../spare/setuid-programs.ts';

type AdminRule<Id> = Pick<RuleMeta, 'headline' | 'fix'> & Pick<LedgerRule, 'examples'> & { readonly id: Id };

const SETUID_FIX = 'Give the user of the container what it needs, without the setuid bit';

/** A rule of category `admin-tool`: one finding for each tool that own instructions brought and that nothing is seen to use. */
export function defineAdminRule<const Id extends AdminTool['ruleId']>(
  rule: AdminRule<Id>,
): LedgerRule & { readonly id: Id } {
  return defineLedgerRule({
    ...rule,
    category: 'admin-tool',
    severity: 'note',
    since: '0.1.0',
    evidence: 'thing',
    reads: [START_SCRIPTS],
    looksAt: USE_CONFIG,
    fixFor: (found) => toolFix(found, found.subject === SETUID_PROGRAMS ? SETUID_FIX : rule.fix),
    inspect(ledger): readonly ThingMatch[] {
      const setuid = rule.id === 'privilege-tool' ? findSetuidPrograms(ledger) : [];
      const programs = setuid.length === 0 ? [] : [{ subject: SETUID_PROGRAMS, rows: setuid }];
      return [...findAdminTools(ledger, rule.id), ...programs];
    },
  });
}

const SETUID_PROGRAMS = 'setuid programs';
