import type { Ledger } from '../../ledger/ledger.ts';
import { deriveStart } from './start-commands.ts';
import { deriveStartText } from './used-text.ts';

/** Servers that need root to begin with and give it up by themselves, and programs that start others as other users. */
const GIVES_UP =
  /^(nginx|openresty|angie|httpd|apache2|apache2ctl|apachectl|apache2-foreground|haproxy|php-fpm[\d.]*|postgres|postmaster|mysqld|mariadbd|sshd|dovecot|master|postfix|exim4?|named|unbound|squid|varnishd|memcached|cron|crond|anacron|supervisord|s6-svscan|runsvdir|runsvinit|init|systemd|dinit|containerd|dockerd|kubelet|buildkitd)$/;

/** Words by which a start script changes the user. */
const CHANGES_USER =
  /\b(gosu|su-exec|setpriv|runuser|s6-setuidgid|setuidgid|chpst|start-stop-daemon)\b|\bsu\s+-|--userspec|\bsu\s+\w+\s+-c/;

/** Whether this Dockerfile's own start runs as root, and nothing of it is known to give that up. */
export function startsAsRoot(ledger: Ledger): boolean {
  const { config, start } = ledger;
  const isOwn = start.CMD !== undefined || start.ENTRYPOINT !== undefined;
  if (!isOwn || !isRoot(config.user) || CHANGES_USER.test(deriveStartText(ledger))) return false;
  const programs = deriveStart(ledger).commands.map(([word = '']) => word.slice(word.lastIndexOf('/') + 1));
  return programs.length > 0 && !programs.some((name) => GIVES_UP.test(name));
}

/** Without a user, and by name or number, with a group or without. */
function isRoot(user = ''): boolean {
  return /^(root|0*)(:|$)/.test(user);
}
