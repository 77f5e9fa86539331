import { readGit } from '../build/git/git.ts';
import type { Digest } from '../digest.ts';
import type { RequiredContent } from '../files/table/layer-table.ts';
import type { PathTable } from '../files/table/path-table.ts';
import type { ReadSide, Side, Sides } from '../gate/ports.ts';
import type { GateRequest } from '../gate/request.ts';
import type { Image, Layer } from '../image/image.ts';
import type { ImageRecord } from '../image/image-record.ts';
import { layerHistory } from '../image/manifest.ts';
import { matchesPlatform, renderPlatform } from '../image/platform.ts';
import type { KnownLayers } from '../image-source/layer/known-layers.ts';
import { decodeImageRecord, encodeImageRecord, encodeRows } from '../layer-cache/record/image-record.ts';
import { whyChanged } from './changed.ts';
import { digestInputs } from './input-digest.ts';
import { readRecord, writeRecord } from './record-places.ts';
import { readDockerfile, toSide } from './sides.ts';
import type { CheckRequest, Run } from './run.ts';

/** The baseline as an earlier run recorded it of exactly what the commit is built from; undefined where it has to be built. */
export async function restoreBaseline(
  request: CheckRequest,
  commit: string,
  run: Run,
): Promise<Side | undefined> {
  const { records, log } = run.environment;
  if (records === undefined || run.records.isRefused) return undefined;
  const found = await digestInputs(request, commit, run);
  if ('why' in found) {
    explain(run, `no recorded baseline is looked for: ${found.why}`);
    return undefined;
  }
  return attempt(run, 'the recorded baseline is not used', async () => {
    const bytes = await readRecord(records, found.digest);
    if (bytes === undefined) {
      log(`no run recorded a baseline of what commit ${commit.slice(0, 12)} is built from`);
      return undefined;
    }
    const { record, readTable } = decodeImageRecord(bytes);
    checkPlatform(request, record);
    run.records.read.set(record, readTable);
    const from = record.commit.slice(0, 12);
    log(`the baseline is not built: it is the one that was recorded at commit ${from}`);
    return toRecordedSide(request, record, await readDockerfile(run, commit));
  });
}

function checkPlatform({ build: { platform } }: CheckRequest, { image }: ImageRecord): void {
  if (platform === undefined || matchesPlatform(platform, image.platform)) return;
  throw new RangeError(
    `found platform ${renderPlatform(image.platform)}, expected ${renderPlatform(platform)}`,
  );
}

function toRecordedSide({ build }: CheckRequest, record: ImageRecord, dockerfile: Side['dockerfile']): Side {
  const { commit, repository, provenance, starts } = record;
  return {
    ...toSide(build, { transport: 'oci', name: 'recorded' }),
    label: `baseline of ${dockerfile?.path ?? 'Dockerfile'}, recorded at commit ${commit.slice(0, 12)}`,
    dockerfile,
    repository,
    ...(provenance && { provenance }),
    starts,
    record,
  };
}

type RecordReading = {
  readonly paths: PathTable;
  readonly required: RequiredContent;
  readonly knownLayers: KnownLayers;
  readonly label: string;
};

/** The image of a record; layers that this run has read are those. Where the record lacks what is required, the baseline has to be built. */
export function readRecordedImage(record: ImageRecord, reading: RecordReading, run: Run): Image {
  try {
    return {
      ...record.image,
      reference: reading.label,
      layers: toLayers(record, reading, run),
    };
  } catch (error) {
    run.records.isRefused = true;
    const reason = error instanceof Error ? error.message : String(error);
    explain(run, `the recorded baseline is not used, and the baseline is built: ${reason}`);
    throw error;
  }
}

function toLayers(
  record: ImageRecord,
  { knownLayers, ...options }: RecordReading,
  run: Run,
): readonly Layer[] {
  const readTable = run.records.read.get(record);
  const history = layerHistory(record.image.config);
  return record.layers.map((layer, ordinal) => {
    const table = knownLayers.get(layer.diffID)?.table ?? readTable?.(layer.diffID, options);
    if (table === undefined)
      throw new RangeError(`layer ${ordinal} was recorded without what this run needs of it`);
    const entry = history[ordinal];
    return { ...layer, ordinal, table, ...(entry && { history: entry }) };
  });
}

