import type { Edit } from '../dockerfile/edit/edit.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findStartedPrograms } from '../rules/start/entrypoint.ts';
import { isExecutable } from '../rules/start/executable.ts';
import { factsOf } from '../rules/start/visible-files.ts';
import { withMode } from './copied-file.ts';
import { defineRemedy, type Diagnosis } from './remedy.ts';
import { placeOf, withCommandAtEnd, withLinesBelow, writersOf } from './run-edits.ts';
import { asRoot, userAbove } from './stages.ts';

/** What is there and cannot be executed as it is gets its mode where it is copied, and its line ends and its `#!` line in the image. */
export const startedScript = defineRemedy({
  id: 'started-script',
  rules: ['missing-interpreter'],
  headline:
    'Make what the container starts executable, with the line ends and the first line that a kernel reads',
  propose(diagnosis) {
    const [row] = diagnosis.finding.rows;
    if (row === undefined || diagnosis.ledger.catalog.visibleRow(diagnosis.ledger.catalog.node(row)) !== row)
      return [];
    const edits = editsOf(diagnosis, row);
    const path = diagnosis.ledger.catalog.path(row);
    return edits.length === 0 ? [] : [{ edits, changes: (changed) => changed === path }];
  },
  examples: [
    {
      rule: 'missing-interpreter',
      subject: '/start.sh',
      before: 'FROM debian:12\nCOPY start.sh /\nCMD ["/start.sh"]\n',
      leaves: { 2: [{ path: '/start.sh', text: '#!/bin/sh\necho\n', mode: 0o644 }] },
      after: 'FROM debian:12\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n',
    },
    {
      rule: 'missing-interpreter',
      subject: '/app/start.sh',
      before: 'FROM debian:12\nCOPY . /app\nCMD ["/app/start.sh"]\n',
      leaves: { 2: [{ path: '/app/start.sh', text: '#!/bin/sh\necho\n', mode: 0o644 }, '/app/data'] },
      after: 'FROM debian:12\nCOPY . /app\nCOPY --chmod=755 start.sh /app/start.sh\nCMD ["/app/start.sh"]\n',
    },
    {
      rule: 'missing-interpreter',
      subject: '/start.sh',
      before: 'FROM debian:12\nCOPY start.sh /\nUSER 1000\nCMD ["/start.sh"]\n',
      leaves: { 2: [{ path: '/start.sh', text: '#!/bin/sh\r\necho\r\n', mode: 0o755 }] },
      after:
        'FROM debian:12\nCOPY start.sh /\nRUN sed -i -e \'s/\\r$//\' /start.sh\nUSER 1000\nCMD ["/start.sh"]\n',
    },
  ],
});

/** Of plain characters, as a shell reads them. */
const PLAIN = /^\/[\w./@+-]+$/;

/** A file that cannot be executed, what wrote it, and what it lacks. */
type Started = {
  readonly row: number;
  readonly path: string;
  readonly ref: InstructionRef;
  readonly mode: string | undefined;
  /** Commands that change its text, at most one. */
  readonly commands: readonly string[];
};

/** None where what wrote the file is not certain. */
function editsOf(diagnosis: Diagnosis, row: number): readonly Edit[] {
  const { ledger } = diagnosis;
  const path = ledger.catalog.path(row);
  const [ref] = writersOf(ledger, [row])?.keys() ?? [];
  if (ref === undefined || !PLAIN.test(path)) return [];
  const mode = isExecutable(ledger, row) ? undefined : (ledger.catalog.mode(row) | 0o555) & 0o777;
  const started = { row, path, ref, mode: mode?.toString(8), commands: commandsFor(diagnosis, row) };
  return ref.keyword === 'RUN' ? ofRun(diagnosis, started) : ofCopy(diagnosis, started);
}

/** At the end of the `RUN` that writes the file. */
function ofRun(diagnosis: Diagnosis, { path, ref, mode, commands }: Started): readonly Edit[] {
  const run = placeOf(diagnosis, ref);
  const all = [...commands, ...(mode === undefined ? [] : [`chmod +x ${path}`])];
  const edit = run && all.length > 0 ? withCommandAtEnd(diagnosis, run, all.join(' && ')) : undefined;
  return edit === undefined ? [] : [edit];
}

/** The mode in the `COPY`, and the text in a `RUN` below it. */
function ofCopy(diagnosis: Diagnosis, { row, path, ref, mode, commands }: Started): readonly Edit[] {
  const copy = placeOf(diagnosis, ref);
  if (copy === undefined) return [];
  const file = { copy, path, isAlone: isAlone(diagnosis, row) };
  const ofMode = mode === undefined ? [] : [withMode(diagnosis, file, mode)];
  const ofText = commands.map((command) =>
    withLinesBelow(diagnosis, copy, asRoot(userAbove(diagnosis, copy), `RUN ${command}`)),
  );
  const edits = [...ofMode, ...ofText];
  return edits.includes(undefined) ? [] : edits.flatMap((edit) => edit ?? []);
}

/** Whether the layer of a file has no other. */
function isAlone({ ledger: { catalog } }: Diagnosis, row: number): boolean {
  const layer = catalog.layer(row);
  for (let other = 0; other < catalog.rowCount; other += 1)
    if (other !== row && catalog.layer(other) === layer && catalog.type(other) !== 'directory') return false;
  return true;
}

/** What takes from a script what hides its `#!` line, or adds that line. */
function commandsFor({ ledger }: Diagnosis, row: number): readonly string[] {
  const line = firstLine(ledger, row);
  if (line === undefined) return [];
  const scripts = MISTAKES.flatMap(({ isIn, script }) => (isIn.test(line) ? [script] : []));
  const isNamed = /^\uFEFF?#!/.test(line) || !isShellScript(ledger, row);
  const all = isNamed ? scripts : [...scripts, '1i #!/bin/sh'];
  const options = all.map((script) => `-e '${script}'`).join(' ');
  return all.length === 0 ? [] : [`sed -i ${options} ${ledger.catalog.path(row)}`];
}

/** Of a text, as far as it is known. */
function firstLine({ catalog }: Ledger, row: number): string | undefined {
  const { elf, shebang, content } = factsOf(catalog, row) ?? {};
  if (elf !== undefined) return undefined;
  return shebang === undefined
    ? Buffer.from(content ?? [])
        .toString('utf8')
        .split('\n', 1)[0]
    : `#!${shebang}`;
}

/** What hides a first line, and the script of sed that takes it away. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sed.html */
const MISTAKES = [
  { isIn: /^\uFEFF/, script: String.raw`1s/^\xEF\xBB\xBF//` },
  { isIn: /\r$/, script: String.raw`s/\r$//` },
] as const;

/** Whether the kernel is to start a text that is one of a shell's by its name: it has no other mark. */
function isShellScript(ledger: Ledger, row: number): boolean {
  const isFirst = findStartedPrograms(ledger)[0]?.row === row;
  return isFirst && ledger.catalog.path(row).endsWith('.sh') && ledger.catalog.resolve('/bin/sh') >= 0;
}
