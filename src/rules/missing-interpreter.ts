import { defineLedgerRule } from './rule.ts';
import { findStartFailure } from './start/start-failure.ts';
import { START_CONFIG, START_SCRIPTS } from './contents/start-scripts.ts';
import { ACCOUNTS } from './contents/system-files.ts';

/** The container's start is followed as the kernel would: the program, its dynamic linker, its `#!` line. execve(2). */
export const missingInterpreter = defineLedgerRule({
  id: 'missing-interpreter',
  category: 'broken-stage',
  headline: 'entrypoint that cannot be started',
  severity: 'error',
  since: '0.1.0',
  fix: 'Copy the program and what runs it into the final stage, or start from a base image that has it',
  evidence: 'thing',
  reads: [START_SCRIPTS, ACCOUNTS],
  looksAt: ['user', ...START_CONFIG],
  examples: {
    catches: [
      'a dynamically linked program on `scratch`',
      'an entrypoint script for `/bin/bash` on Alpine without bash',
      'an entrypoint that was never copied from the build stage',
      'a script of a virtual environment whose Python stayed behind',
      'an entrypoint script with CRLF line endings',
      'an entrypoint script without a `#!` line, or one that nobody may execute',
      'an entrypoint in `/root`, or with mode 700 and of root, where the container is started as another user',
      'an entrypoint that is a directory',
      'a program that was built for another architecture than the image claims',
    ],
    ignores: [
      'a statically linked program on `scratch`',
      'a command line that a shell must expand first',
      'a program that a volume is expected to provide, which is only a note',
      'a script without a `#!` line or an execute bit that is passed to its interpreter: `["sh", "/app/run.sh"]`',
    ],
  },
  inspect(ledger) {
    const failure = findStartFailure(ledger);
    if (failure?.kind !== 'program' && failure?.kind !== 'interpreter') return [];
    const { subject, message, row, fix, atMost } = failure;
    const more = { ...(fix && { fix }), ...(atMost && { atMost }) };
    return [{ subject, message, ...more, rows: row < 0 ? [] : [row], at: 'entrypoint' }];
  },
});
