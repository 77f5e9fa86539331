import type { Ledger } from '../../ledger/ledger.ts';
import { findRemovedBy } from '../waste/removed-by.ts';
import { onLines, secretRows, type SecretRow } from './secret-rows.ts';

/** Secrets of one subject that no container sees, with what proves that they are still shipped. */
export type HiddenSecret = { readonly rows: readonly number[]; readonly message: string };

/** By subject. What a later instruction only wrote once more is found where it is seen. */
export function hiddenSecrets(ledger: Ledger): ReadonlyMap<string, HiddenSecret> {
  const all = secretRows(ledger);
  const known = new Set(all.map(keyOf));
  const hidden = all.filter((found) => !ledger.catalog.isVisible(found.row) && !isSeen(ledger, found, known));
  const removedBy = findRemovedBy(
    ledger,
    hidden.map(({ row }) => row),
  );
  const subjects = Map.groupBy(hidden, ({ subject }) => subject);
  return new Map(
    [...subjects].map(([subject, found]) => {
      const [only, ...others] = found;
      const message =
        only !== undefined && others.length === 0
          ? proofOf(ledger, only, removedBy.get(only.row) ?? -1)
          : `${subject}, still in the layers that brought it although later instructions removed or overwrote the files`;
      return [subject, { rows: found.map(({ row }) => row), message }];
    }),
  );
}

/** Whether the root filesystem shows the same content under the same name. */
function isSeen({ catalog }: Ledger, { row, kind }: SecretRow, known: ReadonlySet<string>): boolean {
  const visible = catalog.visibleRow(catalog.node(row));
  const isKnown = known.has(keyOf({ row: visible, kind }));
  return isKnown && catalog.size(visible) === catalog.size(row) && haveOneSum(catalog, visible, row);
}

function keyOf({ row, kind }: Pick<SecretRow, 'row' | 'kind'>): string {
  return `${row} ${kind}`;
}

/** Sums are not always known, and those of different kinds say nothing about each other. */
function haveOneSum(catalog: Ledger['catalog'], a: number, b: number): boolean {
  const [one, other] = [catalog.contentSum(a), catalog.contentSum(b)];
  return one === 0 || other === 0 || one === other;
}

const DIGEST_CHARACTERS = 'sha256:'.length + 12;

function proofOf(ledger: Ledger, { row, subject, lines }: SecretRow, remover: number): string {
  const { catalog, layers, origins } = ledger;
  const ordinal = catalog.layer(row);
  const digest = layers[ordinal]?.diffID.slice(0, DIGEST_CHARACTERS) ?? '';
  const origin = origins[remover];
  const by =
    origin?.kind === 'instruction'
      ? `${origin.instruction.dockerfile}:${origin.instruction.line}`
      : 'a later layer';
  const done = catalog.visibility(row) === 'overwritten' ? 'overwrote' : 'removed';
  return `${subject}${onLines(lines)}, still in layer ${ordinal} (${digest}…) although ${by} ${done} the file,`;
}
