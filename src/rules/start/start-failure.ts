import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { describeAbsence, describeUnfound } from './absence.ts';
import { absolutePath, findProgram, findStartedPrograms, type StartedProgram } from './entrypoint.ts';
import { explainWord } from './command-word.ts';
import { refusalOf, type Refusal, type Starter } from './executable.ts';
import { interpreterFix, LINKER_FIX } from './install-fix.ts';
import { interpreterWords } from './interpreter-words.ts';
import { denialOf } from './permission.ts';
import { isApplet } from './running-shell.ts';
import { findRuntimes } from './runtimes.ts';
import { scriptArgument } from './script-argument.ts';
import { childrenOf, factsOf } from './visible-files.ts';
import { volumeAt } from './volume.ts';

/** Why the container cannot start: one cause, the first that its start meets. `message` is a whole clause for people. */
export type StartFailure = {
  readonly kind: 'program' | 'interpreter' | 'libc' | 'python-script';
  /** Path of the program as the config or a `#!` line names it. */
  readonly subject: string;
  readonly message: string;
  /** Row of the file that cannot be run; -1 where there is none. */
  readonly row: number;
  /** What helps in this case: an imperative sentence without a dot. */
  readonly fix?: string;
  /** Absolute path of what is not there, where that is the cause. */
  readonly absent?: string;
  readonly atMost?: 'note';
};

type Libc = 'glibc' | 'musl';

/** Programs that pip writes into `bin` when it installs the distribution of that name. */
const PYTHON_SCRIPTS =
  /^(.*\/)?(gunicorn|uvicorn|hypercorn|daphne|flask|fastapi|celery|django-admin|streamlit|waitress-serve|alembic|airflow|dagster|rq|huey_consumer(\.py)?)$/;

const MAX_INTERPRETERS = 4;

/** First certain reason why the container does not start; undefined where it starts or where that is not sure. */
export function findStartFailure(ledger: Ledger): StartFailure | undefined {
  if (ledger.config.platform.os !== 'linux') return undefined;
  const programs = findStartedPrograms(ledger);
  for (const [index, program] of programs.entries()) {
    if (program.path === null && isApplet(ledger, program.word, programs[index - 1])) return undefined;
    const failure = findFailure(ledger, program, index === 0 ? 'kernel' : 'program');
    if (failure) return lessenByVolume(ledger, failure);
  }
  return undefined;
}

/** What a volume brings is not in the image, and starts all the same where one is mounted that has it. */
function lessenByVolume(ledger: Ledger, failure: StartFailure): StartFailure {
  const volume = failure.absent === undefined ? undefined : volumeAt(ledger, failure.absent);
  if (volume === undefined) return failure;
  return {
    ...failure,
    message: `${failure.message}: whatever is mounted at the volume \`${volume}\` must provide it`,
    fix: `Mount a volume that has it at \`${volume}\`, or copy it to a directory that is not a volume`,
    atMost: 'note',
  };
}

function findFailure(ledger: Ledger, program: StartedProgram, by: Starter): StartFailure | undefined {
  if (program.row < 0) return missingProgram(ledger, program);
  return (
    findBrokenFile(ledger, program, { by, depth: 0 }) ??
    findMissingArchive(ledger, program) ??
    findMissingScript(ledger, program)
  );
}

function missingProgram(ledger: Ledger, { word, path }: StartedProgram): StartFailure {
  const subject = path ?? word;
  if (PYTHON_SCRIPTS.test(word) && findRuntimes(ledger).has('python')) {
    const message = `\`${word}\` is started, but the package that installs it is not in the image`;
    return { kind: 'python-script', subject, row: -1, message };
  }
  const fix = explainWord(word);
  const more = fix === undefined ? {} : { fix };
  if (path === null) return { kind: 'program', subject, row: -1, ...describeUnfound(ledger, word), ...more };
  return { kind: 'program', subject, absent: path, ...describeAbsence(ledger, word, path), ...more };
}

/** A script that an interpreter is given and that is not there. */
function findMissingScript(ledger: Ledger, { word, args }: StartedProgram): StartFailure | undefined {
  const script = scriptArgument(word, args);
  if (script === undefined) return undefined;
  return notRead(ledger, script);
}

/** What an interpreter is told to read, and is not there, or may not be read. */
function notRead(ledger: Ledger, file: string): StartFailure | undefined {
  const path = absolutePath(ledger.config, file);
  const row = ledger.catalog.resolve(path);
  if (row >= 0) {
    const denial = denialOf(ledger, row, 'read');
    return denial && refused({ path, word: file, row }, denial);
  }
  return { kind: 'program', subject: path, absent: path, ...describeAbsence(ledger, file, path) };
}

