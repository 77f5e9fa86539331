import { SECRETS } from '../files/secrets/secret-scan.ts';
import { hiddenSecretFix } from './fix/secret-fix.ts';
import { defineLedgerRule } from './rule.ts';
import { hiddenSecrets } from './secret/hidden-secrets.ts';
import { secretRows } from './secret/secret-rows.ts';

/** A layer keeps what it brought: removing a file in a later instruction only hides it. OCI image-spec, layer.md#whiteouts. */
export const secretInLowerLayer = defineLedgerRule({
  id: 'secret-in-lower-layer',
  category: 'secret',
  headline: 'secret in a file that a later instruction removed or overwrote',
  severity: 'error',
  since: '0.1.0',
  fix: 'Mount it where it is used (`RUN --mount=type=secret,id=…`) instead of writing it into a layer, and replace the secret wherever the image or the build cache has been',
  fixFor: hiddenSecretFix,
  evidence: 'user-files',
  reads: [SECRETS],
  examples: {
    catches: [
      '`COPY .npmrc .` and later `RUN npm ci && rm .npmrc`',
      'an SSH key that one `RUN` writes and the next one deletes',
      'a configuration file with a password that a later `COPY` overwrites',
    ],
    ignores: [
      'a secret that the same `RUN` writes and deletes',
      'a secret file that a later `chmod` wrote once more: `secret-file` reports it',
      '`RUN --mount=type=secret`',
    ],
  },
  inspect(ledger) {
    const examples = new Set(
      secretRows(ledger).flatMap(({ subject, isExample }) => (isExample ? [subject] : [])),
    );
    return [...hiddenSecrets(ledger)].map(([subject, hidden]) => ({
      ...{ subject, ...hidden },
      ...(examples.has(subject) && { atMost: 'note' as const }),
    }));
  },
});
