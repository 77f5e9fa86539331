import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { BuildSteps } from '../dockerfile/build-steps.ts';
import type { StartInstructions } from '../dockerfile/start-instructions.ts';
import type { FileCatalog } from '../files/catalog.ts';
import type { Image } from '../image/image.ts';
import type { Ownership } from '../packages/package.ts';
import { classifyRows } from './file-classes.ts';
import { FILE_CLASSES, type Ledger, type RepositoryTree } from './ledger.ts';
import { sourceFirst } from './source-names.ts';
import { isVendored } from './vendored.ts';

/** What a ledger is made of; `origins` by layer ordinal. */
export type LedgerParts = {
  readonly image: Image;
  readonly catalog: FileCatalog;
  readonly origins: readonly LayerOrigin[];
  /** By index of the configuration's history; absent: unknown. */
  readonly historyOrigins?: readonly LayerOrigin[];
  readonly ownership: Ownership;
  readonly repository: RepositoryTree | null;
  readonly baseName: string | null;
  readonly dockerfile: string | null;
  /** Absent: unknown. */
  readonly buildSteps?: BuildSteps | null;
  /** Absent: unknown. */
  readonly start?: StartInstructions;
};

const NOT_ATTRIBUTED: LayerOrigin = { kind: 'unknown', reason: 'the layer was not attributed' };

/** The catalog with origin, owner, class and repository twin of every row. */
export function buildLedger(parts: LedgerParts): Ledger {
  const { image, catalog, ownership } = parts;
  const origins = Array.from(
    { length: catalog.layerCount },
    (_, layer) => parts.origins[layer] ?? NOT_ATTRIBUTED,
  );
  const twins = findTwins(catalog, parts.repository);
  const origin = (row: number): LayerOrigin => origins[catalog.layer(row)] ?? NOT_ATTRIBUTED;
  const isInherited = (row: number) => origin(row).kind === 'base-image';
  const columns = {
    catalog,
    packages: ownership.packages,
    arrivals: ownership.arrivals,
    ownerIndex: (row: number) => ownership.owner(row),
    repositoryTwin: (row: number) => twins.get(row),
    isInherited,
    isRightful: (row: number) =>
      isInherited(row) || ownership.isRegisteredIn(ownership.owner(row), catalog.layer(row)),
  };
  const classes = classifyRows({ ...columns, isOwn: (row) => origin(row).kind === 'instruction' });
  return {
    ...columns,
    damagedDatabases: ownership.damagedDatabases,
    config: image.config,
    layers: image.layers,
    origins,
    historyOrigins: parts.historyOrigins ?? [],
    baseName: parts.baseName,
    dockerfile: parts.dockerfile,
    buildSteps: parts.buildSteps ?? null,
    start: parts.start ?? {},
    owner: (row) => ownership.packages[ownership.owner(row)],
    isWhollyRegistered: (row) => ownership.isCompleteIn(ownership.owner(row), catalog.layer(row)),
    isInstalled: (number) => ownership.isInstalled(number),
    rightfulOwner: (row) => (columns.isRightful(row) ? ownership.packages[ownership.owner(row)] : undefined),
    fileClass: (row) => FILE_CLASSES[classes[row] ?? 0] ?? 'other',
    origin,
  };
}

/**
 * Rows whose content a tracked file has, too. Of several such files the one whose path is most like the row's, none among
 * the work of others where one is the repository's own, and none under another name where one is called as a source is.
 */
function findTwins(catalog: FileCatalog, repository: RepositoryTree | null): ReadonlyMap<number, string> {
  const twins = new Map<number, string>();
  if (repository === null) return twins;
  for (const row of catalog.factRows) {
    const blob = catalog.facts(row)?.gitBlob;
    const tracked = blob === undefined ? undefined : repository.pathsByBlob.get(blob);
    const twin = tracked && mostAlike(sourceFirst(ownFirst(tracked), catalog.size(row)), catalog.path(row));
    if (twin !== undefined) twins.set(row, twin);
  }
  return twins;
}

function ownFirst(tracked: readonly string[]): readonly string[] {
  if (tracked.length <= 1) return tracked;
  const own = tracked.filter((path) => !isVendored(path));
  return own.length > 0 ? own : tracked;
}

function mostAlike(tracked: readonly string[], path: string): string | undefined {
  if (tracked.length <= 1) return tracked[0];
  const parts = path.split('/').reverse();
  const likeness = (candidate: string): number => {
    const different = candidate
      .split('/')
      .reverse()
      .findIndex((part, index) => part !== parts[index]);
    return different < 0 ? candidate.length : different;
  };
  return tracked.reduce((best, candidate) => (likeness(candidate) > likeness(best) ? candidate : best));
}
