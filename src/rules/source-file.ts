import type { Ledger } from '../ledger/ledger.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { readRuntimes, type Runtime } from './runtimes.ts';
import { PROJECT_FILES, SOURCE_LANGUAGES } from './source-languages.ts';

type Source = { readonly subject: string; readonly message: string };

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
      '`app.py` where Python is installed',
      'a `.go` file that is not in the repository, or that a package owns',
      'HTML, images, configuration, templates, licences, `.js`',
    ],
  },
  inspect(ledger) {
    const runtimes = readRuntimes(ledger);
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
  return isPlaylistPart(ledger, row) ? undefined : judge(tracked, runtimes);
}

function judge(tracked: string, runtimes: ReadonlySet<Runtime>): Source | undefined {
  const name = tracked.slice(tracked.lastIndexOf('/') + 1);
  const project = PROJECT_FILES.find(({ names }) => names.test(name));
  if (project) return isRead(project.readBy, runtimes) ? undefined : PROJECT_SOURCE;
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase();
  const language = SOURCE_LANGUAGES.find(({ extensions }) => extensions.includes(extension));
  if (!language || name.endsWith('.d.ts') || isRead(language.readBy, runtimes)) return undefined;
  const folder = tracked.includes('/') ? `${tracked.slice(0, tracked.indexOf('/'))}/` : '';
  return {
    subject: `${folder}*${extension} of this repository`,
    message: `${language.name} sources of this repository, which nothing in the image runs`,
  };
}

const PROJECT_SOURCE = {
  subject: 'project files of this repository',
  message: 'Project files of this repository, which only a build reads',
};

function isRead(readBy: readonly Runtime[], runtimes: ReadonlySet<Runtime>): boolean {
  return readBy.some((runtime) => runtimes.has(runtime));
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
