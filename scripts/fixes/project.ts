import { parseArchive, type Files } from '../scoreboard/archive.ts';

/**
 * A small application with the Dockerfile that people write for it, in one stage. Kept as an archive: what it is, how to ask it, and
 * the files of its repository. It answers the same before and after a fix, or the fix is wrong.
 */
export type Project = {
  readonly name: string;
  readonly ecosystem: string;
  /** What it is, in Markdown. */
  readonly text: string;
  /** What a fix is likely to lose; null where nothing is out of the ordinary. */
  readonly trap: string | null;
  /** The package registry that its build needs, beside Debian's. */
  readonly registry: string | null;
  /** Where it serves; null where it prints its answer and ends. */
  readonly serves: { readonly port: number; readonly paths: readonly string[] } | null;
  /** What its answer has in it. */
  readonly answer: string;
  readonly files: Files;
};

/** Throws a RangeError where the archive is no project. */
export function parseProject(name: string, archive: string): Project {
  const { fields, files } = parseArchive(archive);
  const field = (key: string): string => {
    const value = fields.get(key);
    if (value === undefined) throw new RangeError(`the project ${name} has no line \`${key}: …\``);
    return value;
  };
  if (!files.has('Dockerfile')) throw new RangeError(`the project ${name} has no Dockerfile`);
  return {
    name,
    ecosystem: field('ecosystem'),
    text: field('is'),
    trap: fields.get('trap') ?? null,
    registry: fields.get('registry') ?? null,
    serves: toServes(fields.get('asks')),
    answer: field('answers'),
    files,
  };
}

function toServes(asks: string | undefined): Project['serves'] {
  if (asks === undefined) return null;
  const [port, ...paths] = asks.split(' ');
  return { port: Number(port), paths };
}

export const dockerfileOf = ({ files }: Project): string => files.get('Dockerfile') ?? '';
