import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findRemovedBy } from '../rules/waste/removed-by.ts';
import { copiedInstead } from './mounted-copy.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { isRemovedBy, onlyCleans, removedPaths } from './removal.ts';
import {
  commandText,
  placeOf,
  shellRunOf,
  withCommandAtEnd,
  withoutCommand,
  withoutPlaced,
  type ShellRun,
} from './run-edits.ts';

/** Rows that one instruction wrote and a later one removed. */
export type Removal = {
  readonly writer: InstructionRef;
  readonly remover: InstructionRef;
  readonly rows: readonly number[];
};

/** Less than this is not worth a change of its own. */
const MIN_BYTES = 64 * 1024;

/** A later `RUN` saves nothing: what it removes is removed where it is made, or is mounted instead of copied. */
export const removedFiles = defineRemedy({
  id: 'removed-files',
  rules: ['hidden-bytes'],
  headline: 'Remove files in the instruction that makes them, or mount them instead of copying them',
  propose(diagnosis) {
    if (diagnosis.finding.subject !== 'removed files') return [];
    const removals = removalsOf(diagnosis.ledger, diagnosis.finding.rows);
    if (removals === undefined) return [];
    const ways = WAYS.map((way) => removals.map((removal) => way(diagnosis, removal)));
    const whole = ways.filter((parts) => parts.every((edits) => edits.length > 0));
    return [...new Map(whole.map((parts) => [JSON.stringify(parts), parts])).values()].map((parts) => ({
      edits: distinct(parts.flat()),
    }));
  },
  examples: [
    {
      rule: 'hidden-bytes',
      subject: 'removed files',
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y gcc && gcc -o /usr/bin/x x.c\nRUN apt-get purge -y gcc && rm -rf /src\nUSER app\n',
      leaves: { 2: ['/usr/lib/gcc/*', '/src/*'], 3: ['-/usr/lib/gcc', '-/src'] },
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y gcc && gcc -o /usr/bin/x x.c && apt-get purge -y gcc && rm -rf /src\nUSER app\n',
    },
    {
      rule: 'hidden-bytes',
      subject: 'removed files',
      before:
        'FROM python:3.12-slim\nCOPY --from=build /wheels /wheels\nRUN pip install --no-index /wheels/* \\\n && rm -rf /wheels\n',
      leaves: { 2: ['/wheels/*'], 3: ['-/wheels'] },
      after:
        'FROM python:3.12-slim\nRUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install --no-index /wheels/*\n',
    },
  ],
});

/** By who wrote and who removed; undefined where that is unknown of one that matters. */
function removalsOf(ledger: Ledger, rows: readonly number[]): readonly Removal[] | undefined {
  const removedBy = findRemovedBy(ledger, rows);
  const removals = new Map<string, { writer: InstructionRef; remover: InstructionRef; rows: number[] }>();
  for (const row of rows) {
    const [written, removed] = [ledger.origin(row), ledger.origins[removedBy.get(row) ?? -1]];
    if (written.kind !== 'instruction' || removed?.kind !== 'instruction') return undefined;
    const [writer, remover] = [written.instruction, removed.instruction];
    const key = `${writer.line} ${remover.line}`;
    const known = removals.get(key) ?? { writer, remover, rows: [] };
    known.rows.push(row);
    removals.set(key, known);
  }
  const bytesOf = (all: readonly number[]) => all.reduce((sum, row) => sum + ledger.catalog.bytes(row), 0);
  return [...removals.values()].filter((removal) => bytesOf(removal.rows) >= MIN_BYTES);
}

/** None where the removal is not certain to mean the same elsewhere. */
type Way = (diagnosis: Diagnosis, removal: Removal) => readonly Edit[];

/** The commands that remove move; or the whole `RUN` does, where what it does before it needs the files. */
const WAYS: readonly Way[] = [
  (diagnosis, removal) => editsFor(diagnosis, removal, movedCommands),
  (diagnosis, removal) => editsFor(diagnosis, removal, joinedRuns),
];

type Runs = { readonly writer: PlacedInstruction; readonly remover: ShellRun };
type Move = (diagnosis: Diagnosis, removal: Removal, runs: Runs) => readonly Edit[];

function editsFor(diagnosis: Diagnosis, removal: Removal, move: Move): readonly Edit[] {
  const remover = shellRunOf(diagnosis, removal.remover);
  if (remover === undefined) return [];
  if (removal.writer.keyword === 'COPY') return copiedInstead(diagnosis, removal, remover);
  const writer = removal.writer.keyword === 'RUN' ? placeOf(diagnosis, removal.writer) : undefined;
  if (writer === undefined || hasChangedUser(diagnosis, removal)) return [];
  const runs = { writer, remover };
  return onlyCleans(remover) ? joined(diagnosis, runs) : move(diagnosis, removal, runs);
}

/** Two `RUN`s become one only where nothing stands between them, and where the later one is one line to a shell. */
function joinedRuns(diagnosis: Diagnosis, { writer, remover }: Removal, runs: Runs): readonly Edit[] {
  const isNext = !diagnosis.dockerfile.instructions.some(
    ({ line }) => line > writer.line && line < remover.line,
  );
  return isNext && !runs.remover.isScript ? joined(diagnosis, runs) : [];
}

function joined(diagnosis: Diagnosis, { writer, remover }: Runs): readonly Edit[] {
  const edit = withCommandAtEnd(diagnosis, writer, commandsOf(remover));
  return edit === undefined ? [] : [edit, withoutPlaced(diagnosis, remover.placed)];
}

function commandsOf({ items, ...shell }: ShellRun): string {
  return items
    .map((item) => {
      const command = commandText(shell, item);
      return item.operator === '' ? command : item.operator === ';' ? `; ${command}` : ` && ${command}`;
    })
    .join('');
}

/** The `rm` alone moves; what else the later `RUN` does stays where it is. */
function movedCommands(diagnosis: Diagnosis, { rows }: Removal, { writer, remover }: Runs): readonly Edit[] {
  const { catalog } = diagnosis.ledger;
  const paths = rows.map((row) => catalog.path(row));
  const index = remover.items.findIndex((item) => {
    const removed = removedPaths(item);
    return removed.length > 0 && paths.every((path) => isRemovedBy(path, removed));
  });
  const item = remover.items[index];
  const edit = item && withCommandAtEnd(diagnosis, writer, commandText(remover, item));
  const without = item && withoutCommand(diagnosis, remover, index);
  return edit === undefined || without === undefined ? [] : [edit, without];
}

/** Another user may not be allowed to remove the files, or the one who made them. */
function hasChangedUser({ dockerfile }: Diagnosis, { writer, remover }: Removal): boolean {
  return dockerfile.instructions.some(
    ({ keyword, line }) => /^(USER|SHELL|FROM)$/.test(keyword) && line > writer.line && line < remover.line,
  );
}

/** Two removals may take the same instruction out, and one may change what the other takes out. */
function distinct(edits: readonly Edit[]): Proposal['edits'] {
  const own = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  return own.filter((edit) => !own.some((other) => other !== edit && takesOut(other, edit)));
}

function takesOut(one: Edit, other: Edit): boolean {
  return (
    one.replacement === '' && one.start <= other.start && other.end <= one.end && one.file === other.file
  );
}
