import type { Ledger } from '../ledger/ledger.ts';
import { unreadDatabases, unreadSystems } from '../packages/unread.ts';
import type { Notice } from '../policy/policy.ts';
import type { Attributed } from './attribute.ts';
import type { Sides } from './ports.ts';

/** What a reader must know of how both images were read, and of what nobody could read in the candidate. */
export function noticesOf({ candidate, baseline }: Sides<Omit<Attributed, 'base'>>): readonly Notice[] {
  const ofImages = [candidate, baseline].flatMap((side) => side?.image.notices ?? []);
  return [...ofImages, ...packagesNotRead(candidate.ledger), ...databasesDamaged(candidate.ledger)];
}

/** Files of packages that are in the image and are not read have no owner: the reader must know of it. */
function packagesNotRead(ledger: Ledger): readonly Notice[] {
  const systems = unreadSystems(ledger.catalog, (row) => ledger.ownerIndex(row));
  if (systems.length === 0) return [];
  const message = `the image has packages of kinds that are not read, so their files have no owner: ${systems.join(', ')}`;
  return [{ code: 'packages-not-read', message }];
}

/** What nobody could read may have packages that nobody knows of: no database is not "everything is yours". */
function databasesDamaged({ catalog, damagedDatabases }: Ledger): readonly Notice[] {
  const paths = [...damagedDatabases, ...unreadDatabases(catalog)];
  if (paths.length === 0) return [];
  const message = `these package databases of the image cannot be read whole, so that files may have no owner: ${paths.join(', ')}`;
  return [{ code: 'package-database-damaged', message }];
}
