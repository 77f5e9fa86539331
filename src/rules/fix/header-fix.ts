import type { Ledger } from '../../ledger/ledger.ts';
import { bringerOf, code, inBuildStage, type Case } from './case.ts';

/** What to do instead of bringing headers or static libraries, by what brought them. */
export function headerFix(ledger: Ledger, found: Pick<Case, 'subject' | 'rows'>): string {
  const { rows, subject } = found;
  const bringer = bringerOf({ ledger, rows });
  if (isLinkedRuntime(ledger, rows))
    return 'Give `jlink` the option `--no-header-files`, because a Java runtime reads none of them';
  if (bringer.kind === 'copy' && bringer.from !== undefined)
    return `Copy from ${code(bringer.from)} only programs and shared libraries (${code(`COPY --from=${bringer.from} ${librariesIn(subject)} …`)})`;
  if (bringer.kind === 'copy') return 'Leave them out of what is copied, with a line in `.dockerignore`';
  return `Build and install ${inBuildStage(ledger)}, and copy only programs and shared libraries; or delete them in the \`RUN\` that installs them`;
}

function librariesIn(prefix: string): string {
  return `${prefix.replace(/\/$/, '')}/lib/*.so*`;
}

/** Whether the headers are those of Java's native interface in a runtime that can run. */
function isLinkedRuntime({ catalog }: Ledger, rows: readonly number[]): boolean {
  return rows.some((row) => {
    const node = catalog.node(row);
    if (catalog.paths.name(node) !== 'jni.h') return false;
    const home = catalog.paths.path(catalog.paths.parent(catalog.paths.parent(node)));
    return catalog.resolve(`${home}/bin/java`) >= 0;
  });
}
