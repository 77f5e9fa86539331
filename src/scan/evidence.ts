import { placeOf, type InstructionRef } from '../dockerfile/instruction.ts';
import type { FileCatalog } from '../files/catalog.ts';
import type { PathTable } from '../files/table/path-table.ts';
import { renderBytes, renderCount } from '../ledger/bytes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FileLocation, FilePlace, Finding } from './finding.ts';
import { placesOf, type Place } from './places.ts';

const MAX_LOCATIONS = 20;

/** What the rows of a finding add up to, and where a reader should look first. */
export type Evidence = Pick<
  Finding,
  'bytes' | 'files' | 'locations' | 'locationsOmitted' | 'places' | 'place' | 'primary'
>;

/** `cause`: index of the package that is the thing; -1: none is. `countedElsewhere`, `isUnlisted`: as in `ThingMatch`. */
type Counting = {
  readonly cause?: number | undefined;
  readonly countedElsewhere?: ReadonlySet<number> | undefined;
  readonly isUnlisted?: boolean | undefined;
};

/** Evidence of a finding's rows, or of a part of them. */
export function evidenceOf(ledger: Ledger, rows: readonly number[], counting: Counting = {}): Evidence {
  const { cause = -1, isUnlisted = false } = counting;
  const shown = isUnlisted ? [] : foremost(ledger, rows);
  return {
    ...amountOf(ledger, rows, counting),
    locations: shown.map((row) => locationOf(ledger, row)),
    locationsOmitted: rows.length - shown.length,
    places: placesOf(ledger, rows, cause).map((place) => withInstruction(ledger, place)),
    place: commonPlace(ledger, rows),
    primary: primaryOf(ledger, rows),
  };
}

function amountOf(
  { catalog }: Ledger,
  rows: readonly number[],
  { countedElsewhere = NO_ROWS }: Counting,
): Pick<Evidence, 'bytes' | 'files'> {
  const groups = new Set<number>();
  let bytes = 0;
  for (const row of rows) {
    bytes += countedElsewhere.has(row) ? 0 : catalog.bytes(row);
    if (hasContent(catalog, row)) groups.add(catalog.groupOf(row));
  }
  return { bytes, files: groups.size };
}

function hasContent(catalog: FileCatalog, row: number): boolean {
  const type = catalog.type(row);
  return type === 'regular' || type === 'hardlink';
}

const NO_ROWS: ReadonlySet<number> = new Set();

/** The rows that are shown: visible rows first, then the largest, then by path. One pass; a finding may have a million rows. */
function foremost({ catalog }: Ledger, rows: readonly number[]): readonly number[] {
  const rank = (row: number): number => (catalog.visibility(row) === 'visible' ? 0 : 1);
  const order = (a: number, b: number): number =>
    rank(a) - rank(b) || catalog.size(b) - catalog.size(a) || comparePaths(catalog, a, b);
  const shown: number[] = [];
  for (const row of rows) {
    const last = shown.at(-1);
    if (shown.length === MAX_LOCATIONS && last !== undefined && order(row, last) >= 0) continue;
    const place = shown.findIndex((other) => order(row, other) < 0);
    shown.splice(place < 0 ? shown.length : place, 0, row);
    if (shown.length > MAX_LOCATIONS) shown.pop();
  }
  return shown;
}

function comparePaths(catalog: FileCatalog, a: number, b: number): number {
  const left = catalog.path(a);
  const right = catalog.path(b);
  return left < right ? -1 : left > right ? 1 : a - b;
}

const MIN_PLACE_DEPTH = 2;

/** `/usr/local/go` says where a thing is; `/` and `/usr` do not. */
function commonPlace({ catalog }: Ledger, rows: readonly number[]): string | null {
  const { paths } = catalog;
  const [first] = rows;
  if (first === undefined) return null;
  if (rows.length === 1) return catalog.path(first);
  const common = chainOf(paths, catalog.node(first));
  for (const row of rows) {
    const chain = chainOf(paths, catalog.node(row));
    const length = common.findIndex((node, depth) => chain[depth] !== node);
    if (length >= 0) common.length = length;
    if (common.length <= MIN_PLACE_DEPTH) return null;
  }
  return paths.path(common.at(-1) ?? 0);
}

/** The nodes from the root down to this one. */
function chainOf(paths: PathTable, node: number): number[] {
  const chain: number[] = [];
  for (let at = node; at >= 0; at = paths.parent(at)) chain.push(at);
  return chain.reverse();
}

