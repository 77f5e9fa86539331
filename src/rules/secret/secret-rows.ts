import { namedTitle } from '../../files/secrets/named-files.ts';
import { secretsOf } from '../../files/secrets/secret-scan.ts';
import { tokenTitle } from '../../files/secrets/token-kinds.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerFile } from '../rule.ts';

/** Secrets of one kind in one file. `subject`: what people call them. `lines`: the first of the lines where they begin. */
export type SecretRow = {
  readonly row: number;
  readonly subject: string;
  readonly kind: string;
  readonly lines: readonly number[];
  /** The repository itself says that it is an example's or a test's. */
  readonly isExample: boolean;
};

/** Made by an installation for itself, and trusted by nobody. Debian's `ssl-cert`; `httpd` and `mod_ssl` of Fedora. */
const SELF_MADE = /^\/etc\/(?:ssl\/private\/ssl-cert-snakeoil\.key|pki\/tls\/private\/localhost\.key)$/;
/** Folders and names of tracked files that show or test something. */
const EXAMPLES =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|test[-_]data|fixtures?|__fixtures__|__mocks__|mocks?|testing|e2e|integration[-_]tests?|examples?|samples?|demos?|docs?)\/|[._-](?:test|tests|testing|spec|example|sample|fixture|mock)(?:\.[^/]*)?$/i;

/** All files with secrets that are somebody's own, and what is in them. */
export function secretRows(ledger: Ledger): readonly SecretRow[] {
  return ledger.catalog.factRows.flatMap((row) => {
    const places = secretsOf(ledger.catalog.facts(row));
    if (places.length === 0 || isOthers(ledger, row)) return [];
    const isExample = EXAMPLES.test(ledger.repositoryTwin(row) ?? '');
    const path = ledger.catalog.path(row);
    return places.map(({ kind, lines }) => {
      const title = titleOf(kind, path);
      return { row, kind, lines, isExample, subject: isExample ? `${title} in test data` : title };
    });
  });
}

/** A key that a package brings for its tests is known to everybody; what the repository tracks is the repository's. */
function isOthers(ledger: Ledger, row: number): boolean {
  if (ledger.repositoryTwin(row) !== undefined) return false;
  if (ledger.rightfulOwner(row) !== undefined || SELF_MADE.test(ledger.catalog.path(row))) return true;
  return /^(?:toolchain|package-manager|package-database|dev-files|docs)$/.test(ledger.fileClass(row));
}

const HOST_KEY = /\/ssh_host_\w+_key$/;
const SSH_KEY = /\/\.ssh\/|\/id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/;

function titleOf(kind: string, path: string): string {
  if (kind === 'private-key' && HOST_KEY.test(path)) return HOST_KEYS;
  if (kind === 'private-key' && SSH_KEY.test(path)) return 'SSH private key';
  return tokenTitle(kind) ?? namedTitle(kind) ?? 'credential';
}

/** Subject of the keys of an SSH server. */
export const HOST_KEYS = 'SSH host key';

/** Whether a file's finding is one of `secret-file`: then it is no other rule's. */
export function isSecretFile({ facts, owner, repositoryTwin }: SecretFile): boolean {
  const isOwn = repositoryTwin !== undefined || owner === undefined;
  return isOwn && secretsOf(facts).length > 0 && !EXAMPLES.test(repositoryTwin ?? '');
}

type SecretFile = Pick<LedgerFile, 'facts' | 'owner' | 'repositoryTwin'>;

/** On which lines, for one file; a key that fills its file begins on the first. */
export function onLines(lines: readonly number[]): string {
  if (lines.length === 1 && lines[0] === 1) return '';
  return lines.length === 1 ? ` on line ${lines.join('')}` : ` on lines ${lines.join(', ')}`;
}
