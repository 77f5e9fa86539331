import type { Edit } from '../../dockerfile/edit/edit.ts';
import type { ShellItem } from '../../dockerfile/edit/shell-list.ts';
import type { InstructionRef } from '../../dockerfile/instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Project } from '../remedy.ts';
import { shellRunOf, withOption } from '../run-edits.ts';

/** Python packages that were installed into the interpreter's own directories, where those of the base image lie, too. */
export type InstalledPython = {
  /** Their rows: they need not be copied one by one. */
  readonly rows: ReadonlySet<number>;
  /** The same commands with a prefix, which a final stage copies over its own. Empty: there is no certain edit. */
  readonly edits: readonly Edit[];
};

export const PYTHON_PREFIX = '/install';

/** Options that already say where packages go, or that leave something of the build behind them. https://pip.pypa.io/en/stable/cli/pip_install/ */
const ELSEWHERE = /^(?:--(?:prefix|target|root|user|editable|src)(?:=|$)|-[te]$)/;

/** Null where no `pip install` left packages beside those of the base image. */
export function installedPython(
  project: Project,
  ledger: Ledger,
  kept: ReadonlySet<number>,
): InstalledPython | null {
  const byRun = new Map<InstructionRef, number[]>();
  for (const row of kept) {
    const origin = ledger.origin(row);
    if (origin.kind !== 'instruction' || origin.instruction.keyword !== 'RUN') continue;
    if (!ledger.catalog.path(row).startsWith('/usr/local/')) continue;
    byRun.set(origin.instruction, [...(byRun.get(origin.instruction) ?? []), row]);
  }
  const runs = [...byRun].filter(([, rows]) => rows.some((row) => isOfPython(ledger.catalog.path(row))));
  if (runs.length === 0) return null;
  const edits = runs.map(([ref]) => editsOf(project, ref));
  const isWhole = edits.every((list) => list.length > 0);
  return { rows: new Set(runs.flatMap(([, rows]) => rows)), edits: isWhole ? edits.flat() : [] };
}

function isOfPython(path: string): boolean {
  return /^\/usr\/local\/lib\/python3[^/]*\/(?:site|dist)-packages\//.test(path);
}

function editsOf(project: Project, ref: InstructionRef): readonly Edit[] {
  const run = shellRunOf(project, ref);
  const places = run?.items.map((item) => placeIn(item)) ?? [];
  if (run === undefined || places.includes('elsewhere')) return [];
  return places.flatMap((at) =>
    typeof at === 'number' ? [withOption(project, { run, at }, `--prefix=${PYTHON_PREFIX}`)] : [],
  );
}

/** Behind the word `install` of pip; `elsewhere` where pip says itself where to install. */
function placeIn({ words }: ShellItem): number | 'elsewhere' | null {
  const texts = words.map(({ text }) => text);
  const [, before = ''] =
    /^(pip3?(?:\.\d+)?|python3?(?:\.\d+)? -m pip) (?:\S+ )*?install(?: |$)/.exec(texts.join(' ')) ?? [];
  const verb = texts.indexOf('install');
  const word = before === '' ? undefined : words[verb];
  if (word === undefined) return null;
  if (texts.slice(verb + 1).every((text) => /^(?:-|pip$|setuptools$|wheel$)/.test(text))) return null;
  return texts.slice(verb).some((text) => ELSEWHERE.test(text)) ? 'elsewhere' : word.end;
}
