import { isGenerated } from '../compare/generated-files.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Difference } from './same-application.ts';

/** What the scripts and triggers of packages make of all packages that are there: update-alternatives(1), update-ca-certificates(8), update-mime(8). */
const MADE_OF_ALL =
  /^\/etc\/(?:alternatives|ssl\/certs|rc[\dS]\.d|apk|apt|ld\.so\.cache|mailcap|ca-certificates\.conf|shells|environment|\.pwd\.lock|(?:passwd|group|g?shadow|sub[ug]id)-?)(?:\/|$)/;

/**
 * Paths of files that packages of the distribution bring and that the candidate's own instructions had changed or removed, but that are as the
 * packages bring them in the image that starts from another one. Of packages that both have in the same version, nothing else gives a file
 * another content.
 */
export function findLostSettings(
  before: Ledger,
  after: Ledger,
  { changed, rewritten, added }: Difference,
): readonly string[] {
  const installed = new Set(
    before.packages.filter((_, number) => before.isInstalled(number)).map(({ purl }) => purl),
  );
  return [
    ...[...changed, ...rewritten].filter((path) => {
      const [owner, other] = [ownerOf(before, path), ownerOf(after, path)];
      return owner !== undefined && owner.purl === other?.purl && !isGenerated(path);
    }),
    ...added.filter((path) => {
      if (!path.startsWith('/etc/') || MADE_OF_ALL.test(path)) return false;
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
