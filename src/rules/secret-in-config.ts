import { configSecretFix } from './fix/secret-fix.ts';
import { defineLedgerRule } from './rule.ts';
import { SECRET_PARTS, secretFields } from './secret/secret-fields.ts';

/** Whoever can pull the image reads its configuration without starting it: `docker inspect`, `docker history --no-trunc`. */
export const secretInConfig = defineLedgerRule({
  id: 'secret-in-config',
  category: 'secret',
  headline: 'secret in the image’s configuration or history',
  severity: 'error',
  since: '0.1.0',
  fix: 'Give it to the container when it starts, or to the instruction that needs it with `RUN --mount=type=secret,id=…`, and replace the secret wherever the image has been',
  evidence: 'user-files',
  looksAt: SECRET_PARTS,
  examples: {
    catches: [
      '`ENV DATABASE_URL=postgres://app:…@db/app`',
      '`ARG NPM_TOKEN` with a value, which builders record in the history of every later `RUN`',
      '`RUN curl -H "Authorization: Bearer …"`',
      'a token in a label, an entrypoint, a command or a `HEALTHCHECK`',
    ],
    ignores: [
      '`ENV POSTGRES_PASSWORD=postgres`, `SECRET_KEY=changeme` and other placeholders',
      '`ENV GPG_KEY=…`, `NEXT_PUBLIC_API_KEY=…`, which are public',
      '`ENV DB_PASSWORD_FILE=/run/secrets/db`',
    ],
  },
  inspect(ledger) {
    return [...secretFields(ledger)].map(([subject, fields]) => ({
      subject,
      fix: configSecretFix(fields),
      rows: [],
      fields,
    }));
  },
});
