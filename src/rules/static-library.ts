import { headerFix } from './fix/header-fix.ts';
import { defineLedgerRule } from './rule.ts';
import { STATIC_LIBRARIES } from './spare/library-scan.ts';
import { findStaticLibraries } from './spare/static-libraries.ts';

/** Known by their first bytes. Nothing links in a container that runs. */
export const staticLibrary = defineLedgerRule({
  id: 'static-library',
  category: 'dev-files',
  headline: 'static libraries and object files, which only a linker reads',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Build in an earlier stage, and copy only programs and shared libraries',
  evidence: 'user-files',
  reads: [STATIC_LIBRARIES],
  examples: {
    catches: [
      '`/usr/local/lib/libvips.a` and the `libvips.la` beside it, after `make install`',
      '`/app/obj/main.o`, copied together with the program',
      '`/app/node_modules/bcrypt/build/Release/obj.target/bcrypt_lib.o`, which `node-gyp` left',
    ],
    ignores: [
      'files that a package of the distribution owns, or that the base image brought',
      'static libraries that a wheel or an npm package ships',
      'a file that is only named like one',
      'object files of BPF, which a program loads into the kernel',
      'static libraries of a compiler or SDK, whose own finding counts them',
    ],
  },
  inspect(ledger) {
    return findStaticLibraries(ledger).map(({ subject, place, rows }) => ({
      ...{ subject, rows },
      fix: headerFix(ledger, { subject: place, rows }),
    }));
  },
});
