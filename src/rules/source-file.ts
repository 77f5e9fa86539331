import type { Ledger } from '../ledger/ledger.ts';
import { readIntendedRuntimes } from './intended-runtimes.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import type { Runtime } from './runtimes.ts';
import { judgeSource, type Source } from './source.ts';

/** Proven by the git blob id, so it holds for every language; what the image's runtime interprets is the application. */
export const sourceFile = defineLedgerRule({
  id: 'source-file',
  category: 'source',
  headline: 'source file of the repository that nothing in the image runs',
  severity: 'error',
  since: '1.0.0',
  fix: 'Copy only the built artefact from the build stage, not its whole directory',
  evidence: 'user-files',
  examples: {
    catches: [
      '`main.go` of the repository beside the program that was built from it',
      '`src/app.ts` in an image whose Node.js runs `dist/app.js`',
      '`app.py` in an image without Python',
      '`go.mod`, `pom.xml`, `Cargo.toml`, whatever the runtime',
    ],
    ignores: [
      '`app.py` where Python is installed, or where the image starts a Python that is missing',
      'a `.go` file that is not in the repository, or that a package owns',
      'HTML, images, configuration, templates, licences, `.js`',
    ],
  },
  inspect(ledger) {
    const runtimes = readIntendedRuntimes(ledger);
    const found = new Map<string, Source & { readonly rows: number[] }>();
    for (const row of ledger.catalog.factRows) {
      const source = sourceAt(ledger, row, runtimes);
      if (source === undefined) continue;
      const known = found.get(source.subject);
      if (known) known.rows.push(row);
      else found.set(source.subject, { ...source, rows: [row] });
    }
    return [...found.values()] satisfies readonly ThingMatch[];
  },
});

function sourceAt(ledger: Ledger, row: number, runtimes: ReadonlySet<Runtime>): Source | undefined {
  const tracked = ledger.repositoryTwin(row);
  if (tracked === undefined || ledger.isInherited(row) || ledger.owner(row) !== undefined) return undefined;
  return isPlaylistPart(ledger, row) ? undefined : judgeSource(tracked, runtimes);
}

/** MPEG transport streams are called `.ts`, too: they lie beside the playlist that names them. RFC 8216. */
function isPlaylistPart({ catalog }: Ledger, row: number): boolean {
  const { paths } = catalog;
  const node = catalog.node(row);
  if (!paths.name(node).endsWith('.ts')) return false;
  for (let child = paths.firstChild(paths.parent(node)); child >= 0; child = paths.nextSibling(child)) {
    if (paths.name(child).endsWith('.m3u8')) return true;
  }
  return false;
}
