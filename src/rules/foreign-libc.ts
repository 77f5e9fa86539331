import type { Ledger } from '../ledger/ledger.ts';
import { matchForeign, matchTooOld } from './library/library-matches.ts';
import { findBrokenModules } from './library/module-libraries.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { findStartFailure } from './start/start-failure.ts';
import { findNativePrograms } from './start/started-natives.ts';
import { findMissingVersions, isOfLibc } from './library/symbol-versions.ts';
import { NATIVE_START } from './contents/required-sources.ts';

/** The commonest way to break a multi-stage build: built on Debian, run on Alpine, or the other way round. */
export const foreignLibc = defineLedgerRule({
  id: 'foreign-libc',
  category: 'broken-stage',
  headline: 'entrypoint that was built for a different or a newer C library than the image has',
  severity: 'error',
  since: '0.1.0',
  fix: 'Build on the same distribution and release as the final stage, or link statically',
  evidence: 'thing',
  ...NATIVE_START,
  examples: {
    catches: [
      'a program that names `/lib64/ld-linux-x86-64.so.2` on Alpine',
      'a musl program on Debian',
      'a Node.js addon that was built on Debian and runs on Alpine',
      'a NAPI-RS package of which only the addon for musl is installed, in an image of Debian',
      'a program that was built on Debian 13 and needs `GLIBC_2.38`, in an image of Debian 12',
    ],
    ignores: [
      'a glibc program on Alpine with gcompat',
      'a program without a dynamic linker',
      'a newer version that the program marks as weak',
    ],
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== 'linux') return [];
    const failure = findStartFailure(ledger);
    if (failure === undefined) return [...tooOld(ledger), ...ofModules(ledger)];
    if (failure.kind !== 'libc') return [];
    const { subject, message, row } = failure;
    return [{ subject, message, rows: [row], at: 'entrypoint' }];
  },
});

/** Programs and libraries that were linked against a newer glibc than the image has. */
function tooOld(ledger: Ledger): readonly ThingMatch[] {
  const missing = findNativePrograms(ledger)
    .flatMap((program) => findMissingVersions(ledger, program))
    .filter(({ version }) => isOfLibc(version));
  const matches = missing.map((version) => matchTooOld(ledger, version));
  return [...new Map(matches.map((match) => [match.subject, match])).values()];
}

/** Modules that the program loads and that were built for another C library, or a newer one. */
function ofModules(ledger: Ledger): readonly ThingMatch[] {
  return findBrokenModules(ledger).flatMap((broken) => matchForeign(ledger, broken) ?? []);
}
