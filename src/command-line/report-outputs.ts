import { resolve } from 'node:path';
import type { Format } from '../report/index.ts';
import type { Mistakes } from '../inputs/mistakes.ts';

/** A format and where it goes; a null path is standard output. */
export type ReportOutput = { readonly format: Format; readonly path: string | null };

const FORMATS: readonly Format[] = ['terminal', 'json', 'markdown', 'html', 'sarif', 'annotations', 'patch'];
/** Nothing is built again there, so that no fix is proven and there is no patch. */
const COMMANDS_WITHOUT_FIXES: readonly string[] = ['inspect', 'compare'];

/** The formats that a command writes. */
export function formatsOf(command: string): readonly Format[] {
  return COMMANDS_WITHOUT_FIXES.includes(command) ? FORMATS.filter((format) => format !== 'patch') : FORMATS;
}

type AskedOutputs = {
  readonly command: string;
  readonly formats: readonly string[];
  readonly paths: readonly string[];
};

/** Pairs the n-th output with the n-th format. Nothing given: the terminal report on standard output. */
export function pairOutputs(
  { command, formats, paths }: AskedOutputs,
  mistakes: Mistakes,
): readonly ReportOutput[] {
  const written = formatsOf(command);
  const wanted = formats.length === 0 ? ['terminal'] : formats;
  if (paths.length > wanted.length) {
    mistakes.note(
      '`--output`',
      `is given ${paths.length} times, expected at most once for each format, of which there ${wanted.length === 1 ? 'is one' : `are ${wanted.length}`}`,
    );
  }
  const outputs = wanted.flatMap((text, index): readonly ReportOutput[] => {
    const format = written.find((name) => name === text);
    const path = paths[index];
    if (format !== undefined) return [{ format, path: path === undefined || path === '-' ? null : path }];
    mistakes.note(
      '`--format`',
      `is \`${text}\`, expected one of ${written.map((name) => `\`${name}\``).join(', ')}`,
    );
    return [];
  });
  noteShared(outputs, mistakes);
  return outputs;
}

function noteShared(outputs: readonly ReportOutput[], mistakes: Mistakes): void {
  const taken = new Set<string | null>();
  for (const { format, path } of outputs) {
    const place = path === null ? 'standard output' : `\`${path}\``;
    const file = path === null ? null : resolve(path);
    if (taken.has(file))
      mistakes.note('`--output`', `sends \`${format}\` to ${place}, but another format already goes there`);
    taken.add(file);
  }
}
