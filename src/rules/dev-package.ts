import { START_SCRIPTS, USE_CONFIG } from './contents/start-scripts.ts';
import { libraryFix } from './fix/library-fix.ts';
import { defineLedgerRule } from './rule.ts';
import { findSpareGroups } from './spare/spare-groups.ts';
import { upstreamVersion } from '../packages/databases.ts';

/** By the word of the distribution's own database. What a runtime package needs, or a compiler's finding counts, is no package of these. */
export const devPackage = defineLedgerRule({
  id: 'dev-package',
  category: 'dev-files',
  headline: 'package of headers and static libraries, which is for building against a library',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Build in an earlier stage, and install the runtime library (`libpq5`, not `libpq-dev`) in the final one',
  evidence: 'thing',
  reads: [START_SCRIPTS],
  looksAt: USE_CONFIG,
  examples: {
    catches: [
      '`libpq-dev`, and `libssl-dev` with it if nothing else needs that',
      '`openssl-dev`, `linux-headers` and `musl-dev` of Alpine, `libpq-devel` and `kernel-headers` of RPM',
      'what `apk add --virtual .build-deps` installed, if nothing removed it',
      'a package that is only there because another `-dev` package needed it, as a part of that package’s finding',
    ],
    ignores: [
      'packages of the base image, and their upgrades',
      '`libc6-dev` if only a compiler needs it, whose own finding counts it',
      'a `-dev` package that a program’s package depends on',
      'headers that a package for running ships (`nodejs` of NodeSource, `python3-numpy`, `libmagickcore-6.q16-6`)',
      'a package that the `RUN` which installed it purged',
    ],
  },
  inspect(ledger) {
    return findSpareGroups(ledger)
      .filter(({ ruleId }) => ruleId === 'dev-package')
      .map((group) => {
        const { root, subject, packages, rows } = group;
        const version = upstreamVersion(ledger.packages[root] ?? { type: 'deb', version: '' });
        const others = packages.length - 1;
        const come = others === 1 ? 'package that comes' : 'packages that come';
        const and = others === 0 ? '' : `, and ${others} ${come} with it`;
        return {
          ...{ subject, version, rows, packages, fix: libraryFix(ledger, group) },
          message: `${subject} ${version}, which is for building against${and}`,
        };
      });
  },
});
