import { START_SCRIPTS, USE_CONFIG } from './contents/start-scripts.ts';
import { strippedFix } from './fix/debug-fix.ts';
import { toolFix } from './fix/tool-fix.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { findDebugFiles, PROGRAM_DATABASES } from './spare/debug-files.ts';
import { findSpareGroups } from './spare/spare-groups.ts';

const PACKAGE_FIX = 'Install them in a debug stage or a debug image of their own, not in the final stage';

/** By what ELF files and program databases say of themselves, and by packages' names. */
export const debugSymbols = defineLedgerRule({
  id: 'debug-symbols',
  category: 'dev-files',
  headline: 'debug symbols, which only a debugger reads',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Strip what you build (`strip`, `-ldflags "-s -w"`, `strip = true`), and keep the symbols outside of the image',
  evidence: 'thing',
  reads: [START_SCRIPTS, PROGRAM_DATABASES],
  looksAt: USE_CONFIG,
  examples: {
    catches: [
      '`/usr/lib/debug/**` and `/app/server.debug` with a section `.debug_info`',
      'packages such as `libc6-dbg` and `nginx-dbgsym`, and `-debuginfo` of RPM',
      'a program of your own with at least 1 MiB of debug information in it: the finding counts these sections only',
      '`/app/App.pdb` of .NET',
    ],
    ignores: [
      'programs of packages and of the base image',
      'stripped programs, and programs with less than 1 MiB of debug information',
      'what is only called `.pdb`, such as a file of the Protein Data Bank',
      'libraries in `node_modules`, `site-packages` and other trees of dependencies',
    ],
  },
  inspect(ledger) {
    const packaged = findSpareGroups(ledger)
      .filter(({ ruleId }) => ruleId === 'debug-symbols')
      .map(({ subject, rows, packages }): ThingMatch => {
        return { subject, rows, packages, fix: toolFix({ ledger, subject, rows }, PACKAGE_FIX) };
      });
    return [
      ...packaged,
      ...findDebugFiles(ledger).map((found) => ({
        ...{ ...found, fix: strippedFix(ledger, found) },
        // Go and older Rust leave it in unless they are told otherwise, and it makes stack traces readable.
        ...(found.subject === 'unstripped programs' && { atMost: 'note' as const }),
      })),
    ];
  },
});
