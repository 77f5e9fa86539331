import type { Digest } from '../digest.ts';
import type { RequiredContent } from '../files/table/layer-table.ts';
import { createPathTable } from '../files/table/path-table.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';
import type { Image } from '../image/image.ts';
import { findImagePair, openImage } from '../image-source/open-image.ts';
import type { ReadOptions } from '../image-source/read-options.ts';
import { NOTED_BLOB_BYTES } from '../layer-cache/layer-cache.ts';
import type { Side, Sides } from '../gate/ports.ts';
import type { Run } from './run.ts';

/** What both images share while they are read: equal paths are equal nodes, a common layer is read once. */
type Reading = Required<Pick<ReadOptions, 'paths' | 'required' | 'knownLayers'>>;

/** What a record needs of a layer, as the layer cache does. */
const FOR_RECORDS = { notedBlobBytes: NOTED_BLOB_BYTES, contentSums: true } as const;

type Notice = { readonly code: string; readonly message: string };

/** Opens the baseline and the candidate: at once where one daemon has both, else one after the other. */
export async function openImages(
  { candidate, baseline }: Sides<Side>,
  required: RequiredContent,
  run: Run,
): Promise<Sides<Image>> {
  if (!run.records.hasBegun) await run.environment.beforeReading?.();
  run.records.hasBegun = true;
  const wanted = run.environment.records === undefined ? required : { ...required, ...FOR_RECORDS };
  const reading = { paths: createPathTable(), required: wanted, knownLayers: new Map<Digest, LayerBlob>() };
  if (baseline === null) return { baseline, candidate: await openOne(candidate, reading, run) };
  if (baseline.record !== undefined) {
    // First what has bytes of its own: layers of the baseline that are among them need not be believed.
    const opened = await openOne(candidate, reading, run);
    const { readRecordedImage } = await import('./baseline.ts');
    return {
      candidate: opened,
      baseline: readRecordedImage(baseline.record, { ...reading, label: baseline.label }, run),
    };
  }
  return (
    (await openTogether({ candidate, baseline }, reading, run)) ?? {
      baseline: await openOne(baseline, reading, run),
      candidate: await openOne(candidate, reading, run),
    }
  );
}

async function openTogether(
  { candidate, baseline }: { readonly candidate: Side; readonly baseline: Side },
  reading: Reading,
  run: Run,
): Promise<Sides<Image> | undefined> {
  const { environment, readingTime } = run;
  const labels = `${baseline.label} and ${candidate.label}`;
  const what = `\`${baseline.label}\` and \`${candidate.label}\``;
  const pair = await readingTime.read(what, (signal) =>
    findImagePair([baseline.reference, candidate.reference], { signal }),
  );
  if (pair === undefined) return undefined;
  environment.log(`reading ${labels}`);
  const [one, other] = [optionsOf(baseline, reading, run), optionsOf(candidate, reading, run)];
  const onProgress = (bytes: number): void => environment.onProgress?.(labels, bytes);
  const images = await readingTime.read(what, (signal) =>
    pair.open([
      { ...one.options, onProgress, signal },
      { ...other.options, onProgress, signal },
    ]),
  );
  return images && { baseline: one.withNotices(images[0]), candidate: other.withNotices(images[1]) };
}

async function openOne(side: Side, reading: Reading, run: Run): Promise<Image> {
  const { environment, readingTime } = run;
  environment.log(`reading ${side.label}`);
  const { options, withNotices } = optionsOf(side, reading, run);
  const onProgress = (bytes: number): void => environment.onProgress?.(side.label, bytes);
  return withNotices(
    await readingTime.read(`\`${side.label}\``, (signal) =>
      openImage(side.reference, { ...options, onProgress, signal }),
    ),
  );
}

/** How a side's image is read, and what was said on the way. */
type Opening = { readonly options: ReadOptions; readonly withNotices: (image: Image) => Image };

function optionsOf(side: Side, reading: Reading, { environment, inPlace }: Run): Opening {
  const notices: Notice[] = [];
  const notify = (notice: Notice): void => void notices.push(notice);
  return {
    options: {
      ...(environment.layerCache?.over(reading) ?? reading),
      label: side.label,
      insecureRegistries: environment.insecureRegistries,
      ...(side.platform && { platform: side.platform }),
      ...(inPlace && { inPlace: { read: inPlace, notify } }),
    },
    withNotices: (image) => ({ ...image, ...(notices.length > 0 && { notices }) }),
  };
}