/** Records what was read for later runs: the image of a push; on a machine of one's own, both. Never throws. */
export async function recordImages(
  request: GateRequest,
  { read, commit }: { readonly read: Sides<ReadSide>; readonly commit: string | null },
  run: Run,
): Promise<void> {
  const { kind } = request.event;
  if (request.mode !== 'check' || request.image !== undefined) return;
  if (kind !== 'push' && kind !== 'none') return;
  await attempt(run, 'the image was not recorded', () => recordCandidate(request, read.candidate, run));
  if (kind === 'push' || read.baseline === null || commit === null) return;
  await recordBaseline(request, { ...read.baseline, commit }, run);
}

/** As its own commit describes it: of several images a file of that commit may say something else. */
async function recordBaseline(
  { baselineBuild, ...request }: CheckRequest,
  baseline: Recorded,
  run: Run,
): Promise<void> {
  if (baseline.side.record !== undefined) return;
  const described = { ...request, ...(baselineBuild && { build: baselineBuild }) };
  await attempt(run, 'the baseline was not recorded', () => recordOne(described, baseline, run));
}

/** How an earlier commit describes it is of no account: the key has what it is built from. */
async function recordCandidate(
  { baselineBuild: _baselineBuild, ...request }: CheckRequest,
  candidate: ReadSide,
  run: Run,
): Promise<void> {
  const { checkout, environment } = run;
  const commit = await readGit({ directory: checkout.root, signal: environment.signal }, [
    'rev-parse',
    'HEAD',
  ]);
  const why = await whyChanged(request, commit, run);
  if (why === undefined) await recordOne(request, { ...candidate, commit }, run);
  else
    explain(
      run,
      `the image is not recorded as a baseline, because commit ${commit.slice(0, 12)} alone does not make it: ${why}`,
    );
}

type Recorded = ReadSide & { readonly commit: string };

async function recordOne(request: CheckRequest, recorded: Recorded, run: Run): Promise<void> {
  const { records, log } = run.environment;
  const found = await digestInputs(request, recorded.commit, run);
  if (records === undefined || 'why' in found) {
    explain(
      run,
      `the image is not recorded as a baseline: ${'why' in found ? found.why : 'there is nowhere to keep it'}`,
    );
    return;
  }
  const bytes = encodeImageRecord(toRecord(recorded, run), rowsOf(recorded.image, run));
  const isNew = await writeRecord(records, found.digest, bytes);
  log(
    isNew
      ? `recorded the image of commit ${recorded.commit.slice(0, 12)} as a baseline`
      : 'the image is recorded as a baseline already',
  );
}

function rowsOf({ layers }: Image, { environment }: Run): ReadonlyMap<Digest, Uint8Array> {
  return new Map(
    layers.map(({ diffID, table }) => {
      const rows = encodeRows(table) ?? environment.layerCache?.rowsOf(diffID);
      if (rows === undefined)
        throw new RangeError(`layer ${diffID} was read in a way that leaves nothing to keep`);
      return [diffID, rows] as const;
    }),
  );
}

function toRecord({ side, image, commit }: Recorded, { records }: Run): ImageRecord {
  const { imageID, platform, config, provenance } = image;
  return {
    commit,
    image: { imageID, platform, config, ...(provenance && { provenance }) },
    layers: image.layers.map(({ diffID, digest, transferBytes, transferEstimated }) => {
      return { diffID, digest, transferBytes, transferEstimated };
    }),
    repository: side.repository,
    ...(side.provenance && { provenance: side.provenance }),
    starts: side.starts ?? [],
    baseDiffIDs: records.baseDiffIDs.get(side) ?? null,
  };
}

/** A record only spares work: whatever is wrong with it is one line, and nothing more. */
async function attempt<Result>(
  run: Run,
  words: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    run.environment.signal.throwIfAborted();
    explain(run, `${words}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function explain({ environment: { explain, log } }: Run, message: string): void {
  (explain ?? log)(message);
}
