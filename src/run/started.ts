import { observeContainer } from '../build/docker/container.ts';
import { inspectBuilder } from '../build/docker/builder.ts';
import { readEnginePlatform } from '../build/docker/engine-platform.ts';
import { loadImage } from '../build/docker/load-image.ts';
import { isDigest } from '../digest.ts';
import type { Observation } from '../fix/behaviour.ts';
import type { Trial, Unstartable } from '../gate/fix-ports.ts';
import type { Side } from '../gate/ports.ts';
import type { CheckRequest, Run } from './run.ts';

type Startable = { readonly image: string } | Unstartable;

/** Starts images of a run; each is given to the engine once. */
export function createStarter(
  run: Run,
): (request: CheckRequest, side: Side, trial: Trial) => Promise<Observation | Unstartable> {
  const startable = new Map<Side, Promise<Startable>>();
  return async (request, side, trial) => {
    const { runFolder, environment } = run;
    const found = startable.get(side) ?? toStartable(request, { side, trial, ordinal: startable.size }, run);
    startable.set(side, found);
    const start = await found;
    if ('unavailable' in start) return start;
    if (runFolder === null) return { unavailable: 'the run has no folder' };
    const { signal, log } = environment;
    log(`starting the image of ${side.label} without ${['network', ...trial.denied].join(', ')}`);
    const seen = await observeContainer({ image: start.image, trial, runFolder, signal });
    return 'unavailable' in seen ? seen : withoutSecrets(seen, environment.secrets);
  };
}

type Asked = { readonly side: Side; readonly trial: Trial; readonly ordinal: number };

async function toStartable({ build }: CheckRequest, asked: Asked, run: Run): Promise<Startable> {
  const { signal } = run.environment;
  const builder = await inspectBuilder(build.builder, signal);
  if (builder.driver !== 'docker')
    return { unavailable: `the builder, whose driver is ${builder.driver}, keeps no images in an engine` };
  const { os, architecture } = asked.trial.platform;
  const platform = await readEnginePlatform(signal);
  if (platform === `${os}/${architecture}`) return toEngineImage(asked, run);
  const engine = platform === null ? 'does not say what it runs on' : `runs on ${platform}`;
  return { unavailable: `the image is for ${os}/${architecture}, and the engine ${engine}` };
}

/** What the engine calls the image, once it has it. */
async function toEngineImage(
  { side, ordinal }: Asked,
  { environment, runFolder, made }: Run,
): Promise<Startable> {
  const { transport, name, tag = '' } = side.reference;
  if (transport === 'docker-daemon') return { image: name };
  if (transport !== 'oci' || !isDigest(tag) || runFolder === null)
    return { unavailable: 'the image is in an archive, which the engine does not have' };
  const layout = { directory: name, digest: tag, runFolder };
  const loaded = await loadImage(layout, `start-${ordinal}`, environment.signal);
  if (loaded === null) return { unavailable: 'the engine does not take the image that was built' };
  made.push(loaded);
  return { image: loaded.tag };
}

const MIN_SECRET_CHARACTERS = 4;

/** What the build was given as secrets is in no report, even if the image prints it. */
function withoutSecrets(seen: Observation, secrets: ReadonlyMap<string, string>): Observation {
  const values = [...secrets.values()].filter((value) => value.length >= MIN_SECRET_CHARACTERS);
  const masked = (text: string) => values.reduce((shown, value) => shown.replaceAll(value, '***'), text);
  const { answer, output } = seen;
  return {
    ...seen,
    answer: answer && { ...answer, output: masked(answer.output) },
    output: masked(output),
  };
}
