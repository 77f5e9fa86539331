import { headerFix } from './fix/header-fix.ts';
import { defineLedgerRule } from './rule.ts';
import { findHeaderPlaces } from './spare/header-places.ts';

/** By place and name, of what no package owns. Headers that a package ships are that package's. */
export const header = defineLedgerRule({
  id: 'header',
  category: 'dev-files',
  headline: 'headers of libraries, and what build systems read beside them',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Build and install in an earlier stage, and copy only the programs and shared libraries (`/usr/local/lib/*.so*`)',
  evidence: 'thing',
  examples: {
    catches: [
      '`/usr/local/include/**`, `/usr/local/lib/pkgconfig/*.pc` and `/usr/local/lib/cmake/**` of a library that `make install` installed',
      'headers below an `include` directory anywhere, such as `/opt/sdk/include`',
      'the headers of Python or Node.js, if the image has copied them from another one',
    ],
    ignores: [
      'headers that a package owns, or that the base image brought',
      'what an extension adds to the headers of the base image’s own PHP or Python',
      'fewer than three files in one place',
      'headers in `node_modules`, `site-packages`, `vendor` and other trees of dependencies',
      'headers of this repository, which `source-file` reports',
    ],
  },
  inspect(ledger) {
    return findHeaderPlaces(ledger).map(({ prefix, rows }) => ({
      subject: `headers in ${prefix}`,
      message: 'Headers and build files of libraries',
      rows,
      fix: headerFix(ledger, { subject: prefix, rows }),
    }));
  },
});
