import type { Observation } from '../../src/fix/behaviour.ts';
import type { ChangedFile } from '../../src/fix/patch.ts';
import type { FixedTexts, FixPorts, Trial, Unstartable } from '../../src/gate/fix-ports.ts';
import { gateWorld, recordingPorts, type GateWorld, type SmallImage } from './recording-ports.ts';
import type { FileInputs } from './image-builder.ts';

/** What the ports of fixes have besides those of the gate. */
export type FixWorld = GateWorld & {
  readonly ignoreFile: string;
  /** What a build of these texts gives, or what it throws. */
  readonly fixed: (texts: FixedTexts) => SmallImage | Error;
  /** The candidate once more, or what that throws. */
  readonly again: SmallImage | Error;
  /** What is seen of an image, by its label and by the times that it was started before. */
  readonly observe: (label: string, trial: Trial, times: number) => Observation | Unstartable;
  readonly buildMilliseconds: number;
  /** What writing throws. */
  readonly unwritable?: Error;
};

const BYTES = Buffer.alloc(2 * 1024 * 1024, 1);

/** What each cache of the candidate is, and what the Dockerfile says where it is none of it. */
const CACHES = [
  { path: '/var/lib/apt/lists/deb_Packages', without: 'rm -rf /var/lib/apt/lists/*' },
  { path: '/root/.cache/pip/http/body', without: '--no-cache-dir' },
] as const;

export const APT_AND_PIP = 'FROM debian:12\nRUN apt-get update\nRUN pip install flask\nRUN make\n';

/** The image of a Dockerfile with the instructions above, however it was edited; `change` replaces files of its last layer. */
export function imageOf({ dockerfile }: Pick<FixedTexts, 'dockerfile'>, change: FileInputs = {}): SmallImage {
  const caches = CACHES.map(({ path, without }): FileInputs =>
    dockerfile.includes(without) ? {} : { [path]: BYTES },
  );
  return { base: { '/etc/motd': 'hello' }, own: [...caches, { '/app/made': 'made', ...change }] };
}

/** A checkout whose image keeps the caches of apt and pip, and in which every edit does what it says. */
export function fixWorld(change: Partial<FixWorld> = {}): FixWorld {
  return {
    ...gateWorld({ checkout: { Dockerfile: APT_AND_PIP }, candidate: imageOf({ dockerfile: APT_AND_PIP }) }),
    ignoreFile: '',
    fixed: (texts) => imageOf(texts),
    again: imageOf({ dockerfile: APT_AND_PIP }),
    observe: () => ({ exitCode: null, answer: null, ports: [8080], output: 'ready' }),
    buildMilliseconds: 1000,
    ...change,
  };
}

export type RecordingFixPorts = FixPorts & {
  /** What was asked of the gate's own ports, one line a call. */
  readonly calls: readonly string[];
  /** Labels of the builds beside the candidate's. */
  readonly builds: readonly string[];
  /** What was built, in order. */
  readonly built: readonly FixedTexts[];
  readonly written: readonly ChangedFile[];
  readonly trials: readonly (Trial & { readonly label: string })[];
};

/** Ports over such a world. A clock goes on with builds alone. */
export function recordingFixPorts(world: FixWorld): RecordingFixPorts {
  const ports = recordingPorts(world);
  const builds: string[] = [];
  const built: FixedTexts[] = [];
  const written: ChangedFile[] = [];
  const trials: (Trial & { readonly label: string })[] = [];
  let milliseconds = 0;
  const build = (label: string, image: SmallImage | Error, text: string) => {
    builds.push(label);
    milliseconds += world.buildMilliseconds;
    return image instanceof Error ? Promise.reject(image) : Promise.resolve(ports.give(label, image, text));
  };
  return {
    ...ports,
    ...{ builds, built, written, trials },
    ignoreFile: () => Promise.resolve({ path: '.dockerignore', text: world.ignoreFile }),
    policyPath: ({ policyPath }) => Promise.resolve(policyPath ?? '.github/final-stage.yml'),
    makeFixed: async (_request, texts, ordinal) => {
      built.push(texts);
      const side = await build(`fix-${ordinal}`, world.fixed(texts), texts.dockerfile);
      return { side, seconds: world.buildMilliseconds / 1000 };
    },
    makeAgain: () => build('rebuild', world.again, world.checkout[world.dockerfile ?? ''] ?? ''),
    observe: (_request, { label }, trial) => {
      const times = trials.filter((before) => before.label === label).length;
      trials.push({ ...trial, label });
      return Promise.resolve(world.observe(label, trial, times));
    },
    writeFiles: (files) => {
      if (world.unwritable) return Promise.reject(world.unwritable);
      written.push(...files);
      return Promise.resolve();
    },
    throwIfCancelled: () => undefined,
    now: () => milliseconds,
  };
}
