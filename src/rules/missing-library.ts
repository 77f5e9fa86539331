import type { Ledger } from '../ledger/ledger.ts';
import { findProgram, readStartedPrograms } from './entrypoint.ts';
import { findMissingLibraries, type MissingLibrary } from './library-search.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { findStartFailure, interpreterWords } from './start-failure.ts';
import { factsOf } from './visible-files.ts';

/** The dynamic linker's search, done on paper: nothing of the image is run. ld.so(8). */
export const missingLibrary = defineLedgerRule({
  id: 'missing-library',
  category: 'broken-stage',
  headline: 'shared library that the entrypoint needs and the image lacks',
  severity: 'error',
  since: '1.0.0',
  fix: 'Install the runtime package of the library in the final stage, or copy the library with the program',
  evidence: 'thing',
  examples: {
    catches: [
      'a program that needs `libpq.so.5` in an image without it',
      'a library in `/opt/lib` that neither DT_RUNPATH, LD_LIBRARY_PATH nor ld.so.conf leads to',
    ],
    ignores: [
      'a library that lies beside the program and is found by `$ORIGIN`',
      'a file whose needs could not be read',
    ],
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== 'linux' || findStartFailure(ledger)) return [];
    const missing = new Map<string, MissingLibrary>();
    for (const program of readNativePrograms(ledger)) {
      for (const library of findMissingLibraries(ledger, program)) missing.set(library.name, library);
    }
    return [...missing.values()].map((library) => toMatch(ledger, library));
  },
});

/** Rows of the native programs that start: those of the command line, and the interpreters of its scripts. */
function readNativePrograms(ledger: Ledger): readonly number[] {
  return readStartedPrograms(ledger).flatMap(({ row }) => {
    const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
    const words = shebang === undefined ? [] : interpreterWords(shebang);
    const rows = [row, ...words.map((word) => findProgram(ledger, word).row)];
    return rows.filter((started) => started >= 0 && factsOf(ledger.catalog, started)?.elf !== undefined);
  });
}

function toMatch({ catalog }: Ledger, { name, neededBy }: MissingLibrary): ThingMatch {
  const [, subject = name, version] = /^(.+?\.so)\.(.+)$/.exec(name) ?? [];
  return {
    subject,
    ...(version !== undefined && { version }),
    message: `\`${catalog.path(neededBy)}\` needs \`${name}\`, which the dynamic linker will not find`,
    rows: [neededBy],
    at: 'entrypoint',
  };
}
