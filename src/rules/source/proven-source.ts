import type { Ledger } from '../../ledger/ledger.ts';
import { isVendored } from '../../ledger/vendored.ts';
import { isInterpreted } from '../start/intended-runtimes.ts';
import type { Runtime } from '../start/interpreters.ts';
import { builtScriptAt } from './built-script.ts';
import { isOtherTs } from './other-ts.ts';
import { judgeSource, type Source } from './source.ts';

/** The source of the repository that an own row is, proven by its content; undefined where something reads it, or where it is none. */
export function sourceAt(ledger: Ledger, row: number, runtimes: ReadonlySet<Runtime>): Source | undefined {
  const tracked = ledger.repositoryTwin(row);
  if (tracked === undefined || ledger.isInherited(row) || isOthersWork(ledger, row, tracked))
    return undefined;
  if (isOtherTs(ledger, row)) return undefined;
  const source = judgeSource(tracked, runtimes) ?? builtScriptAt(ledger, row, { tracked, runtimes });
  return source?.isProjectFile === true ? projectFileAt(ledger, row, { source, runtimes }) : source;
}

type Candidate = { readonly source: Source; readonly runtimes: ReadonlySet<Runtime> };

/** Where Maven puts a project's own files into what it makes. https://maven.apache.org/shared/maven-archiver/ */
const IN_ARCHIVE = /\/META-INF\/maven\/[^/]+\/[^/]+\/pom\.xml$/;

/** Two projects may have the same `tsconfig.json`: of a package's files they prove nothing. */
function projectFileAt(ledger: Ledger, row: number, { source, runtimes }: Candidate): Source | undefined {
  if (ledger.rightfulOwner(row) !== undefined || IN_ARCHIVE.test(ledger.catalog.path(row))) return undefined;
  // Beside an application that a runtime interprets it is clutter; no program was made from it.
  return isInterpreted(ledger, runtimes) ? { ...source, atMost: 'warning' } : source;
}

/**
 * A package's claim is no proof against the same content in the repository. Where the repository itself keeps the file
 * among the work of others (a committed `node_modules`, a copy of zlib), the package that was installed is believed.
 */
function isOthersWork(ledger: Ledger, row: number, tracked: string): boolean {
  return isVendored(tracked) && ledger.rightfulOwner(row) !== undefined;
}