/** `java [options] -jar FILE`, where the file is not there. */
function findMissingArchive(ledger: Ledger, { word, args }: StartedProgram): StartFailure | undefined {
  const option = args.findIndex((arg) => !arg.startsWith('-') || arg === '-jar');
  const archive = args[option] === '-jar' ? args[option + 1] : undefined;
  if (!/(^|\/)java$/.test(word) || archive === undefined || !/^[\w./+@-]+\.[jw]ar$/.test(archive))
    return undefined;
  return notRead(ledger, archive);
}

type File = { readonly path: string | null; readonly word: string; readonly row: number };

type Start = { readonly by: Starter; readonly depth: number };

/** Follows a file and its interpreters as execve(2) would; a script's interpreter may be a script again. */
function findBrokenFile(ledger: Ledger, file: File, { by, depth }: Start): StartFailure | undefined {
  const refusal = file.row < 0 ? undefined : refusalOf(ledger, file.row, by);
  if (refusal) return refused(file, refusal);
  const { elf, shebang } = factsOf(ledger.catalog, file.row) ?? {};
  if (elf) return findBrokenProgram(ledger, file, elf.interpreter);
  if (shebang === undefined || depth >= MAX_INTERPRETERS) return undefined;
  return findBrokenScript(ledger, file, shebang) ?? findBrokenInterpreter(ledger, shebang, depth + 1);
}

function refused({ path, word, row }: File, { why, fix }: Refusal): StartFailure {
  const message = `\`${path ?? word}\` is started, but it ${why}`;
  return { kind: 'program', subject: path ?? word, row, message, fix };
}

function findBrokenInterpreter(ledger: Ledger, shebang: string, depth: number): StartFailure | undefined {
  for (const [index, word] of interpreterWords(shebang).entries()) {
    const file = { word, ...findProgram(ledger, word) };
    // The kernel starts the interpreter, and env(1) what follows it.
    const failure = findBrokenFile(ledger, file, { by: index === 0 ? 'kernel' : 'program', depth });
    if (failure) return failure;
  }
  return undefined;
}

function findBrokenProgram(
  { catalog }: Ledger,
  { path, word, row }: File,
  linker: string | null,
): StartFailure | undefined {
  if (linker === null || catalog.resolve(linker) >= 0) return undefined;
  const subject = path ?? word;
  const wanted = libcOf(linker);
  const other = wanted === 'glibc' ? 'musl' : 'glibc';
  if (wanted !== undefined && hasLibc(catalog, other) && !hasLibc(catalog, wanted)) {
    return {
      kind: 'libc',
      subject,
      row,
      message: `\`${subject}\` was built for ${wanted}, but the image has only ${other}`,
    };
  }
  return {
    kind: 'interpreter',
    subject,
    row,
    message: `\`${subject}\` needs the dynamic linker \`${linker}\`, which is not in the image`,
    fix: LINKER_FIX,
  };
}

/** Names a script for `.gitattributes` by the end of its name, else by the whole of it. */
function lineEndings(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [end] = /(?<=.)\.\w{1,8}$/.exec(name) ?? [];
  const pattern = end === undefined ? name : `*${end}`;
  const files = /^[\w.*-]+$/.test(pattern) ? pattern : '*.sh';
  return `Give the script LF line endings: \`${files} text eol=lf\` in .gitattributes, or \`sed -i "s/\\r$//"\` in the build`;
}

function findBrokenScript(
  ledger: Ledger,
  { path, word, row }: File,
  shebang: string,
): StartFailure | undefined {
  const subject = path ?? word;
  if (shebang.endsWith('\r')) {
    const message = `Line 1 of \`${subject}\` ends with a carriage return, so its interpreter is looked up under the wrong name`;
    return {
      kind: 'interpreter',
      subject,
      row,
      message,
      fix: lineEndings(ledger.repositoryTwin(row) ?? subject),
    };
  }
  const missing = interpreterWords(shebang).find((interpreter) => findProgram(ledger, interpreter).row < 0);
  if (missing === undefined) return undefined;
  return {
    kind: 'interpreter',
    subject,
    row,
    ...(missing.includes('/') && { absent: absolutePath(ledger.config, missing) }),
    message: `\`${subject}\` is a script for \`${missing}\`, which is not in the image`,
    fix: interpreterFix(ledger, missing),
  };
}

function libcOf(linker: string): Libc | undefined {
  if (/\/ld-musl-/.test(linker)) return 'musl';
  return /\/(ld-linux|ld64\.so)/.test(linker) ? 'glibc' : undefined;
}

function hasLibc(catalog: FileCatalog, libc: Libc): boolean {
  const name = libc === 'musl' ? /^ld-musl-.+\.so/ : /^(ld-linux.*\.so|ld64\.so|libc\.so\.6$)/;
  const parents = ['/lib', '/lib64', '/usr/lib', '/usr/lib64'];
  const directories = parents.flatMap((parent) => [
    parent,
    ...childrenOf(catalog, parent)
      .filter((child) => child.includes('-linux-'))
      .map((child) => `${parent}/${child}`),
  ]);
  return directories.some((directory) => childrenOf(catalog, directory).some((child) => name.test(child)));
}
