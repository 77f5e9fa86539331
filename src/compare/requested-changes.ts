import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createWhy, type Why } from '../scan/because.ts';
import { instructionOf } from '../scan/evidence.ts';
import type { ReasonLink } from '../scan/finding.ts';
import { createPackageSums, keyOf, type PackageSum, type PackageSums } from './package-sums.ts';
import type { PackageChange, RequestChange, RequestedChanges } from './requested.ts';

const MAX_REQUESTS = 30;
const MAX_ALONG = 10;
/** The largest changes, of which somebody asks who brought them: each is a search through all packages. */
const MAX_EXPLAINED = 2000;

/** Groups the packages that came, went or changed by what asked for them; null where none did. */
export function compareRequests(baseline: Ledger, candidate: Ledger): RequestedChanges | null {
  const [before, after] = [createPackageSums(baseline), createPackageSums(candidate)];
  const changes = [...new Set([...after.keys(), ...before.keys()])]
    .map((key) => toChange(key, before, after))
    .filter(({ delta }) => delta !== 0)
    .toSorted(byDelta);
  if (changes.length === 0) return null;
  const sides = { before: toSide(baseline, before), after: toSide(candidate, after) };
  const groups = groupByRequest(changes.slice(0, MAX_EXPLAINED), sides);
  const isGone = createIsGone(candidate);
  const all = groups.map((group) => toRequest(group, isGone)).toSorted(byDelta);
  const requests = all.slice(0, MAX_REQUESTS);
  const shown = requests.map(packagesOf).reduce((sum, count) => sum + count, 0);
  return {
    requests,
    others: {
      requests: all.length - requests.length,
      packages: changes.length - shown,
      delta: sumOf(changes) - sumOf(requests),
    },
    unowned: { delta: after.unowned - before.unowned },
  };
}

/** One image. `why` is made when the first of its packages is explained. */
type Side = { readonly ledger: Ledger; readonly sums: PackageSums; readonly why: () => Why };
type BothSides = { readonly before: Side; readonly after: Side };

function toSide(ledger: Ledger, sums: PackageSums): Side {
  let made: Why | undefined;
  return { ledger, sums, why: () => (made ??= createWhy(ledger)) };
}

function toChange(key: string, before: PackageSums, after: PackageSums): PackageChange {
  const [old, now] = [before.get(key), after.get(key)];
  const [baseline, candidate] = [amountOf(old), amountOf(now)];
  return {
    key,
    name: (now ?? old)?.name ?? key,
    versions: { baseline: baseline.versions, candidate: candidate.versions },
    baseline: baseline.bytes,
    candidate: candidate.bytes,
    delta: candidate.bytes - baseline.bytes,
  };
}

/** Nothing where the image does not have the package. */
function amountOf(sum: PackageSum | undefined): Pick<PackageSum, 'versions' | 'bytes'> {
  return sum ?? { versions: [], bytes: 0 };
}

type Delta = { readonly delta: number };

function sumOf(changes: readonly Delta[]): number {
  return changes.reduce((sum, { delta }) => sum + delta, 0);
}

type Named = Delta & { readonly name: string | null };

function byDelta(a: Named, b: Named): number {
  const [one, other] = [a.name ?? '', b.name ?? ''];
  return Math.abs(b.delta) - Math.abs(a.delta) || (one < other ? -1 : one > other ? 1 : 0);
}

/** What brought a package, and what tells that from other things. */
type Asked = Pick<RequestChange, 'kind' | 'name' | 'instruction'> & { readonly id: string };
type Group = { asked: Asked; readonly changes: PackageChange[] };

