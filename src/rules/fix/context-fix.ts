import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath } from '../start/entrypoint.ts';
import { bringerOf, code, fitStages, isSingleStage, stepsAfter, type Bringer, type Case } from './case.ts';
import { mountOf } from './removed-fix.ts';

type CopyBringer = Bringer & { readonly kind: 'copy' };

/** What keeps files out that a `COPY` or `ADD` brought and that the container does not run. */
export function contextFix(found: Case, bringer: CopyBringer): string {
  const { from, sources } = bringer;
  if (from !== undefined) return narrow(`from ${code(from)}`, sources);
  if (/:\/\/|^git@/.test(sources[0] ?? '')) return `${narrow('', sources)}, from a stage that fetches it`;
  // An ignore file that leaves nothing to copy makes the instruction fail.
  return isAllOfIt(found) ? wholeFix(found, bringer) : ignoreFix(found, bringer);
}

/** For files among others of the build context. */
function ignoreFix(found: Case, bringer: CopyBringer): string {
  const ignored = ignoreLines(found, bringer);
  if (ignored === 'named')
    return `Remove them from the ${code(bringer.instruction.keyword)}, which names them`;
  const lines = ignored.length === 0 ? 'them' : ignored.map((line) => code(line)).join(', ');
  if (!isUsedElsewhere(found, bringer))
    return `Add ${lines} to \`.dockerignore\`, or copy only what the container runs`;
  return found.subject.startsWith('/')
    ? `Add ${lines} to \`.dockerignore\` if no instruction reads the history, or copy only what the container runs`
    : 'Copy only what the container runs: an ignore file would also hide them from the stages and instructions that use them';
}

function narrow(from: string, sources: readonly string[]): string {
  const whole = sources.length === 1 ? `, not ${code(sources[0] ?? '')} as a whole` : '';
  return `Copy${from === '' ? '' : ` ${from}`} only what the container runs${whole}`;
}

/** Subjects that a build, its tests or its linters may read. */
const READ_BY_BUILDS = /^(tests of this repository|repository settings|test and lint cache|\/.+)$/;

function isUsedElsewhere({ ledger, subject }: Case, { instruction }: CopyBringer): boolean {
  if (!READ_BY_BUILDS.test(subject)) return false;
  return !isSingleStage(ledger) ? ledger.buildSteps !== null : runsChecksAfter(ledger, instruction);
}

/** Tests and linters, and what reads the history. */
const CHECKS = /\b(test|tests|pytest|lint|eslint|prettier|ruff|mypy|tox|jest|vitest|rspec|phpunit|git)\b/;

function runsChecksAfter(ledger: Ledger, instruction: CopyBringer['instruction']): boolean {
  return stepsAfter(ledger, instruction).some(
    ({ ref }) => ref.keyword === 'RUN' && CHECKS.test(ref.text.replace(/\bapt(-get)?\b[^&;]*/g, '')),
  );
}

/** For an instruction that brings nothing but the evidence. */
function wholeFix({ ledger, rows }: Case, bringer: CopyBringer): string {
  const isUsed = stepsAfter(ledger, bringer.instruction).some(({ ref }) => ref.keyword === 'RUN');
  return isUsed
    ? `Mount them where they are used instead of copying them: ${code(mountOf(ledger, rows, bringer))}`
    : `Remove this ${code(bringer.instruction.keyword)}: it brings nothing else`;
}

/** Whether the evidence is all that its instruction brought. */
function isAllOfIt({ ledger: { catalog }, rows }: Case): boolean {
  const layer = catalog.layer(rows[0] ?? 0);
  let files = 0;
  for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1)
    if (catalog.type(row) !== 'directory') files += 1;
  return rows.length >= files;
}

const MAX_LINES = 3;

