import { basename, join } from 'node:path/posix';
import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { splitPaths } from '../dockerfile/instruction-text.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Diagnosis } from './remedy.ts';
import { isRemovedBy, removedPaths } from './removal.ts';
import { placeOf, withFlag, withoutCommand, withoutPlaced, type ShellRun } from './run-edits.ts';

type Removal = { readonly writer: InstructionRef; readonly remover: InstructionRef };

/** Absolute, of plain characters: nothing in it is replaced, and no comma ends it in a mount. */
const PLAIN = /^[\w./@+-]+$/;

/**
 * A mount for every `RUN` that uses what a `COPY` brings, in place of the `COPY`; the `rm` of it goes, since a mount cannot be
 * removed. None where the `COPY` brings something that stays. https://docs.docker.com/reference/dockerfile/#run---mounttypebind
 */
export function copiedInstead(diagnosis: Diagnosis, removal: Removal, remover: ShellRun): readonly Edit[] {
  const copy = placeOf(diagnosis, removal.writer);
  const mounts = copy === undefined ? [] : mountsOf(copy);
  const targets = mounts.map(({ target }) => target);
  if (copy === undefined || mounts.length === 0) return [];
  const index = remover.items.findIndex((item) => {
    const removed = removedPaths(item);
    return removed.length > 0 && targets.every((path) => isRemovedBy(path, removed));
  });
  const users = usersOf(diagnosis, copy, remover.placed);
  const isAlone = remover.items.length === 1;
  const mounted = isAlone ? users.filter((placed) => placed !== remover.placed) : users;
  const without = withoutCommand(diagnosis, remover, index);
  if (index < 0 || without === undefined || mounted.length === 0) return [];
  const flags = mounted.flatMap((placed) => mounts.map(({ flag }) => withFlag(diagnosis, placed, flag)));
  return [withoutPlaced(diagnosis, copy), ...flags, without];
}

type Mount = { readonly flag: string; readonly target: string };

/** One mount for each source; none where one of them has a pattern or a variable in it, or lands at a place that is not certain. */
function mountsOf({ source }: PlacedInstruction): readonly Mount[] {
  const from = source.flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const words = splitPaths(source.rest);
  const [target = '', sources] = [words.at(-1), words.slice(0, -1)];
  const isCertain = target.startsWith('/') && [...words, from ?? 'x'].every((word) => PLAIN.test(word));
  if (!isCertain || source.heredocs.length > 0) return [];
  // Of several sources, and of one whose target ends with a slash, each that is a file lands below the target.
  return sources.map((path) => {
    const isBelow = target.endsWith('/') && /[^/]\.[a-z0-9]+$/i.test(path);
    const place = isBelow ? join(target, basename(path)) : join('/', target).replace(/\/$/, '');
    const options = [...(from === undefined ? [] : [`from=${from}`]), `source=${path}`, `target=${place}`];
    return { flag: `--mount=type=bind,${options.join(',')}`, target: place };
  });
}

/** Every `RUN` after the `COPY` up to the one that removes: which of them use it is not certain, and a mount harms none. */
function usersOf(
  { dockerfile }: Diagnosis,
  copy: PlacedInstruction,
  remover: PlacedInstruction,
): readonly PlacedInstruction[] {
  return dockerfile.instructions.filter(
    ({ keyword, line }) => keyword === 'RUN' && line > copy.line && line <= remover.line,
  );
}
