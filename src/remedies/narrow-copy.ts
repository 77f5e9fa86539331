import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { splitPaths } from '../dockerfile/instruction-text.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { absolutePath } from '../rules/start/entrypoint.ts';
import { pathsOf, planExactCopies, type Copy } from './final-stage/copy-plan.ts';
import { leftBehind } from './final-stage/own-files.ts';
import { defineRemedy, type Diagnosis } from './remedy.ts';
import { placeOf, writersOf } from './run-edits.ts';

/** A directory of another stage that is copied with all that the build left in it. */
export const narrowCopy = defineRemedy({
  id: 'narrow-copy',
  rules: ['source-file', 'build-cache', 'vcs-directory', 'context-file', 'header', 'static-library'],
  headline: 'Copy from the stage that builds what the program needs, and not the whole directory',
  propose(diagnosis) {
    const { ledger, finding, findings } = diagnosis;
    const writers = [...(writersOf(ledger, finding.rows)?.keys() ?? [])];
    const left = leftBehind(findings);
    const edits = writers.map((writer) => narrowed(diagnosis, writer, left));
    if (edits.length === 0 || edits.some((edit) => edit === undefined)) return [];
    const isOfThese = (row: number): boolean => {
      const origin = ledger.origin(row);
      return left.has(row) && origin.kind === 'instruction' && writers.includes(origin.instruction);
    };
    const others = findings.filter(({ rows }) => rows.length > 0 && rows.every(isOfThese));
    const paths = new Set([...left].filter(isOfThese).map((row) => ledger.catalog.path(row)));
    return [
      {
        edits: edits.flatMap((edit) => edit ?? []),
        removes: (path) => paths.has(path),
        alsoMends: others.filter((other) => other !== finding),
      },
    ];
  },
  examples: [
    {
      rule: 'build-cache',
      subject: 'CMake build tree',
      before:
        'FROM gcc:12 AS build\nCOPY . /app\nRUN cd /app && cmake . && make\n\nFROM debian:12\nWORKDIR /app\nCOPY --from=build /app .\nCMD ["./server"]\n',
      leaves: {
        7: [
          ...[{ path: '/app/server', program: {} }, '/app/assets/page.html', '/app/assets/style.css'],
          ...['/app/CMakeCache.txt', '/app/CMakeFiles/server.dir/main.c.o'],
        ],
      },
      after:
        'FROM gcc:12 AS build\nCOPY . /app\nRUN cd /app && cmake . && make\n\nFROM debian:12\nWORKDIR /app\nCOPY --from=build /app/assets /app/assets\nCOPY --from=build /app/server /app/server\nCMD ["./server"]\n',
    },
  ],
});

/** One edit of a `COPY --from` of one directory; undefined where it is another one, or where the parts would be too many. */
function narrowed(diagnosis: Diagnosis, writer: InstructionRef, left: ReadonlySet<number>): Edit | undefined {
  const placed = writer.keyword === 'COPY' ? placeOf(diagnosis, writer) : undefined;
  const copied = placed && copiedDirectory(diagnosis, placed);
  if (placed === undefined || copied === undefined) return undefined;
  const { ledger } = diagnosis;
  const rows = visibleRowsOf(diagnosis, writer);
  const [dropped, kept] = [rows.filter((row) => left.has(row)), rows.filter((row) => !left.has(row))];
  const files = { kept: new Set(kept), dropped: new Set(dropped), indifferent: new Set<number>() };
  const plan = kept.length === 0 ? null : planExactCopies(ledger.catalog, files);
  if (plan === null || plan.links.length > 0) return undefined;
  const head = ['COPY', ...placed.source.flags].join(' ');
  const lines = plan.copies.map((copy) => `${head} ${partOf(copy, copied)}`);
  const { path, lineBreak } = diagnosis.dockerfile;
  return { file: path, start: placed.start, end: placed.end, replacement: lines.join(lineBreak) };
}

function visibleRowsOf({ ledger }: Diagnosis, writer: InstructionRef): readonly number[] {
  const { catalog } = ledger;
  return Array.from({ length: catalog.rowCount }, (_, row) => row).filter((row) => {
    const origin = ledger.origin(row);
    const isOwn = origin.kind === 'instruction' && origin.instruction === writer;
    const isVisible = catalog.visibleRow(catalog.node(row)) === row;
    return (
      isOwn &&
      isVisible &&
      (catalog.type(row) !== 'directory' || catalog.paths.firstChild(catalog.node(row)) < 0)
    );
  });
}

/** Where a `COPY` takes from and where that lands, without slashes at their ends. */
type CopiedDirectory = { readonly source: string; readonly target: string };

function copiedDirectory({ ledger }: Diagnosis, { source }: PlacedInstruction): CopiedDirectory | undefined {
  const [from = '', to = '', ...others] = splitPaths(source.rest);
  const isOfStage = source.flags.some((flag) => flag.startsWith('--from='));
  const isPlain = [from, to].every((path) => /^[\w./@+~-]+$/.test(path) && !path.includes('..'));
  if (!isOfStage || !isPlain || others.length > 0 || source.heredocs.length > 0) return undefined;
  const target = absolutePath(ledger.config, to).replace(/(\/\.?)*$/, '');
  return { source: `/${from.replace(/^(\.?\/)+/, '')}`.replace(/(\/\.?)*$/, ''), target };
}

function partOf(copy: Copy, { source, target }: CopiedDirectory): string {
  const paths = pathsOf(copy);
  const sources = paths.map((path) => `${source}${path.slice(target.length)}`);
  const place = copy.kind === 'files' && paths.length > 1 ? `${copy.directory}/` : (paths[0] ?? '');
  return `${sources.join(' ')} ${place}`;
}
