import { basename } from 'node:path/posix';
import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { splitPaths } from '../dockerfile/instruction-text.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { absolutePath } from '../rules/start/entrypoint.ts';
import { defineRemedy, type Diagnosis, type Project } from './remedy.ts';
import { placeOf, writersOf } from './run-edits.ts';

/** Files of the build context that only the ignore file keeps out, since a `COPY` takes all of a folder. */
export const ignoredFiles = defineRemedy({
  id: 'ignored-files',
  rules: ['context-file', 'vcs-directory'],
  headline: 'Keep the files out of the build context with the ignore file',
  propose(diagnosis) {
    const ignored = ignoredBy(diagnosis);
    const lines = new Set(ignored?.map(({ line }) => line));
    if (ignored === undefined || lines.size === 0 || lines.size > MAX_LINES) return [];
    // A new ignore file would be the next file of the repository that the image takes.
    const { path: own, text } = diagnosis.ignoreFile;
    if (text === '' && ignored.some(({ isOfAll }) => isOfAll)) lines.add(basename(own));
    const removes = (path: string) => ignored.some(({ place }) => path.startsWith(`${place}/`));
    return [{ edits: withLines(diagnosis, [...lines].sort()), removes }];
  },
  examples: [
    {
      rule: 'vcs-directory',
      subject: '/app/.git',
      before: 'FROM node:20-slim\nCOPY . /app\nCMD ["node", "/app/server.js"]\n',
      leaves: { 2: ['/app/server.js', '/app/.git/HEAD', '/app/.git/objects/*'] },
      after: '.dockerignore\n.git\n',
    },
    {
      rule: 'context-file',
      subject: 'container build files',
      before: 'FROM node:20-slim\nWORKDIR /app\nCOPY services/api ./\n',
      leaves: { 3: ['/app/server.js', '/app/Dockerfile'] },
      after: 'services/api/Dockerfile\n',
    },
  ],
});

/** More are a list that nobody keeps: then another way is better. */
const MAX_LINES = 8;

/** A line of an ignore file, and the path in the image that it keeps empty. */
type Ignored = {
  readonly line: string;
  readonly place: string;
  /** Whether the whole context is copied. */
  readonly isOfAll: boolean;
};

/** Lines that leave out all of the evidence; undefined where one file of it did not come from the build context. */
function ignoredBy(diagnosis: Diagnosis): readonly Ignored[] | undefined {
  const { catalog } = diagnosis.ledger;
  const writers = [...(writersOf(diagnosis.ledger, firstRows(diagnosis)) ?? [])];
  const ignored = writers.flatMap(([ref, rows]) => {
    const copied = copiedFrom(diagnosis, ref);
    return rows.map((row) => (copied === undefined ? undefined : lineFor(catalog.path(row), copied)));
  });
  return ignored.includes(undefined) ? undefined : ignored.flatMap((one) => one ?? []);
}

/** What wrote a file again, as a `chown` does, did not bring it. */
function firstRows({ ledger: { catalog }, finding }: Diagnosis): readonly number[] {
  const first = new Map<number, number>();
  for (const row of finding.rows) {
    const node = catalog.node(row);
    if (!first.has(node)) first.set(node, row);
  }
  return [...first.values()];
}

/** Undefined for a path that an ignore file cannot name without a pattern: that would leave out more than it says. */
function lineFor(path: string, { source, target }: Copied): Ignored | undefined {
  if (!path.startsWith(target)) return undefined;
  const whole = wholeOf(path.slice(target.length));
  const line = `${source}${whole}`;
  const isPlain = /^[\w./@+ -]+$/.test(line) && line === line.trim();
  return isPlain ? { line, place: `${target}${whole}`, isOfAll: source === '' } : undefined;
}

/** A directory that is all of one kind is one line. */
function wholeOf(path: string): string {
  return (
    /^((?:.*\/)?\.(?:git|hg|svn|bzr|jj|github|circleci|gitlab|buildkite|idea|vscode|devcontainer|vs|husky))\//.exec(
      path,
    )?.[1] ?? path
  );
}

/** Where in the context a `COPY` of one folder takes from, and where that lands; both end with a slash or are empty. */
type Copied = { readonly source: string; readonly target: string };

function copiedFrom(diagnosis: Diagnosis, ref: InstructionRef): Copied | undefined {
  const placed = /^(COPY|ADD)$/.test(ref.keyword) ? placeOf(diagnosis, ref) : undefined;
  if (placed === undefined || !takesAFolder(placed)) return undefined;
  const [source = '', target = ''] = splitPaths(placed.source.rest);
  const folder = source.replace(/^(\.?\/)+|^\.$/, '').replace(/\/+$/, '');
  const root = absolutePath(diagnosis.ledger.config, target).replace(/\/(\.?\/?)*$/, '');
  return { source: folder === '' ? '' : `${folder}/`, target: `${root}/` };
}

/** One plain path of the build context, to another. */
function takesAFolder({ source: { flags, rest } }: PlacedInstruction): boolean {
  const words = splitPaths(rest);
  const isFromElsewhere = flags.some((flag) => /^--(from|parents|exclude)/.test(flag));
  return words.length === 2 && !isFromElsewhere && !/[*?[$"'\\:]/.test(words.join(''));
}

/** One edit for each line: a line that is there already, or that another finding asks for, too, stands once. */
function withLines({ ignoreFile: { path, text } }: Project, lines: readonly string[]): readonly Edit[] {
  const written = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const start = text === '' || text.endsWith('\n') ? [] : [lineBreak];
  const added = lines.filter((line) => !written.has(line)).map((line) => `${line}${lineBreak}`);
  const end = text.length;
  return [...start, ...added].map((replacement) => ({ file: path, start: end, end, replacement }));
}
