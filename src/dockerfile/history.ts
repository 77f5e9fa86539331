import { maskSecrets } from '../files/secrets/mask.ts';
import type { HistoryEntry } from '../image/image.ts';
import type { OwnInstruction } from './final-stage.ts';
import { toHeredoc } from './heredoc.ts';
import {
  foldSpace,
  type InstructionSource,
  parseExecForm,
  splitPaths,
  startOfText,
  unquote,
} from './instruction-text.ts';
import { KEYWORDS } from './syntax.ts';

/** A history entry as the instruction that wrote it: keyword and what follows, white space folded. */
type Recorded = { readonly keyword: string; readonly text: string; readonly isClassic: boolean };

/**
 * Whether a builder that runs `own` writes this entry. The keyword decides; of RUN, COPY and ADD the text as well, since any
 * other Dockerfile has those too. https://github.com/moby/buildkit/tree/master/frontend/dockerfile/dockerfile2llb
 */
export function isWrittenBy(entry: HistoryEntry, own: OwnInstruction): boolean {
  const recorded = toRecorded(entry);
  if (recorded.keyword !== own.ref.keyword) return false;
  if (recorded.keyword === 'RUN') return isRunOf(recorded.text, own);
  if (recorded.keyword === 'COPY' || recorded.keyword === 'ADD') return isCopyOf(recorded, own);
  return true;
}

/** Entries that BuildKit's exporter appends for layers that no history names. exporter/containerimage/writer.go */
export function isFiller(entry: HistoryEntry): boolean {
  return entry.comment === 'buildkit.exporter.image.v0';
}

function toRecorded(entry: HistoryEntry): Recorded {
  const text = foldSpace(entry.createdBy ?? '').replace(/ # buildkit$/, '');
  // The classic builder writes what makes no process as `/bin/sh -c #(nop) KEYWORD …`, and of RUN the process alone.
  const classic = /#\(nop\) ([A-Z]+) ?(.*)$/.exec(text);
  if (classic) return { keyword: classic[1] ?? '', text: classic[2] ?? '', isClassic: true };
  const word = /^[A-Z]+(?= |$)/.exec(text)?.[0] ?? '';
  if (KEYWORDS.some((keyword) => keyword === word)) {
    return { keyword: word, text: text.slice(word.length + 1), isClassic: false };
  }
  return { keyword: 'RUN', text, isClassic: true };
}

/** What wrote an entry, as far as it can be told without the Dockerfile: of a `RUN` with the arguments and the shell before it. */
export function recordedInstruction(entry: HistoryEntry): {
  readonly keyword: string;
  readonly text: string;
} {
  return toRecorded({ ...entry, createdBy: (entry.createdBy ?? '').slice(0, MAX_RECORDED_TEXT) });
}

/**
 * The entry for people: as an instruction, without what builders write around it. Values of build arguments, which stand before
 * the shell, are left out: they may be secrets, and differ where nothing else does.
 */
export function recordedText({ createdBy = '', ...entry }: HistoryEntry): string {
  const shown = startOfText(createdBy, MAX_RECORDED_TEXT);
  const { keyword, text } = toRecorded({ ...entry, createdBy: shown });
  const command = text.replace(/^\|\d+ .*?(?=\/\S+ -\S+ |$)/, '').replace(/^\/bin\/sh -c /, '');
  const isInstruction = keyword !== 'RUN' || command !== text || /^RUN /.test(createdBy);
  return maskSecrets(isInstruction ? `${keyword} ${command}`.trim() : text.trim());
}

/** Most that people see of an entry, and more. */
const MAX_RECORDED_TEXT = 4096;

/** What comes before a command: nothing, arguments (`|2 A=1 B=2`), a shell that ends in an option or a path. */
const BEFORE_SHELL_FORM = /^$| [-/][^ ]*$/;
const BEFORE_EXEC_FORM = /^( \||$)/;

function isRunOf(recorded: string, own: OwnInstruction): boolean {
  const { rest: command, heredocs } = own.source;
  const exec = heredocs.length === 0 ? parseExecForm(command) : undefined;
  const isAfter = (before: RegExp, text: string): boolean =>
    text !== '' &&
    ` ${recorded}`.endsWith(` ${text}`) &&
    before.test(` ${recorded}`.slice(0, -text.length).trimEnd());
  if (exec && isAfter(BEFORE_EXEC_FORM, foldSpace(exec.join(' ')))) return true;
  return shellTexts(own.source).some((text) => isAfter(BEFORE_SHELL_FORM, text));
}

/** How a command may be recorded behind its shell. */
function shellTexts({ rest, heredoc, heredocs }: InstructionSource): readonly string[] {
  const [first] = heredocs;
  if (!first) return [foldSpace(rest)];
  if (!toHeredoc(rest)) return [foldSpace(`${rest}\n${heredoc}`)];
  // A lone heredoc is the script itself, or with `#!` a file of the heredoc's name.
  return [foldSpace(heredoc.split('\n').slice(0, -1).join('\n')), `/dev/pipes/${first.name}`];
}

/** Variables are written with their values: what stands between them must occur in order, and the end at the end. */
function isCopyOf(recorded: Recorded, own: OwnInstruction): boolean {
  const words = splitPaths(own.source.rest).map((word) => toRecordedWord(word));
  const destination = words.at(-1) ?? '';
  // The classic builder names a digest of the sources, and the destination as a path from the root.
  const expected = recorded.isClassic ? absoluteTail(destination) : words.join(' ');
  return occursInOrder(recorded.text, expected);
}

/** `<<EOF` is recorded without its quotes and dash. */
function toRecordedWord(word: string): string {
  const heredoc = toHeredoc(word);
  return heredoc ? `<<${heredoc.name}` : unquote(word);
}

function absoluteTail(destination: string): string {
  return destination.startsWith('/') ? `in ${destination.replace(/\/+$/, '')}` : '';
}

function occursInOrder(text: string, expected: string): boolean {
  const pieces = foldSpace(expected).split(/\$\{[^}]*\}|\$\w+/);
  const last = pieces.pop() ?? '';
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text
    .slice(from)
    .replace(/(?<=.)\/+$/, '')
    .endsWith(last.replace(/(?<=.)\/+$/, ''));
}