/** Lines of an ignore file that leave the evidence out; `named` where the instruction itself names the files. */
function ignoreLines({ ledger, rows }: Case, { sources, target }: CopyBringer): readonly string[] | 'named' {
  const [source = ''] = sources;
  if (source.startsWith('<<')) return 'named';
  if (sources.length !== 1) return isEachNamed(ledger, rows, sources) ? 'named' : [];
  const relative = pathsBelow(ledger, rows, target);
  if (relative.length < rows.length || /[*?[$]/.test(source)) return [];
  return linesOf(relative, source.replace(/^(\.?\/)+|^\.$/, '').replace(/\/$/, ''));
}

/** `relative`: paths below `prefix`, which is empty for the whole context, or the file's own name. */
function linesOf(relative: readonly string[], prefix: string): readonly string[] | 'named' {
  const base = prefix.slice(prefix.lastIndexOf('/') + 1);
  if (prefix !== '' && relative.every((path) => path === base)) return 'named';
  const lines = [...new Set(relative.map((path) => toLine(path)))];
  return lines.length > MAX_LINES ? [] : lines.map((line) => (prefix === '' ? line : `${prefix}/${line}`));
}

/** Paths of the rows below what a `COPY` names as its target. */
function pathsBelow({ catalog, config }: Ledger, rows: readonly number[], target: string): readonly string[] {
  const root = `${absolutePath(config, target).replace(/\/(\.?\/?)*$/, '')}/`;
  const paths = rows.map((row) => catalog.path(row)).filter((path) => path.startsWith(root));
  return paths.map((path) => path.slice(root.length));
}

/** A directory that is all of one kind is one line. */
function toLine(path: string): string {
  return (
    /^((?:.*\/)?(?:\.(?:git|hg|svn|github|circleci|gitlab|buildkite|idea|vscode|devcontainer|vs|husky|jj|bzr|pytest_cache|mypy_cache|ruff_cache|tox|nox)|node_modules|tests?|__tests__|e2e|cypress))\//.exec(
      path,
    )?.[1] ?? path
  );
}

function isEachNamed({ catalog }: Ledger, rows: readonly number[], sources: readonly string[]): boolean {
  const names = new Set(sources.map((source) => source.slice(source.lastIndexOf('/') + 1)));
  return rows.every((row) => names.has(catalog.paths.name(catalog.node(row))));
}

/** What keeps repository files out that no program reads, by what brought them. */
export function repositoryFileFix(found: Case): string | undefined {
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy') return contextFix(found, bringer);
  if (bringer.kind !== 'run') return undefined;
  return 'Delete them in the `RUN` that brings them, or fetch in another stage and copy only what the container runs';
}

/** What keeps a history out, by what brought it. */
export function historyFix(found: Case): string | undefined {
  const bringer = bringerOf(found);
  if (bringer.kind === 'run')
    return `Delete it in the \`RUN\` that clones it (${code(`&& rm -rf ${found.subject}`)}), or clone in another stage and copy only what the container runs`;
  if (bringer.kind !== 'copy') return undefined;
  return /--keep-git-dir/.test(bringer.instruction.text)
    ? 'Remove `--keep-git-dir` from the `ADD`'
    : contextFix(found, bringer);
}

/** What keeps sources out, by what brought them and whether the same stage builds from them. */
export function sourceFix(found: Case): string | undefined {
  const bringer = bringerOf(found);
  const { ledger } = found;
  const build = fitStages(ledger, 'Build in an earlier stage, and copy only the result into the final one');
  if (bringer.kind === 'run') return build;
  if (bringer.kind !== 'copy') return undefined;
  if (bringer.from !== undefined)
    return narrow(`from ${code(bringer.from)}`, bringer.sources).replace(
      'what the container runs',
      'the built artifact',
    );
  const isBuilt = stepsAfter(ledger, bringer.instruction).some(({ ref }) => ref.keyword === 'RUN');
  if (isBuilt) return build;
  return isSingleStage(ledger)
    ? contextFix(found, bringer)
    : 'Copy only what the container runs, not the whole context: an ignore file would also hide the sources from the stages that build';
}