/** What is in the candidate goes by its requests, and what is gone by the baseline's. */
function groupByRequest(changes: readonly PackageChange[], { before, after }: BothSides): readonly Group[] {
  const groups = new Map<string, Group>();
  const add = (change: PackageChange, side: Side): void => {
    const asked = askedFor(change.key, side);
    if (asked === null) return;
    const group = groups.get(asked.id) ?? { asked, changes: [] };
    group.changes.push(change);
    groups.set(asked.id, group);
  };
  const isThere = ({ key }: PackageChange) => after.sums.get(key) !== undefined;
  // The candidate's first: its instruction is the one that a reader finds.
  for (const change of changes) if (isThere(change)) add(change, after);
  for (const change of changes) if (!isThere(change)) add(change, before);
  return [...groups.values()];
}

function askedFor(key: string, side: Side): Asked | null {
  const { ledger, sums } = side;
  const number = largestOf(key, sums);
  const layer = ledger.arrivals.layer(number);
  const own = layer < 0 ? null : instructionOf(ledger, layer);
  if (ledger.origins[layer]?.kind === 'base-image') return fromBase(own);
  const because = side.why().because(number) ?? [];
  return byReason(because, key, sums) ?? byInstruction(own ?? instructionIn(because));
}

/** Number of the package that has most bytes, or -1. */
function largestOf(key: string, sums: PackageSums): number {
  return sums.get(key)?.largest ?? -1;
}

function instructionIn(because: readonly ReasonLink[]): InstructionRef | null {
  return because.flatMap((link) => (link.kind === 'instruction' ? [link.instruction] : []))[0] ?? null;
}

/** The program or package that was asked for; null where it is the instruction alone that counts. */
function byReason(because: readonly ReasonLink[], key: string, sums: PackageSums): Asked | null {
  const by = instructionIn(because);
  const asked = because.find(({ kind }) => kind !== 'instruction');
  // An upgrade of what came with the base image is the instruction's doing, whoever asked for the package once.
  if (asked === undefined || by?.keyword === 'FROM') return null;
  if (asked.kind === 'file')
    return { id: `program ${asked.path}`, kind: 'program', name: asked.path, instruction: by };
  const root = asked.kind === 'package' ? keyOf(asked.purl) : key;
  return { id: `package ${root}`, kind: 'package', name: nameOf(root, sums), instruction: by };
}

function fromBase(instruction: InstructionRef | null): Asked {
  return { id: 'base', kind: 'base', name: null, instruction };
}

function byInstruction(instruction: InstructionRef | null): Asked | null {
  if (instruction === null) return null;
  if (instruction.keyword === 'FROM') return fromBase(instruction);
  const { stage, text } = instruction;
  return { id: `instruction ${stage}: ${text}`, kind: 'instruction', name: null, instruction };
}

/** A package that was asked for and is gone has its package URL alone. */
function nameOf(key: string, sums: PackageSums): string {
  return sums.get(key)?.name ?? key.replace(/^.*\//, '');
}

type IsGone = (asked: Asked) => boolean;

/** Tells what an image does not have any more: a package without files, which is in no sum, may still be there. */
function createIsGone({ packages, catalog }: Ledger): IsGone {
  const there = new Set(packages.map(({ purl }) => `package ${keyOf(purl)}`));
  return ({ kind, id, name }) => {
    if (kind === 'package') return !there.has(id);
    const node = kind === 'program' && name !== null ? catalog.paths.find(name) : null;
    return node !== null && (node < 0 || catalog.visibleRow(node) < 0);
  };
}

function toRequest({ asked, changes }: Group, isGone: IsGone): RequestChange {
  const { id, kind, name, instruction } = asked;
  const isOwn = ({ key }: PackageChange) => kind === 'package' && id === `package ${key}`;
  const along = changes.filter((change) => !isOwn(change)).toSorted(byDelta);
  return {
    ...{ kind, name, instruction },
    gone: isGone(asked),
    own: changes.find(isOwn) ?? null,
    along: along.slice(0, MAX_ALONG),
    alongOmitted: Math.max(0, along.length - MAX_ALONG),
    delta: sumOf(changes),
  };
}

function packagesOf({ own, along, alongOmitted }: RequestChange): number {
  return (own === null ? 0 : 1) + along.length + alongOmitted;
}
