import { defineLedgerRule } from './rule.ts';
import { checkWorkingDirectory, lookUpUser } from './start/user-lookup.ts';
import { START_CONFIG, START_SCRIPTS } from './contents/start-scripts.ts';
import { ACCOUNTS } from './contents/system-files.ts';

/** What an engine looks up before it starts anything: the user, its group, the working directory. OCI runtime-spec, config.md. */
export const missingUser = defineLedgerRule({
  id: 'missing-user',
  category: 'broken-stage',
  headline: 'user, group or working directory that the image does not provide',
  severity: 'error',
  since: '0.1.0',
  fix: 'Create the user and its group in the final stage, copy `/etc/passwd` and `/etc/group` from the build stage, or use numbers: `USER 10001:10001`',
  evidence: 'thing',
  reads: [START_SCRIPTS, ACCOUNTS],
  looksAt: ['user', ...START_CONFIG],
  examples: {
    catches: [
      '`USER app` where `/etc/passwd` of the image has no `app`',
      '`USER 1000:web` where `/etc/group` has no `web`',
      '`USER root` on `scratch`, which has no `/etc/passwd`',
      '`WORKDIR /app` where `/app` is a file',
    ],
    ignores: ['a user by number', 'no user at all'],
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== 'linux') return [];
    return [...lookUpUser(ledger), ...checkWorkingDirectory(ledger)];
  },
});
