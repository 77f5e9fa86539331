import { namedTitle } from '../../files/secrets/named-files.ts';
import { secretsOf } from '../../files/secrets/secret-scan.ts';
import { tokenTitle } from '../../files/secrets/token-kinds.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerFile, ThingMatch } from '../rule.ts';

/** Secrets of one kind in one file. `subject`: what people call them. `lines`: the first of the lines where they begin. */
export type SecretRow = {
  readonly row: number;
  readonly subject: string;
  readonly kind: string;
  readonly lines: readonly number[];
  /** What tells a second secret of this kind from the first, wherever in the file it stands. */
  readonly marks: readonly string[];
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
    const twin = ledger.repositoryTwin(row);
    const isExample = EXAMPLES.test(twin ?? '');
    const path = ledger.catalog.path(row);
    return places.map(({ kind, lines, marks: drawn }) => {
      const title = titleOf(kind, path);
      const isMade = GENERATED.has(kind) && twin === undefined;
      const marks = isMade ? drawn.map((_, index) => `${index}`) : drawn;
      return { row, kind, lines, marks, isExample, subject: isExample ? `${title} in test data` : title };
    });
  });
}

/** A key that a package brings for its tests is known to everybody; what the repository tracks is the repository's. */
function isOthers(ledger: Ledger, row: number): boolean {
  if (ledger.repositoryTwin(row) !== undefined) return false;
  if (ledger.rightfulOwner(row) !== undefined || SELF_MADE.test(ledger.catalog.path(row))) return true;
  return /^(?:toolchain|package-manager|package-database|dev-files|docs)$/.test(ledger.fileClass(row));
}

/** Keys that a build may make for itself are others in every build: a file has a new one only where it has more. */
const GENERATED: ReadonlySet<string> = new Set(['private-key', 'putty-key', 'age-key', 'rails-key']);

/** What a match says of its rows beside which they are. */
export type SecretPlaces = Required<Pick<ThingMatch, 'marks' | 'countedElsewhere'>>;

type SubjectSecrets = SecretPlaces & { readonly subject: string; readonly found: readonly SecretRow[] };

/** By subject, in the order of their first rows. A file with secrets of several kinds counts for the first of them. */
export function secretsBySubject(all: readonly SecretRow[]): readonly SubjectSecrets[] {
  const counted = new Set<number>();
  return [...Map.groupBy(all, ({ subject }) => subject)].map(([subject, found]) => {
    const countedElsewhere = new Set(found.flatMap(({ row }) => (counted.has(row) ? [row] : [])));
    const marks = new Map<number, readonly string[]>();
    for (const { row, kind, marks: each } of found) {
      counted.add(row);
      // Two kinds may have one name.
      marks.set(row, [...(marks.get(row) ?? []), ...each.map((mark) => `${kind} ${mark}`)]);
    }
    return { subject, found, marks, countedElsewhere };
  });
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
