import { basename, resolve } from 'node:path/posix';
import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { splitPaths } from '../dockerfile/instruction-text.ts';
import type { Diagnosis } from './remedy.ts';
import { withFlag, withLinesBelow } from './run-edits.ts';
import { directoryAbove } from './stages.ts';

/** Of plain characters: nothing in it is replaced or split. */
const PLAIN = /^[\w./@+-]+$/;

/** A file of the image, and the instruction that brought it. */
export type CopiedFile = {
  readonly copy: PlacedInstruction;
  readonly path: string;
  /** Whether it brought nothing else. */
  readonly isAlone: boolean;
};

/** Another mode for a file that a `COPY` brings; undefined where its source is not certain. */
export function withMode(diagnosis: Diagnosis, file: CopiedFile, mode: string): Edit | undefined {
  const { copy, path, isAlone } = file;
  const flags = copy.source.flags.filter((flag) => !flag.startsWith('--chmod='));
  if (isAlone && flags.length === copy.source.flags.length)
    return withFlag(diagnosis, copy, `--chmod=${mode}`);
  const source = sourceOf(diagnosis, file);
  const isPlain = [path, ...flags].every((word) => /^[\w./@+:=-]+$/.test(word));
  if (source === undefined || !isPlain) return undefined;
  const words = [copy.keyword, ...flags, `--chmod=${mode}`, source, path];
  return withLinesBelow(diagnosis, copy, [words.join(' ')]);
}

/** What the `COPY` takes the file from. */
function sourceOf(diagnosis: Diagnosis, { copy, path }: CopiedFile): string | undefined {
  const words = isPlainCopy(copy) ? splitPaths(copy.source.rest) : [];
  const sources = words.slice(0, -1);
  const place = resolve(directoryAbove(diagnosis, copy), words.at(-1) ?? '');
  const named = sources.find((source) => resolve(place, basename(source)) === path);
  const [only, ...others] = sources;
  if (named !== undefined || only === undefined || others.length > 0) return named;
  return place === path ? only : below({ path, place, folder: only });
}

function isPlainCopy({ source: { flags, heredocs, rest } }: PlacedInstruction): boolean {
  const isElsewhere = flags.some((flag) => /^--(parents|exclude)/.test(flag));
  return !isElsewhere && heredocs.length === 0 && splitPaths(rest).every((word) => PLAIN.test(word));
}

type Below = { readonly path: string; readonly place: string; readonly folder: string };

/** Where in a folder a path of the place is that all of the folder is copied to. */
function below({ path, place, folder }: Below): string | undefined {
  const root = place.replace(/\/*$/, '/');
  const source = folder.replace(/\/*$/, '/').replace(/^(\.\/)+/, '');
  return path.startsWith(root) ? `${source}${path.slice(root.length)}` : undefined;
}
