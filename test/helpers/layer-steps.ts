import fc from 'fast-check';
import { rawEntry } from './tar-builder.ts';

/** One entry of a generated layer. `target` counts through what may be linked to. */
export type Step = {
  readonly kind:
    'file' | 'directory' | 'symlink' | 'hardlink' | 'through' | 'fifo' | 'null' | 'whiteout' | 'opaque';
  readonly path: string;
  readonly target: number;
};

export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind'][]>(
    'file',
    'file',
    'directory',
    'directory',
    'symlink',
    'hardlink',
    'through',
    'fifo',
    'null',
    'whiteout',
    'whiteout',
    'opaque',
  ),
  path: fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
    .map((names) => names.join('/')),
  target: fc.nat(9),
});

/** A step that engines take: `path` as written, and what a link leads to. */
export type ValidStep = { readonly kind: Step['kind']; readonly path: string; readonly linkTarget?: string };

const OPAQUE = '.wh..wh..opq';

type Seen = Map<string, Step['kind']>;

/**
 * The steps of one layer without those that engines refuse: a path twice, an entry below a file or a whiteout, a whiteout of what
 * the layer has, a link into nothing. Directories above a path are listed before it, as containerd needs them.
 */
export function validSteps(steps: readonly Step[]): readonly ValidStep[] {
  const seen: Seen = new Map();
  const links = new Map<string, string>();
  return steps.flatMap((next): readonly ValidStep[] => {
    const valid = toValid(next, seen, links);
    if (valid === undefined || !isFree(valid.lands, next.kind, seen)) return [];
    const marked = next.kind === 'opaque' ? `${valid.lands}/${OPAQUE}` : valid.lands;
    const parents = parentsOf(marked).filter((parent) => !seen.has(parent));
    for (const parent of parents) seen.set(parent, 'directory');
    seen.set(marked, next.kind === 'through' ? 'file' : next.kind);
    if (next.kind === 'symlink') links.set(valid.step.path, valid.step.linkTarget ?? '');
    return [...parents.map((parent): ValidStep => ({ kind: 'directory', path: parent })), valid.step];
  });
}

type Valid = { readonly step: ValidStep; readonly lands: string };

function toValid(
  { kind, path, target }: Step,
  seen: Seen,
  links: ReadonlyMap<string, string>,
): Valid | undefined {
  if (kind === 'through') {
    const [from, to] = pick([...links], target) ?? [];
    const name = path.split('/').at(-1) ?? '';
    return from === undefined
      ? undefined
      : { step: { kind: 'file', path: `${from}/${name}` }, lands: `${to ?? ''}/${name}` };
  }
  if (kind !== 'symlink' && kind !== 'hardlink') return { step: { kind, path }, lands: path };
  const wanted = kind === 'symlink' ? 'directory' : 'file';
  const linkTarget = pick(
    [...seen].filter(([, found]) => found === wanted).map(([at]) => at),
    target,
  );
  return linkTarget === undefined ? undefined : { step: { kind, path, linkTarget }, lands: path };
}

function isFree(path: string, kind: Step['kind'], seen: Seen): boolean {
  const isWay = parentsOf(path).every((parent) => ['directory', undefined].includes(seen.get(parent)));
  const hasBelow = [...seen.keys()].some((other) => other.startsWith(`${path}/`));
  const found = seen.get(path);
  if (!isWay) return false;
  if (kind === 'directory') return found === undefined || found === 'whiteout';
  if (kind === 'opaque') return !seen.has(`${path}/${OPAQUE}`) && (found ?? 'directory') === 'directory';
  return found === undefined && !hasBelow;
}

/** The steps as entries below a folder. */
export function toEntries(root: string, steps: readonly ValidStep[]): readonly Uint8Array[] {
  return steps.map(({ kind, path, linkTarget }) => {
    const at = `${root}/${path}`;
    const cut = at.lastIndexOf('/') + 1;
    switch (kind) {
      case 'directory':
        return rawEntry({ path: at, type: '5', mode: 0o755 });
      case 'symlink':
        return rawEntry({ path: at, type: '2', linkTarget: `/${root}/${linkTarget ?? ''}` });
      case 'hardlink':
        return rawEntry({ path: at, type: '1', linkTarget: `${root}/${linkTarget ?? ''}` });
      case 'fifo':
        return rawEntry({ path: at, type: '6' });
      case 'null':
        return rawEntry({ path: at, type: '3', device: [0, 0] });
      case 'whiteout':
        return rawEntry({ path: `${at.slice(0, cut)}.wh.${at.slice(cut)}` });
      case 'opaque':
        return rawEntry({ path: `${at}/${OPAQUE}` });
      default:
        return rawEntry({ path: at, content: path });
    }
  });
}

function parentsOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % Math.max(items.length, 1)];
}
