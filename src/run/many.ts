import { GateError } from '../errors.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import type { GateReport } from '../report/report.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { isUnchanged, type UnchangedReport } from '../report/unchanged.ts';
import { VERSION } from '../version.ts';
import { imageConcurrency } from './concurrency.ts';
import { failureReason, renderFailure } from './failure-text.ts';
import type { ImageLog, OpenImageLog } from './image-log.ts';
import { planImages } from './plan-images.ts';
import type { PlannedRun } from './plan-images.ts';
import type { PlanEnvironment } from './planning.ts';
import { masksOf, redacted } from './redacted.ts';
import type { CheckRequest } from './run.ts';

/** Gates one image. */
export type JudgeOne = (request: CheckRequest, log: ImageLog) => Promise<GateReport | UnchangedReport>;

/** What gating several images needs of its shell. */
export type ManyPorts = PlanEnvironment & {
  readonly judge: JudgeOne;
  readonly openLog: OpenImageLog;
  /** Absent: by the machine's size. */
  readonly concurrency?: number;
};

/**
 * Gates several images, each by itself: one that fails or cannot be read keeps no other from its verdict. Throws only where it is not
 * known which images there are, or when the run is cancelled.
 */
export async function gateImages(inputs: GateInputs, ports: ManyPorts): Promise<RunReport> {
  const planned = await planImages(inputs, ports);
  const { prepare } = inputs.request.mode === 'check' ? inputs.request : {};
  // Whoever changes the checkout does so alone, and once.
  const atOnce = prepare?.inCandidate === true ? 1 : (ports.concurrency ?? imageConcurrency(planned.length));
  ports.log(`gating ${planned.length} images, ${atOnce === 1 ? 'one after the other' : `${atOnce} at once`}`);
  const outcomes = new Map<PlannedRun, ImageOutcome>();
  const queue = planned.values();
  const work = async (): Promise<void> => {
    for (const image of queue) outcomes.set(image, await gateImage(image, atOnce === 1, { inputs, ports }));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: VERSION },
    images: planned.flatMap((image) => outcomes.get(image) ?? []),
  };
}

type Gating = { readonly inputs: GateInputs; readonly ports: ManyPorts };

async function gateImage(
  image: PlannedRun,
  isAlone: boolean,
  { inputs, ports }: Gating,
): Promise<ImageOutcome> {
  ports.signal.throwIfAborted();
  const { name } = image;
  if (image.kind === 'refused') {
    ports.log(`${name}: ${image.reason}`);
    return { name, kind: 'no-verdict', reason: image.reason };
  }
  const log = ports.openLog(name, isAlone);
  const masks = masksOf({ ...inputs, request: image.request });
  try {
    const report = redacted(await ports.judge(image.request, log), masks);
    return isUnchanged(report) ? { name, kind: 'unchanged', report } : { name, kind: 'judged', report };
  } catch (error) {
    ports.signal.throwIfAborted();
    for (const line of renderFailure(error).split('\n')) log.log(line);
    return { name, kind: 'no-verdict', reason: failureReason(error, masks) };
  } finally {
    log.end();
  }
}

/** Ends a run in which an image got no verdict, and says why of the first; what the others got is reported before. */
export function withoutVerdict({ images }: RunReport): GateError | null {
  const failed = images.filter((image) => image.kind === 'no-verdict');
  const [first, ...others] = failed;
  if (first === undefined) return null;
  const names = failed.slice(0, MAX_NAMES).map(({ name }) => `\`${name}\``);
  const more = failed.length > MAX_NAMES ? ` and ${failed.length - MAX_NAMES} more` : '';
  const reason = others.length === 0 ? first.reason : `of ${names[0] ?? ''}: ${first.reason}`;
  const have = others.length === 0 ? 'has no verdict:' : 'have no verdict; the reason';
  return new GateError('image-unreadable', `${names.join(', ')}${more} ${have} ${reason}`, {
    hint: 'The report says more.',
  });
}

const MAX_NAMES = 5;
