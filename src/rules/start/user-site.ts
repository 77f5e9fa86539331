import type { Ledger } from '../../ledger/ledger.ts';
import { environmentValue, findStartedPrograms, wrapperUser } from './entrypoint.ts';
import { textOf } from './visible-files.ts';

/** `pip install --user` into a home; the home is the first group. https://docs.python.org/3/library/site.html */
const USER_SITE = /^(.*)\/\.local\/lib\/python[\d.]+t?\/site-packages$/;

/** Home of the user that the container runs as, as engines set it; undefined where another program may change it, or no record says. */
function homeOf(ledger: Ledger): string | undefined {
  const { config } = ledger;
  if (findStartedPrograms(ledger).some((program) => wrapperUser(program) !== undefined)) return undefined;
  if (environmentValue(config, 'PYTHONUSERBASE') !== undefined) return undefined;
  return environmentValue(config, 'HOME') ?? recordedHome(ledger);
}

/** passwd(5) */
function recordedHome({ catalog, config }: Ledger): string | undefined {
  const user = config.user?.split(':')[0] || '0';
  const lines = (textOf(catalog, '/etc/passwd') ?? '').split('\n').map((line) => line.split(':'));
  return lines.find((fields) => fields[0] === user || fields[2] === user)?.[5];
}

/** Tells of a directory of packages whether it is another user's, where Python does not look. */
export function foreignUserSites(ledger: Ledger): (directory: string) => boolean {
  const home = homeOf(ledger);
  const path = environmentValue(ledger.config, 'PYTHONPATH')?.split(':') ?? [];
  return (directory) => {
    const owner = USER_SITE.exec(directory)?.[1];
    if (owner === undefined || home === undefined || path.includes(directory)) return false;
    return ledger.catalog.resolve(owner) !== ledger.catalog.resolve(home) && owner !== home;
  };
}
