import { isGenerated } from '../compare/generated-files.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Difference } from './same-application.ts';

/** What the scripts and triggers of packages make of all packages that are there: update-alternatives(1), update-ca-certificates(8), update-mime(8). */
const MADE_OF_ALL =
  /^\/etc\/(?:alternatives|ssl\/certs|rc[\dS]\.d|apk|apt|ld\.so\.cache|mailcap|ca-certificates\.conf|shells|environment|systemd|init\.d|cron[^/]*|default|profile\.d|xdg|X11|ld\.so\.conf\.d|python3[^/]*|locale\.gen|localtime|timezone|hosts|\.pwd\.lock|(?:passwd|group|g?shadow|sub[ug]id)-?)(?:\/|$)/;

/**
 * Paths of files that packages of the distribution bring and that the candidate's own instructions had changed or removed, but that are as the
 * packages bring them in the image that starts from another one. Of packages that both have in the same version, nothing else gives a file
 * another content.
 */
export function findLostSettings(
  before: Ledger,
  after: Ledger,
  { removed, changed, rewritten, added }: Difference,
): readonly string[] {
  const installed = new Set(
    before.packages.filter((_, number) => before.isInstalled(number)).map(({ purl }) => purl),
  );
  const isSetting = (path: string): boolean => path.startsWith('/etc/') && !MADE_OF_ALL.test(path);
  return [
    // Where the packages are that have the directory, their scripts have made what they make.
    ...removed.filter((path) => isSetting(path) && isOrphan(before, path) && hasDirectoryOf(after, path)),
    ...[...changed, ...rewritten].filter((path) => {
      const [owner, other] = [ownerOf(before, path), ownerOf(after, path)];
      return owner !== undefined && owner.purl === other?.purl && !isGenerated(path);
    }),
    ...added.filter((path) => {
      if (!isSetting(path)) return false;
      const owner = ownerOf(after, path);
      return owner === undefined || installed.has(owner.purl);
    }),
  ];
}

/** The package of a distribution that says that it brings a file; directories are everybody's. */
function ownerOf({ catalog, ...ledger }: Ledger, path: string): ReturnType<Ledger['owner']> {
  const node = catalog.paths.find(path);
  const row = node < 0 ? -1 : catalog.visibleRow(node);
  if (row < 0 || catalog.type(row) === 'directory') return undefined;
  const owner = ledger.owner(row);
  return owner !== undefined && /^(?:deb|apk|rpm)$/.test(owner.type) ? owner : undefined;
}

function isOrphan({ catalog, ...ledger }: Ledger, path: string): boolean {
  const row = catalog.visibleRow(catalog.paths.find(path));
  return ledger.owner(row) === undefined && !ledger.isInherited(row);
}

function hasDirectoryOf({ catalog }: Ledger, path: string): boolean {
  return catalog.resolve(path.slice(0, path.lastIndexOf('/'))) >= 0 && path.split('/').length > 3;
}
