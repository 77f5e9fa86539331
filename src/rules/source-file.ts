import { deriveIntendedRuntimes } from './start/intended-runtimes.ts';
import { sourceFix } from './fix/context-fix.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { TS_FILES } from './source/other-ts.ts';
import { sourceAt } from './source/proven-source.ts';
import type { Source } from './source/source.ts';
import { NODE_SOURCES } from './contents/required-sources.ts';
import { ACCOUNTS } from './contents/system-files.ts';
import { START_SCRIPTS, USE_CONFIG } from './contents/start-scripts.ts';

/** Proven by the git blob id, so it holds for every language; what the image's runtime interprets is the application. */
export const sourceFile = defineLedgerRule({
  id: 'source-file',
  category: 'source',
  headline: 'source file of the repository that nothing in the image runs',
  severity: 'error',
  since: '0.1.0',
  fix: 'Copy only the built artifact from the build stage, not its whole directory',
  fixFor: sourceFix,
  evidence: 'user-files',
  reads: [START_SCRIPTS, TS_FILES, NODE_SOURCES, ACCOUNTS],
  looksAt: [...USE_CONFIG, 'user'],
  examples: {
    catches: [
      '`main.go` of the repository beside the program that was built from it',
      '`src/app.ts` in an image whose Node.js runs `dist/app.js`',
      '`app.py` in an image without Python',
      '`go.mod`, `pom.xml`, `Cargo.toml`, whatever the runtime',
    ],
    ignores: [
      '`app.py` if Python is installed, or if the image starts a Python that is missing',
      'a `.go` file that is not in the repository',
      'a header of `third_party/` in the repository, if a package that the same instruction installed owns it',
      '`META-INF/maven/…/pom.xml`, which Maven puts into every archive, if the image has an unpacked archive',
      '`main.go` in an image that starts `go run .`',
      '`.ts` that are MPEG transport streams or translations of Qt',
      'HTML, images, configuration, templates, licences, `.js`',
    ],
  },
  inspect(ledger) {
    const runtimes = deriveIntendedRuntimes(ledger);
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
