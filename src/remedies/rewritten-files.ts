import type { Edit } from '../dockerfile/edit/edit.ts';
import type { ShellItem } from '../dockerfile/edit/shell-list.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { findRemovedBy } from '../rules/waste/removed-by.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { isRemovedBy } from './removal.ts';
import { placeOf, shellRunOf, withFlag, withoutCommand, writersOf, type ShellRun } from './run-edits.ts';

/** A `chown` or `chmod` of whole trees writes every file again: who owns it is said where it is copied. */
export const rewrittenFiles = defineRemedy({
  id: 'rewritten-files',
  rules: ['hidden-bytes'],
  headline: 'Set owner and mode in the `COPY` that brings the files',
  propose(diagnosis) {
    if (diagnosis.finding.subject !== 'rewritten files') return [];
    const copies = copiesOf(diagnosis);
    const run = rewriterOf(diagnosis);
    if (copies === undefined || run === undefined) return [];
    const change = changeOf(diagnosis, run);
    return change === undefined ? [] : waysOf(diagnosis, { copies, run, change });
  },
  examples: [
    {
      rule: 'hidden-bytes',
      subject: 'rewritten files',
      before: 'FROM debian:12\nCOPY . /app\nRUN make \\\n  && chown -R app:app /app\nUSER app\n',
      leaves: { 2: ['/app/data/*'], 3: ['/app/data/*'] },
      after: 'FROM debian:12\nCOPY --chown=app:app . /app\nRUN make \\\n  && chown app:app /app\nUSER app\n',
    },
  ],
});

/** The `COPY`s that wrote first what was written again; undefined where one of them says already who owns it. */
function copiesOf({ ledger, finding }: Diagnosis): readonly InstructionRef[] | undefined {
  const writers = [...(writersOf(ledger, finding.rows)?.keys() ?? [])];
  const copies = writers.filter(({ keyword }) => keyword === 'COPY');
  const isEach = copies.every(({ text }) => !/\s--ch(own|mod)=/.test(text));
  return isEach && copies.length > 0 ? copies : undefined;
}

/** The one `RUN` that wrote the files again. */
function rewriterOf(diagnosis: Diagnosis): ShellRun | undefined {
  const { ledger, finding } = diagnosis;
  const layers = new Set(findRemovedBy(ledger, finding.rows).values());
  const [layer, ...others] = layers;
  const origin = layer === undefined || others.length > 0 ? undefined : ledger.origins[layer];
  return origin?.kind === 'instruction' ? shellRunOf(diagnosis, origin.instruction) : undefined;
}

/** The command that set owner or mode of a whole tree. `option`: the `-R` of it. */
type Change = {
  readonly index: number;
  readonly kind: 'chown' | 'chmod';
  readonly value: string;
  readonly option: ShellItem['words'][number];
};

const VALUES = { chown: /^[\w.$-]*[\w-](:[\w-]+)?$/, chmod: /^0?[0-7]{3}$/ };

function changeOf({ ledger, finding }: Diagnosis, { items }: ShellRun): Change | undefined {
  const paths = finding.rows.map((row) => ledger.catalog.path(row));
  return items
    .map((item, index) => recursiveChange(item, index, paths))
    .find((change) => change !== undefined);
}

/** Of a command that changes all of the paths in the same way. */
function recursiveChange(
  { words: [command, option, value, ...trees], isSimple }: ShellItem,
  index: number,
  paths: readonly string[],
): Change | undefined {
  if (command === undefined || option === undefined || value === undefined || !isSimple) return undefined;
  const kind = /^(-R|--recursive)$/.test(option.text) ? toKind(command.text, value.text) : undefined;
  const roots = trees.map(({ text }) => text.replace(/(?<=.)\/+$/, ''));
  const isCovered = paths.every((path) => isRemovedBy(path, roots));
  return kind !== undefined && isCovered ? { index, kind, value: value.text, option } : undefined;
}

function toKind(command: string, value: string): Change['kind'] | undefined {
  const kind = command === 'chown' || command === 'chmod' ? command : undefined;
  return kind !== undefined && VALUES[kind].test(value) ? kind : undefined;
}

type Rewrite = {
  readonly copies: readonly InstructionRef[];
  readonly run: ShellRun;
  readonly change: Change;
};

/**
 * First without the command, for a directory that the `COPY` itself makes; else with the command for the directory alone, which
 * was there before; then with numbers, where the user is made after the `COPY`.
 */
function waysOf(diagnosis: Diagnosis, rewrite: Rewrite): readonly Proposal[] {
  const { run, change } = rewrite;
  const { path } = diagnosis.dockerfile;
  const alone: Edit = { file: path, ...run.edit(change.option.start, change.option.end + 1, '') };
  const without = withoutCommand(diagnosis, run, change.index);
  const values = change.kind === 'chown' ? [change.value, numbersOf(diagnosis)] : [change.value];
  return values.flatMap((value) => {
    const flags = value === undefined ? undefined : flagsOf(diagnosis, rewrite, value);
    if (flags === undefined) return [];
    const ways = [{ edits: [...flags, alone] }];
    return without === undefined ? ways : [...ways, { edits: [...flags, without] }];
  });
}

function flagsOf(
  diagnosis: Diagnosis,
  { copies, change }: Rewrite,
  value: string,
): readonly Edit[] | undefined {
  const placed = copies.map((ref) => placeOf(diagnosis, ref));
  if (placed.includes(undefined)) return undefined;
  return placed.flatMap((copy) => (copy ? [withFlag(diagnosis, copy, `--${change.kind}=${value}`)] : []));
}

/** User and group that the files have in the end, where all have the same. */
function numbersOf({ ledger: { catalog }, finding }: Diagnosis): string | undefined {
  const owners = new Set(
    finding.rows.map((row) => {
      const visible = catalog.visibleRow(catalog.node(row));
      return visible < 0 ? '' : `${catalog.uid(visible)}:${catalog.gid(visible)}`;
    }),
  );
  const [owner = '', ...others] = owners;
  return owner === '' || others.length > 0 ? undefined : owner;
}
