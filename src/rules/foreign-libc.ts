import { defineLedgerRule } from './rule.ts';
import { findStartFailure } from './start-failure.ts';

/** The commonest way to break a multi-stage build: built on Debian, run on Alpine, or the other way round. */
export const foreignLibc = defineLedgerRule({
  id: 'foreign-libc',
  category: 'broken-stage',
  headline: 'entrypoint built for another C library than the image has',
  severity: 'error',
  since: '1.0.0',
  fix: 'Build on the same distribution as the final stage, or link statically',
  evidence: 'thing',
  examples: {
    catches: ['a program that names `/lib64/ld-linux-x86-64.so.2` on Alpine', 'a musl program on Debian'],
    ignores: ['a glibc program on Alpine with gcompat', 'a program without a dynamic linker'],
  },
  inspect(ledger) {
    const failure = findStartFailure(ledger);
    if (failure?.kind !== 'libc') return [];
    const { subject, message, row } = failure;
    return [{ subject, message, rows: [row], at: 'entrypoint' }];
  },
});
