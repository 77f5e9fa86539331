import { matchBroken, matchMissing, matchOlder } from './library/library-matches.ts';
import { resolveLibraries } from './library/library-search.ts';
import { findBrokenModules } from './library/module-libraries.ts';
import { defineLedgerRule } from './rule.ts';
import { findStartFailure } from './start/start-failure.ts';
import { findNativePrograms } from './start/started-natives.ts';
import { findMissingVersions, isOfLibc } from './library/symbol-versions.ts';
import { NATIVE_START } from './contents/required-sources.ts';

/** The dynamic linker's search, done on paper: nothing of the image is run. ld.so(8). */
export const missingLibrary = defineLedgerRule({
  id: 'missing-library',
  category: 'broken-stage',
  headline: 'shared library that the entrypoint needs and the image lacks',
  severity: 'error',
  since: '0.1.0',
  fix: 'Install the runtime package of the library in the final stage, or copy the library with the program',
  evidence: 'thing',
  ...NATIVE_START,
  examples: {
    catches: [
      'a program that needs `libpq.so.5` in an image without it',
      'a library in `/opt/lib` that neither DT_RUNPATH, LD_LIBRARY_PATH nor ld.so.conf leads to',
      'a library of another architecture than the program',
      '`import psycopg2`, whose extension module needs `libpq.so.5`, in an image without it',
      'a program that needs `GLIBCXX_3.4.32` where `libstdc++.so.6` ends at `GLIBCXX_3.4.30`',
    ],
    ignores: [
      'a library that lies beside the program and is found by `$ORIGIN`',
      'a module whose import may fail: inside `try`, `if` or a function, or in a package that nothing imports',
      'a library that the host provides, such as `libcuda.so.1`',
      'a file whose needs could not be read',
    ],
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== 'linux' || findStartFailure(ledger)) return [];
    const programs = findNativePrograms(ledger);
    const missing = programs.flatMap((program) => resolveLibraries(ledger, program).missing);
    const older = programs.flatMap((program) => findMissingVersions(ledger, program));
    const matches = [
      ...missing.map((library) => matchMissing(ledger, library)),
      ...older.filter(({ version }) => !isOfLibc(version)).map((version) => matchOlder(ledger, version)),
      ...findBrokenModules(ledger).flatMap((broken) => matchBroken(ledger, broken) ?? []),
    ];
    return [...new Map(matches.map((match) => [match.subject, match])).values()];
  },
});
