import type { Ledger } from '../../ledger/ledger.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';
import { findProgram, findStartedPrograms } from '../start/entrypoint.ts';
import { scriptWords } from '../start/script-words.ts';
import { deriveStart } from '../start/start-commands.ts';

/** How the container's start runs a tool: the command's word, and whether a script has it. */
export type Started = { readonly word: string; readonly isInScript: boolean };

/** Which tools the container's start runs; undefined for one that it does not. */
export type StartedBy = (found: ToolchainFound) => Started | undefined;

/** A container that is started with these compiles at its start: it could have been built before. */
const COMPILING: ReadonlySet<string> = new Set(['jvm-build-tool', 'node-bundler']);

const memo = new WeakMap<Ledger, ReadonlyMap<number, Started>>();

/** Which build tools the container's start runs, compilers and SDKs left out. */
export function startedTools(ledger: Ledger): StartedBy {
  return ({ tool, rows }) => {
    if (tool.isSdk || COMPILING.has(tool.ruleId)) return undefined;
    let started = memo.get(ledger);
    if (started === undefined) memo.set(ledger, (started = startedRows(ledger)));
    for (const row of started.size === 0 ? [] : rows) {
      const by = started.get(row);
      if (by !== undefined) return by;
    }
    return undefined;
  };
}

/** Rows of the programs that the start runs. */
function startedRows(ledger: Ledger): ReadonlyMap<number, Started> {
  const programs = findStartedPrograms(ledger);
  const commands = [
    ...programs.map(({ word }) => word),
    ...deriveStart(ledger).commands.map(([word]) => word),
  ];
  const started = new Map<number, Started>();
  const add = (words: ReadonlySet<string | undefined>, isInScript: boolean): void => {
    for (const word of words) {
      const row = word === undefined ? -1 : findProgram(ledger, word).row;
      if (word !== undefined && row >= 0 && !started.has(row)) started.set(row, { word, isInScript });
    }
  };
  add(new Set(commands), false);
  add(new Set(programs.flatMap(({ row }) => scriptWords(ledger, row))), true);
  return started;
}
