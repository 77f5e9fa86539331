import { placeOf } from '../../dockerfile/instruction.ts';
import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isExecutable } from './executable.ts';

/** `row`: of a link that leads nowhere, else -1. `message` is a whole clause, `fix` an imperative sentence without a dot. */
export type Absence = { readonly row: number; readonly message: string; readonly fix?: string };

/** What is not there, reported as a clause, with where a file of that name is instead. `path`: where `word` is looked for. */
export function describeAbsence(ledger: Ledger, word: string, path: string): Absence {
  const { catalog } = ledger;
  const node = catalog.paths.find(path);
  const row = node < 0 ? -1 : catalog.visibleRow(node);
  const target = row < 0 ? undefined : catalog.linkTarget(row);
  if (target !== undefined) {
    return { row, message: `\`${word}\` is started, but it is a link to \`${target}\`, which leads nowhere` };
  }
  const elsewhere = findByName(catalog, path.slice(path.lastIndexOf('/') + 1));
  const there = elsewhere === undefined ? '' : `; there is a \`${elsewhere}\``;
  return {
    row,
    message: `\`${word}\` is started${startedIn(ledger, word)}, but ${nameAbsent(word, path)} is not in the image${there}`,
    ...(elsewhere !== undefined && { fix: `Start \`${elsewhere}\`, or copy it to \`${path}\`` }),
  };
}

/** A word that no directory of PATH has, reported as a clause, with where a file of that name is instead. */
export function describeUnfound(ledger: Ledger, word: string): Omit<Absence, 'row'> {
  const message = `\`${word}\` is started, but no directory of PATH has it`;
  const elsewhere = findByName(ledger.catalog, word);
  if (elsewhere === undefined) return { message };
  return {
    message: `${message}; there is a \`${elsewhere}\``,
    fix: isExecutable(ledger, ledger.catalog.resolve(elsewhere))
      ? `Start \`${elsewhere}\`, or copy it to a directory of PATH, such as \`/usr/local/bin\``
      : `Make \`${elsewhere}\` executable, with \`COPY --chmod=755\` or where it is made, and start it by its path if it is in no directory of PATH`,
  };
}

/** Says from where a relative path is looked for. */
function startedIn({ config, start }: Ledger, word: string): string {
  if (word.startsWith('/')) return '';
  const line = start.WORKDIR === undefined ? '' : `, ${placeOf(start.WORKDIR)}`;
  return ` in \`${config.workingDir ?? '/'}\` (WORKDIR${line})`;
}

function nameAbsent(word: string, path: string): string {
  return word === path ? 'it' : `\`${path}\``;
}

/** The only visible file of a name, or the one that is the least deep; undefined where there is none. */
export function findByName(catalog: FileCatalog, name: string): string | undefined {
  const { paths } = catalog;
  let found: string | undefined;
  for (let node = 0; node < paths.size; node += 1) {
    if (paths.name(node) !== name) continue;
    const row = catalog.visibleRow(node);
    if (row < 0 || catalog.type(row) === 'directory') continue;
    const path = catalog.path(row);
    if (found === undefined || depthOf(path) < depthOf(found)) found = path;
  }
  return found;
}

function depthOf(path: string): number {
  return path.split('/').length;
}
