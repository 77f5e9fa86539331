import { USE_CONFIG, START_SCRIPTS } from './contents/start-scripts.ts';
import { defineLedgerRule } from './rule.ts';
import { startsAsRoot } from './start/root-start.ts';

/** Told where this Dockerfile says what is started: of a base image that is taken as it is, its makers decide that. */
export const rootUser = defineLedgerRule({
  id: 'root-user',
  category: 'admin-tool',
  headline: 'container that runs as root',
  severity: 'note',
  since: '0.1.0',
  fix: 'Say with `USER` which other user the container runs as, by number if it needs no name: `USER 10001:10001`',
  evidence: 'thing',
  reads: [START_SCRIPTS],
  looksAt: ['user', ...USE_CONFIG],
  examples: {
    catches: ['`CMD ["node", "server.js"]` and no `USER`', '`USER root` or `USER 0` before the start'],
    ignores: [
      '`USER 10001`, `USER app`, or a base image that says so',
      'a start of the base image that the Dockerfile leaves as it is',
      'a server that starts as root and gives it up: nginx, Apache, PHP-FPM, PostgreSQL, HAProxy, cron, init systems',
      'a start script that changes the user: `gosu`, `su-exec`, `setpriv`, `runuser`, `su`, `chroot --userspec`',
    ],
  },
  inspect(ledger) {
    if (ledger.config.platform.os !== 'linux' || !startsAsRoot(ledger)) return [];
    return [{ subject: 'root', message: 'The container runs as root', rows: [], at: 'user' }];
  },
});
