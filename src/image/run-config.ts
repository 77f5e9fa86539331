import * as z from 'zod';
import type { ImageConfig } from './image.ts';

/** Go takes null for the empty text, the empty list and the empty object, wherever it stands. */
export const textOrEmpty = z
  .string()
  .nullable()
  .transform((value) => value ?? '');
export const texts = z
  .array(textOrEmpty)
  .nullish()
  .transform((list) => list ?? []);
export const record = z
  .record(z.string(), textOrEmpty)
  .nullish()
  .transform((map) => map ?? {});
export const text = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

/** Objects whose keys alone count, in the order of those. */
const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((map) => Object.keys(map ?? {}).sort());
/** A duration in nanoseconds, or a count; 0 stands for the engine's own, as absence does. */
const number = z
  .number()
  .nullish()
  .transform((value) => value || undefined);

const healthcheck = z.object({
  Test: texts,
  Interval: number,
  Timeout: number,
  StartPeriod: number,
  StartInterval: number,
  Retries: number,
});

/** Every field of the part of an image config that containers take over, as engines spell it. */
export const RUN_CONFIG_FIELDS = [
  ...['User', 'WorkingDir', 'Volumes', 'Env', 'Entrypoint', 'Cmd', 'Labels', 'Shell', 'OnBuild'],
  ...['ExposedPorts', 'StopSignal', 'ArgsEscaped', 'Healthcheck', 'Test', 'Interval', 'Timeout'],
  ...['StartPeriod', 'StartInterval', 'Retries'],
];

/** `config` of an image config, OCI's or Docker's. https://github.com/moby/docker-image-spec */
export const runConfig = z
  .object({
    User: text,
    WorkingDir: text,
    Volumes: keys,
    ExposedPorts: keys,
    StopSignal: text,
    Env: texts,
    Entrypoint: texts,
    Cmd: texts,
    Labels: record,
    Shell: texts,
    OnBuild: texts,
    ArgsEscaped: z.boolean().nullish(),
    Healthcheck: healthcheck.nullish(),
  })
  .transform((found) => ({
    ...(found.User === undefined ? {} : { user: found.User }),
    ...(found.WorkingDir === undefined ? {} : { workingDir: found.WorkingDir }),
    ...(found.StopSignal === undefined ? {} : { stopSignal: found.StopSignal }),
    ...(found.ArgsEscaped === true ? { argsEscaped: true } : {}),
    ...listed({
      volumes: found.Volumes,
      exposedPorts: found.ExposedPorts,
      shell: found.Shell,
      onBuild: found.OnBuild,
    }),
    env: found.Env,
    entrypoint: found.Entrypoint,
    cmd: found.Cmd,
    labels: found.Labels,
    ...healthcheckOf(found.Healthcheck),
  }));

type Lists = Pick<ImageConfig, 'volumes' | 'exposedPorts' | 'shell' | 'onBuild'>;

/** Lists that say something. */
function listed(lists: Required<Lists>): Lists {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function healthcheckOf(
  found: z.output<typeof healthcheck> | null | undefined,
): Pick<ImageConfig, 'healthcheck' | 'healthcheckTimes'> {
  if (!found) return {};
  const { Test: test, Interval, Timeout, StartPeriod, StartInterval, Retries } = found;
  const times = {
    interval: Interval,
    timeout: Timeout,
    startPeriod: StartPeriod,
    startInterval: StartInterval,
    retries: Retries,
  };
  const given = Object.entries(times).filter(([, value]) => value !== undefined);
  return {
    ...(test.length === 0 ? {} : { healthcheck: test }),
    ...(given.length === 0 ? {} : { healthcheckTimes: Object.fromEntries(given) }),
  };
}
