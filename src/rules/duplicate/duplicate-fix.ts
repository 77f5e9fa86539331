import type { InstructionRef } from '../../dockerfile/instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { TreeCopy } from './tree-copies.ts';
import { bringerOf, code, type Bringer } from '../fix/case.ts';

export const DUPLICATE_FIX =
  'Keep one of the two: leave the other out of the `COPY`, or build in an earlier stage and copy the result once';
const STANDALONE_FIX =
  'Copy only `.next/standalone`, `.next/static` and `public`: what is in `standalone` has all that the server needs';
const DOTNET_FIX =
  'Publish with `--self-contained false`, since the base image has the runtime, or start from `runtime-deps`, which has none';
const LINKS_FIX =
  'Copy the directory that has them: where a `COPY` is given a link by its name, it writes the file that the link leads to once more';
const MOVE_FIX = 'Move it instead of copying it (`mv` in the same `RUN`), or build it in an earlier stage';

/** What helps against files that are in two places, by what brought them there. */
export function duplicateFix(ledger: Ledger, copy: TreeCopy): string {
  return fixOfKind(ledger, copy) ?? fixOfInstructions(ledger, copy);
}

function fixOfKind(ledger: Ledger, { from, to, rows }: TreeCopy): string | undefined {
  const { catalog } = ledger;
  const { paths } = catalog;
  if (/\/\.next\/standalone(\/|$)/.test(paths.path(to))) return STANDALONE_FIX;
  if (/\/dotnet\/shared\//.test(`${paths.path(from)}/`)) return DOTNET_FIX;
  const isLinked =
    paths.parent(from) === paths.parent(to) &&
    rows.every((row) => catalog.facts(row)?.elf?.soname !== undefined);
  return isLinked ? LINKS_FIX : undefined;
}

function fixOfInstructions(ledger: Ledger, { rows, originals }: TreeCopy): string {
  const copied = bringerOf({ ledger, rows });
  const first = bringerOf({ ledger, rows: originals });
  if (first.kind === 'base')
    return copied.kind === 'copy'
      ? `Use what the base image has, and leave it out of ${told(copied.instruction)}; or start from a base image without it`
      : DUPLICATE_FIX;
  if (copied.kind === 'run') return runFix(first, copied.instruction);
  if (copied.kind !== 'copy') return DUPLICATE_FIX;
  if (first.kind !== 'copy' && first.kind !== 'run') return DUPLICATE_FIX;
  if (first.instruction.line === copied.instruction.line)
    return `Copy one of the two instead of both with ${told(copied.instruction)}`;
  return `Leave out of ${told(copied.instruction)} what ${told(first.instruction)} brings already`;
}

/** Against what a `RUN` copied. */
function runFix(first: Bringer, { line }: InstructionRef): string {
  if (first.kind === 'copy')
    return `Bring it to its place with ${told(first.instruction)} itself, and drop the copy of line ${line}`;
  return first.kind === 'run' && first.instruction.line === line ? MOVE_FIX : DUPLICATE_FIX;
}

function told({ text, line }: InstructionRef): string {
  return `${code(text)} (line ${line})`;
}
