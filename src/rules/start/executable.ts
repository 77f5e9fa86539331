import type { Ledger } from '../../ledger/ledger.ts';
import { interpreterWords } from './interpreter-words.ts';
import { denialOf } from './permission.ts';
import { childrenOf, factsOf } from './visible-files.ts';

/** Why execve(2) refuses a file. `why` completes "… is started, but it …"; `fix` is an imperative sentence without a dot. */
export type Refusal = { readonly why: string; readonly fix: string };

/** Who starts the file: the kernel itself, or a program such as a shell, which runs a text without `#!` line as a script. */
export type Starter = 'kernel' | 'program';

/**
 * Why a file that is there cannot be executed, by its type, its mode, its format and the machine that it was built for;
 * undefined where it can. `row`: of the file behind all links.
 */
export function refusalOf(ledger: Ledger, row: number, starter: Starter): Refusal | undefined {
  const { catalog } = ledger;
  const type = catalog.type(row);
  if (type === 'directory') return isDirectory(ledger, catalog.path(row));
  if (type !== 'regular' && type !== 'hardlink') return undefined;
  if (!isExecutable(ledger, row)) return lacksMode(ledger, row);
  const denial = denialOf(ledger, row, 'execute') ?? ofForeignMachine(ledger, row);
  return denial ?? (starter === 'kernel' ? isNoProgram(ledger, row) : undefined);
}

/** Whether anybody may execute the file. */
export function isExecutable({ catalog }: Ledger, row: number): boolean {
  return (catalog.mode(row) & 0o111) !== 0;
}

function isDirectory(ledger: Ledger, path: string): Refusal {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const programs = childrenOf(ledger.catalog, path).filter((child) => isProgram(ledger, `${path}/${child}`));
  const program = programs.includes(name) ? name : programs.length === 1 ? programs[0] : undefined;
  return program === undefined
    ? { why: 'is a directory', fix: 'Name the program in the instruction, not the directory that it is in' }
    : {
        why: `is a directory, and the program is \`${path}/${program}\``,
        fix: `Start \`${path}/${program}\`, or copy the program to a different path`,
      };
}

function isProgram(ledger: Ledger, path: string): boolean {
  const row = ledger.catalog.resolve(path);
  return row >= 0 && ledger.catalog.type(row) !== 'directory' && isExecutable(ledger, row);
}

function lacksMode(ledger: Ledger, row: number): Refusal {
  const mode = (ledger.catalog.mode(row) & 0o7777).toString(8).padStart(3, '0');
  const path = ledger.catalog.path(row);
  return {
    why: `has mode ${mode}, so nobody may execute it`,
    fix: isScript(ledger, row)
      ? `Copy it with \`COPY --chmod=755\`, or name its interpreter first: \`["${runnerOf(ledger, row)}", "${path}"]\``
      : 'Copy it with `COPY --chmod=755`, or make it executable where it is built',
  };
}

function isScript({ catalog }: Ledger, row: number): boolean {
  return factsOf(catalog, row)?.elf === undefined;
}

/** Interpreters by the ends of names that scripts for them have. */
const RUNNERS: Readonly<Record<string, string>> = {
  py: 'python3',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  rb: 'ruby',
  pl: 'perl',
  php: 'php',
  bash: 'bash',
};

/** Name of the interpreter that a script is for, by its first line, else by its name; else that of the shell. */
function runnerOf({ catalog }: Ledger, row: number): string {
  const named = interpreterWords(factsOf(catalog, row)?.shebang ?? '').at(-1) ?? '';
  const program = named.slice(named.lastIndexOf('/') + 1);
  const path = catalog.path(row);
  return /^[\w.+-]+$/.test(program) ? program : (RUNNERS[path.slice(path.lastIndexOf('.') + 1)] ?? 'sh');
}

/** ELF gABI e_machine by GOARCH: that of the platform first, then what its kernels run as well. */
const MACHINES: Readonly<Record<string, readonly number[]>> = {
  amd64: [62, 3],
  '386': [3],
  arm: [40],
  arm64: [183, 40],
  ppc64le: [21],
  ppc64: [21],
  s390x: [22],
  riscv64: [243],
  mips64le: [8],
  mips64: [8],
  loong64: [258],
};

/** What a machine is called in `--platform`; undefined where it is none that images are made for. */
export function machineName(machine: number): string | undefined {
  return Object.entries(MACHINES).find(([, [own]]) => own === machine)?.[0];
}

/** Whether a file for this machine runs, or is loaded, on the image's platform; true where that is not known. */
function runsOn(architecture: string, machine: number): boolean {
  return MACHINES[architecture]?.includes(machine) ?? true;
}

function ofForeignMachine({ catalog, config }: Ledger, row: number): Refusal | undefined {
  const machine = factsOf(catalog, row)?.elf?.machine;
  const { os, architecture } = config.platform;
  if (machine === undefined || runsOn(architecture, machine)) return undefined;
  const built = machineName(machine) ?? `machine ${machine}`;
  return {
    why: `was built for ${built}, but the image is for ${os}/${architecture}`,
    fix: `Build the program for \`${os}/${architecture}\`, for example with \`TARGETARCH\` in the build stage`,
  };
}

/** Relocatable object and core dump. ELF gABI e_type. */
const NO_PROGRAMS: readonly number[] = [1, 4];

function isNoProgram(ledger: Ledger, row: number): Refusal | undefined {
  const { catalog } = ledger;
  const { shebang, elf, content } = factsOf(catalog, row) ?? {};
  if (shebang !== undefined) return shebang === '' ? NAMELESS : undefined;
  if (elf !== undefined) return NO_PROGRAMS.includes(elf.type) ? OBJECT : undefined;
  const path = catalog.path(row);
  // Runtimes for WebAssembly take such a file for the program.
  return path.endsWith('.wasm') ? undefined : ofText(ledger, row, content);
}

function ofText(ledger: Ledger, row: number, content: Uint8Array | undefined): Refusal {
  const { catalog } = ledger;
  if (catalog.size(row) === 0) return EMPTY;
  if (content !== undefined && [...content.subarray(0, 5)].join() === MARKED) return MARK;
  const runner = runnerOf(ledger, row);
  const line = runner === 'sh' ? '#!/bin/sh' : `#!/usr/bin/env ${runner}`;
  return {
    why: 'is not a Linux program and does not begin with a `#!` line',
    fix: `Begin it with the line that names its interpreter, such as \`${line}\`, or name the interpreter first: \`["${runner}", "${catalog.path(row)}"]\``,
  };
}

const OBJECT: Refusal = {
  why: 'is an object file, not a linked program',
  fix: 'Link it, and copy the program',
};

const EMPTY: Refusal = {
  why: 'is an empty file',
  fix: 'Check the instruction that makes it: nothing was written',
};

const NAMELESS: Refusal = {
  why: 'begins with a `#!` line that names no interpreter',
  fix: 'Begin it with the line that names its interpreter, such as `#!/bin/sh`',
};

/** A byte order mark of UTF-8 and `#!`, as numbers. */
const MARKED = '239,187,191,35,33';
const MARK: Refusal = {
  why: 'begins with a byte order mark, which hides its `#!` line',
  fix: 'Save the script without a byte order mark: UTF-8, not “UTF-8 with BOM”',
};