function locationOf(ledger: Ledger, row: number): FileLocation {
  const { catalog } = ledger;
  return {
    kind: 'file',
    path: catalog.path(row),
    layer: catalog.layer(row),
    visibility: catalog.visibility(row),
    instruction: instructionOf(ledger, catalog.layer(row)),
  };
}

function withInstruction(ledger: Ledger, place: Place): FilePlace {
  return { ...place, instruction: place.layer === null ? null : instructionOf(ledger, place.layer) };
}

/** The instruction that made a layer: the `FROM` line for a layer of the base image, null where it is unknown. */
export function instructionOf({ origins }: Ledger, layer: number): InstructionRef | null {
  const origin = origins[layer];
  if (origin?.kind === 'instruction') return origin.instruction;
  return origin?.kind === 'base-image' ? origin.from : null;
}

/** The `FROM` line that names the base image, where the base image has layers. */
export function fromInstruction({ origins }: Ledger): InstructionRef | null {
  for (const origin of origins) if (origin.kind === 'base-image') return origin.from;
  return null;
}

/** The instruction that says how the container starts; null where one of ours added the evidence, or nobody knows. */
export function startInstruction(
  ledger: Ledger,
  at: 'entrypoint' | 'user' | 'workdir',
  rows: readonly number[],
): InstructionRef | null {
  const { ENTRYPOINT, CMD, USER, WORKDIR } = ledger.start;
  if (at === 'user') return USER ?? null;
  if (at === 'workdir') return WORKDIR ?? null;
  if (rows.some((row) => !ledger.isInherited(row))) return null;
  return ENTRYPOINT ?? CMD ?? null;
}

/** Instruction of the layer with most bytes of the evidence; of equals the earlier one. */
function primaryOf(ledger: Ledger, rows: readonly number[]): InstructionRef | null {
  const bytes = new Map<number, number>();
  for (const row of rows) {
    const layer = ledger.catalog.layer(row);
    bytes.set(layer, (bytes.get(layer) ?? 0) + ledger.catalog.bytes(row));
  }
  const [largest] = [...bytes].sort(([a, x], [b, y]) => y - x || a - b);
  return largest === undefined ? null : instructionOf(ledger, largest[0]);
}

type Amount = Pick<Finding, 'subject' | 'bytes' | 'files' | 'place' | 'primary' | 'inherited'>;

/** How much a finding is and where it came in: `: 412.0 MB in 9,312 files under /usr/local/go, added by Dockerfile:3`. */
function renderAmount(counted: Amount): string {
  const place = counted.primary === null ? '' : placeOf(counted.primary);
  // What goes by its place needs it only once.
  const where = counted.place === counted.subject ? null : counted.place;
  if (counted.files === 0) return renderField({ ...counted, place: where }, place);
  const count = `${renderCount(counted.files)} file${counted.files === 1 ? '' : 's'}`;
  const at = where === null ? '' : ` ${counted.files === 1 ? 'at' : 'under'} ${where}`;
  return `: ${renderBytes(counted.bytes)} in ${count}${at}${renderSource(counted, place)}`;
}

/** Of a finding without files: the one field that it is about, and the instruction. */
function renderField({ place: field, primary, inherited }: Amount, place: string): string {
  if (field === null) return place === '' ? '' : `, at ${place}`;
  if (inherited) return ` in ${field}, from the base image${place === '' ? '' : ` (${place})`}`;
  return ` in ${field}${primary === null ? '' : `, set by ${place}`}`;
}

function renderSource({ inherited, primary }: Amount, place: string): string {
  if (inherited) return `, from the base image${place === '' ? '' : ` (${place})`}`;
  if (primary === null) return '';
  return `, ${primary.keyword === 'FROM' ? 'brought' : 'added'} by ${place}`;
}

/** A finding's message: what was found, how much of it, and by which line. */
export function composeMessage(what: string, counted: Amount): string {
  return `${what}${renderAmount(counted)}`;
}

/** The message of a part of a finding: the same thing with the part's own amount and place. */
export function messageOfPart(finding: Amount & Pick<Finding, 'message'>, part: Amount): string {
  const amount = renderAmount(finding);
  const what = finding.message.endsWith(amount)
    ? finding.message.slice(0, finding.message.length - amount.length)
    : finding.message;
  return composeMessage(what, part);
}
