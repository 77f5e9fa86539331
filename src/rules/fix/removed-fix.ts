import type { InstructionRef } from '../../dockerfile/instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { bringerOf, code, stepsAfter, type Bringer } from './case.ts';

export const REMOVED_FIX = 'Delete them in the instruction that makes them, or make them in an earlier stage';
const BASE_FIX =
  'Start from a base image without them, or build that base image without them: what it brings is downloaded even if it is removed';
const FETCHED_FIX =
  'Fetch, use and delete them in one `RUN`, or fetch them in another stage and mount them from there with `RUN --mount=type=bind,from=…`';
const UNPACKED_FIX = 'Unpack the archive in another stage, and copy only what is used from there';

type CopyBringer = Bringer & { readonly kind: 'copy' };

/** What helps against files that a later instruction removed, by what brought most of them. */
export function removedFix(ledger: Ledger, rows: readonly number[]): string {
  if (bringerOf({ ledger, rows }).kind === 'base') return BASE_FIX;
  const mount = mountFix(ledger, rows);
  if (mount === undefined || !mount.startsWith('Mount')) return mount ?? REMOVED_FIX;
  return `${mount}, and drop the \`rm\`, because a mount cannot be removed`;
}

/** What to do instead of the `COPY` or `ADD` that brought most of the rows; undefined where none did. https://docs.docker.com/reference/dockerfile/#run---mounttypebind */
export function mountFix(ledger: Ledger, rows: readonly number[]): string | undefined {
  const bringer = bringerOf({ ledger, rows });
  if (bringer.kind !== 'copy') return undefined;
  if (bringer.instruction.keyword === 'ADD') {
    if (bringer.sources.some((source) => /:\/\/|^git@/.test(source))) return FETCHED_FIX;
    if (bringer.sources.some((source) => /\.(tar|t?gz|tgz|xz|txz|bz2|tbz2|zst)$/.test(source)))
      return UNPACKED_FIX;
  }
  return `Mount them where they are used instead of copying them: ${code(mountOf(ledger, rows, bringer))}`;
}

const PLAIN = /^[\w./:@-]+$/;

/** The `RUN` with the mount that brings what a `COPY` brought. */
export function mountOf(ledger: Ledger, rows: readonly number[], bringer: CopyBringer): string {
  const { from, instruction } = bringer;
  const options = [
    ...(from !== undefined && PLAIN.test(from) ? [`from=${from}`] : []),
    ...pathsOf(ledger, rows, bringer),
    ...(isBuiltIn(ledger, instruction) ? ['rw'] : []),
  ];
  return `RUN --mount=type=bind,${options.join(',')} …`;
}

/** A mount takes one file or directory, and knows no patterns: what the sources are in is mounted as a whole. */
function pathsOf(
  ledger: Ledger,
  rows: readonly number[],
  { sources, target }: CopyBringer,
): readonly string[] {
  const source = sourceOf(sources);
  if (source === undefined || ![...sources, target].every((path) => PLAIN.test(path.replace(/\*/g, ''))))
    return ['source=…', 'target=…'];
  const place = targetOf(ledger, rows, { source, target });
  return [`source=${source}`, `target=${place}`];
}

/** The only source, or the directory that all are in; undefined where they are in several. */
function sourceOf(sources: readonly string[]): string | undefined {
  const [first = '', ...others] = sources;
  if (others.length === 0 && !first.includes('*')) return first;
  const directories = new Set(sources.map((source) => source.replace(/[^/]+$/, '')));
  const [directory = ''] = directories;
  return directories.size > 1 || directory.includes('*') ? undefined : directory || '.';
}

type Mounted = { readonly source: string; readonly target: string };

/**
 * A file that is copied into a directory is mounted under its own name there. A directory would hide what its target has
 * besides, so it is mounted at a place of its own.
 */
function targetOf(ledger: Ledger, rows: readonly number[], { source, target }: Mounted): string {
  const { catalog } = ledger;
  const name = source.replace(/\/+$/, '').replace(/^.*\//, '');
  const isFile = !source.endsWith('/') && rows.some((row) => catalog.paths.name(catalog.node(row)) === name);
  if (isFile) return /(^|\/)\.?$/.test(target) ? `${target.replace(/\/$/, '')}/${name}` : target;
  return isShared(ledger, rows, target) ? `/mnt/${/^\.?$/.test(name) ? 'context' : name}` : target;
}

/** Directories that programs write into, or that have all others. */
const EVERYBODYS = /^(\/|\/tmp|\/var\/tmp|\/root|\/run)$/;

/** Whether a directory has more than what came with these rows, or is there for more. */
function isShared({ catalog }: Ledger, rows: readonly number[], target: string): boolean {
  const path = target.replace(/(?<=.)\/+$/, '');
  const node = path.startsWith('/') ? catalog.paths.find(path) : -1;
  const layers = new Set(rows.map((row) => catalog.layer(row)));
  if (node < 0 || EVERYBODYS.test(path)) return EVERYBODYS.test(path);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOther = !layers.has(catalog.layer(row)) && catalog.visibility(row) === 'visible';
    if (isOther && catalog.paths.parent(catalog.node(row)) === node) return true;
  }
  return false;
}

/** Builds that write beside their sources. A mount takes that where it is told to, and forgets it. */
const BUILDS =
  /\b(make|cmake|configure|cargo|go (build|install|generate)|npm|yarn|pnpm|bun|mvnw?|gradlew?|setup\.py|pip3? install (-\S+ )*(\.|\/[\w/.-]*\/?( |$)))/;

function isBuiltIn(ledger: Ledger, instruction: InstructionRef): boolean {
  return stepsAfter(ledger, instruction).some(
    ({ ref }) => ref.keyword === 'RUN' && BUILDS.test(ref.text) && !/\.whl\b|--no-index/.test(ref.text),
  );
}

const REWRITTEN_FIX =
  'Write them once: join the instructions that write them, or set owner and mode where they are written first';

/** What helps against files that were written twice, by what wrote them first and, `hider`, last. */
export function rewrittenFix(
  ledger: Ledger,
  rows: readonly number[],
  hider: InstructionRef | undefined,
): string {
  const { kind } = bringerOf({ ledger, rows });
  const { keyword, text } = hider ?? { keyword: '', text: '' };
  if (kind === 'base') return rewrittenBase(text);
  if (/^(COPY|ADD)$/.test(keyword))
    return 'Write them once: leave out of one of the two instructions what the other one brings';
  const changed = /\bch(own|mod|grp)\b/.test(text) ? CHANGED_MODES[kind] : undefined;
  return changed ?? REWRITTEN_FIX;
}

/** By what wrote the files whose owner or mode a later `RUN` sets. */
const CHANGED_MODES: Readonly<Partial<Record<Bringer['kind'], string>>> = {
  copy: 'Write them once: set owner and mode with `COPY --chown --chmod`, and drop the `chown` or `chmod`',
  run: 'Write them once: set owner and mode in the `RUN` that writes them, or run it as the user who needs them',
};

function rewrittenBase(text: string): string {
  return /\b(upgrade|update)\b/.test(text)
    ? 'Start from a newer base image instead of upgrading its packages, because both copies are downloaded'
    : 'Rewrite only your own files: if a file of the base image is rewritten, both copies are downloaded';
}
