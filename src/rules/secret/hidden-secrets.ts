import type { Ledger } from '../../ledger/ledger.ts';
import { placeOf } from '../../dockerfile/instruction.ts';
import { secretSum } from '../../files/secrets/secret-scan.ts';
import { findRemovedBy } from '../waste/removed-by.ts';
import { onLines, secretRows, secretsBySubject, type SecretPlaces, type SecretRow } from './secret-rows.ts';

/** Secrets of one subject that no container sees, with what proves that they are still shipped. */
export type HiddenSecret = SecretPlaces & { readonly rows: readonly number[]; readonly message: string };

/** By subject. What a later instruction only wrote once more is found where it is seen. */
export function hiddenSecrets(ledger: Ledger): ReadonlyMap<string, HiddenSecret> {
  const all = secretRows(ledger);
  const hidden = all.filter(({ row }) => !ledger.catalog.isVisible(row) && !isSeen(ledger.catalog, row));
  const removedBy = findRemovedBy(
    ledger,
    hidden.map(({ row }) => row),
  );
  return new Map(
    secretsBySubject(hidden).map(({ subject, found, ...places }) => {
      const [only, ...others] = found;
      const message =
        only !== undefined && others.length === 0
          ? proofOf(ledger, only, removedBy.get(only.row) ?? -1)
          : `${subject}, still in the layers that brought it although later instructions removed or overwrote the files`;
      return [subject, { rows: found.map(({ row }) => row), message, ...places }];
    }),
  );
}

/** Whether the root filesystem shows the same content under the same name. */
function isSeen(catalog: Ledger['catalog'], row: number): boolean {
  const visible = catalog.visibleRow(catalog.node(row));
  if (visible < 0 || catalog.size(visible) !== catalog.size(row)) return false;
  return secretSum(catalog.facts(visible)) === secretSum(catalog.facts(row));
}

const DIGEST_CHARACTERS = 'sha256:'.length + 12;

function proofOf(ledger: Ledger, { row, subject, lines }: SecretRow, remover: number): string {
  const { catalog, layers, origins } = ledger;
  const ordinal = catalog.layer(row);
  const digest = layers[ordinal]?.diffID.slice(0, DIGEST_CHARACTERS) ?? '';
  const origin = origins[remover];
  const by = origin?.kind === 'instruction' ? placeOf(origin.instruction) : 'a later layer';
  const done = catalog.visibility(row) === 'overwritten' ? 'overwrote' : 'removed';
  return `${subject}${onLines(lines)}, still in layer ${ordinal} (${digest}…) although ${by} ${done} the file`;
}
