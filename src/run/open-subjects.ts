import type { Image } from '../image/image.ts';
import { findImagePair, openImage } from '../image-source/open-image.ts';
import type { ReadOptions } from '../image-source/read-options.ts';
import type { Reading, Sides, Subject } from '../gate/ports.ts';
import type { Run } from './run.ts';

type Notice = { readonly code: string; readonly message: string };

/** Opens the baseline and the candidate: at once where one daemon has both, else one after the other. */
export async function openSubjects(
  { candidate, baseline }: Sides<Subject>,
  reading: Reading,
  run: Run,
): Promise<Sides<Image>> {
  if (baseline === null) return { baseline, candidate: await openSubject(candidate, reading, run) };
  return (
    (await openTogether({ candidate, baseline }, reading, run)) ?? {
      baseline: await openSubject(baseline, reading, run),
      candidate: await openSubject(candidate, reading, run),
    }
  );
}

async function openTogether(
  { candidate, baseline }: { readonly candidate: Subject; readonly baseline: Subject },
  reading: Reading,
  run: Run,
): Promise<Sides<Image> | undefined> {
  const { world, readingTime } = run;
  const labels = `${baseline.label} and ${candidate.label}`;
  const what = `\`${baseline.label}\` and \`${candidate.label}\``;
  const pair = await readingTime.read(what, (signal) =>
    findImagePair([baseline.reference, candidate.reference], { signal }),
  );
  if (pair === undefined) return undefined;
  world.tell(`reading ${labels}`);
  const [one, other] = [optionsOf(baseline, reading, run), optionsOf(candidate, reading, run)];
  const onProgress = (bytes: number): void => world.onProgress?.(labels, bytes);
  const images = await readingTime.read(what, (signal) =>
    pair.open([
      { ...one.options, onProgress, signal },
      { ...other.options, onProgress, signal },
    ]),
  );
  return images && { baseline: one.withNotices(images[0]), candidate: other.withNotices(images[1]) };
}

async function openSubject(subject: Subject, reading: Reading, run: Run): Promise<Image> {
  const { world, readingTime } = run;
  world.tell(`reading ${subject.label}`);
  const { options, withNotices } = optionsOf(subject, reading, run);
  const onProgress = (bytes: number): void => world.onProgress?.(subject.label, bytes);
  return withNotices(
    await readingTime.read(`\`${subject.label}\``, (signal) =>
      openImage(subject.reference, { ...options, onProgress, signal }),
    ),
  );
}

/** How a subject's image is read, and what was said on the way. */
type Opening = { readonly options: ReadOptions; readonly withNotices: (image: Image) => Image };

function optionsOf(subject: Subject, reading: Reading, { world, inPlace }: Run): Opening {
  const notices: Notice[] = [];
  const tell = (notice: Notice): void => void notices.push(notice);
  return {
    options: {
      ...(world.layerCache?.over(reading) ?? reading),
      label: subject.label,
      insecureRegistries: world.insecureRegistries,
      ...(subject.platform && { platform: subject.platform }),
      ...(inPlace && { inPlace: { read: inPlace, tell } }),
    },
    withNotices: (image) => ({ ...image, ...(notices.length > 0 && { notices }) }),
  };
}
