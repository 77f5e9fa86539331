import { SECRETS } from '../files/secrets/secret-scan.ts';
import { secretFix } from './fix/secret-fix.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { onLines, secretRows, secretsBySubject, type SecretRow } from './secret/secret-rows.ts';

/** By content, and never what it is: whoever reads the report must not learn it. */
export const secretFile = defineLedgerRule({
  id: 'secret-file',
  category: 'secret',
  headline: 'file with credentials, keys or tokens',
  severity: 'error',
  since: '0.1.0',
  fix: 'Leave the file out of the image, give it to the container when it starts, and replace the secret wherever the image or the build cache has been',
  fixFor: secretFix,
  evidence: 'user-files',
  reads: [SECRETS],
  examples: {
    catches: [
      '`/app/.env` with `DB_PASSWORD=…`',
      '`/root/.npmrc` with `_authToken`, `/root/.docker/config.json` with `auth`, `/root/.aws/credentials`',
      'a private key in `/app/certs/server.key`, `/root/.ssh/id_ed25519` or `/etc/ssh/ssh_host_rsa_key`',
      'a token of GitHub, GitLab, npm, Slack, AWS, Stripe and others in any text file',
      '`/app/.git/config` with the credentials that the checkout used',
    ],
    ignores: [
      '`.env.example`, `.env.sample`, `config.yml.dist` and other templates',
      '`changeme`, `${NPM_TOKEN}`, `<token>`, `AKIAIOSFODNN7EXAMPLE` and other placeholders',
      'keys that a package brings, files below `node_modules`, `site-packages` and the like',
      'certificates, public keys, and the `ssl-cert-snakeoil.key` of Debian',
      'an `.env` without anything secret in it',
    ],
  },
  inspect(ledger) {
    const visible = secretRows(ledger).filter(({ row }) => ledger.catalog.isVisible(row));
    return secretsBySubject(visible).map(({ subject, found, ...places }) => ({
      ...toMatch(subject, found),
      ...places,
    }));
  },
});

function toMatch(subject: string, found: readonly SecretRow[]): ThingMatch {
  const [only, ...others] = found;
  const lines = only !== undefined && others.length === 0 ? onLines(only.lines) : '';
  return {
    subject,
    message: `${subject}${lines}`,
    ...(found.every(({ isExample }) => isExample) && { atMost: 'note' }),
    rows: found.map(({ row }) => row),
  };
}
