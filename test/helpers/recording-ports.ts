import type { GateAndFixPorts } from '../../src/gate/fix-ports.ts';
import type { BaselineCommit, Side, Waiver } from '../../src/gate/ports.ts';
import type { Digest } from '../../src/digest.ts';
import type { BuildInputs, GateRequest, GitHubEvent } from '../../src/gate/request.ts';
import type { RepositoryTree } from '../../src/ledger/ledger.ts';
import type { ImageRecord } from '../../src/image/image-record.ts';
import type { Image } from '../../src/image/image.ts';
import type { BuildProvenance } from '../../src/image/provenance.ts';
import type { StageStart } from '../../src/image/stage-start.ts';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import { createPathTable, type PathTable } from '../../src/files/table/path-table.ts';
import { image, layer } from './image-builder.ts';
import type { ConfigInput, FileInputs, LayerInput } from './image-builder.ts';

/** The commit that pull requests of these tests are compared with. */
export const BASE_COMMIT = 'b'.repeat(40);

/** Texts of files by their paths in the repository. */
export type Texts = Readonly<Record<string, string>>;

/** A small image: the files of its base, then what each `RUN` of its Dockerfile added. */
export type SmallImage = {
  readonly base: FileInputs;
  readonly own: readonly FileInputs[];
  readonly config?: ConfigInput;
  /** What its builder recorded beside it. */
  readonly provenance?: BuildProvenance;
};

/** What the ports have, all of it values; what is absent is not there. */
export type GateWorld = {
  readonly commit: BaselineCommit;
  readonly checkout: Texts;
  /** Files of commits, by commit. */
  readonly commits: Readonly<Record<string, Texts>>;
  /** The Dockerfile's path with links followed; null: none is named. */
  readonly dockerfile: string | null;
  /** The same as the user wrote it; absent: it is the same. */
  readonly dockerfileAsWritten?: string;
  readonly candidate: SmallImage;
  /** Why the candidate may be another image than the baseline; null: it cannot be. Absent: its files changed. */
  readonly changed?: string | null;
  /** Image of a commit, or why it cannot be had. */
  readonly baselines: Readonly<Record<string, SmallImage | Error>>;
  /** Baseline that is given by reference. */
  readonly found?: SmallImage;
  /** Added to every side of the gate. */
  readonly side?: Partial<Side>;
  readonly baseDiffIDs?: readonly Digest[] | null;
  readonly repository?: RepositoryTree | null;
  readonly waiver?: Waiver | { readonly unconfirmed: string } | null;
  /** Whether the cache is refuted, by the times that it is asked; after them it is not. */
  readonly refuted?: readonly boolean[];
  /** What the builder said that the stages of a side started from, by label. */
  readonly starts?: Readonly<Record<string, readonly StageStart[]>>;
  /** What was recorded of the baseline, where it is not built. */
  readonly record?: ImageRecord;
  /** Whether that turns out to be of no use. */
  readonly isRecordRefused?: boolean;
  /** What the images' reading throws, by label and by the times that it is opened. */
  readonly unreadable?: Readonly<Record<string, readonly (Error | null)[]>>;
};

/** Ports that have a small world, and what was asked of them, one line a call, in order. */
export type RecordingPorts = GateAndFixPorts & {
  readonly calls: readonly string[];
  /** Another image of the checkout. */
  makeOther(label: string, small: SmallImage): Promise<Side>;
  /** What images were opened with, in order. */
  readonly readings: readonly RequiredContent[];
  /** A side with this image, as builds of other texts give it. */
  give(label: string, small: SmallImage, dockerfile: string): Side;
};

/** The Dockerfile of the base commit. */
export const DOCKERFILE = 'FROM debian:12\nRUN make\n';

/** The same after the pull request: what another instruction makes is no rebuild. */
export const CHANGED_DOCKERFILE = 'FROM debian:12\nRUN make all\n';

/** A compiler that no package owns: an error of the rule `go-toolchain`. */
export const GO: FileInputs = {
  '/usr/local/go/pkg/tool/linux_amd64/compile': 'x',
  '/usr/local/go/VERSION': 'go1.22.5\n',
};

const CLEAN: SmallImage = { base: { '/etc/motd': 'hello' }, own: [{ '/app/made': 'made' }] };
const WITH_GO: SmallImage = { ...CLEAN, own: [{ '/app/made': 'made', ...GO }] };

/** A pull request that adds a Go toolchain; `change` replaces what it says. */
export function gateWorld(change: Partial<GateWorld> = {}): GateWorld {
  return {
    commit: { commit: BASE_COMMIT, how: 'its base' },
    checkout: { Dockerfile: CHANGED_DOCKERFILE },
    commits: { [BASE_COMMIT]: { Dockerfile: DOCKERFILE } },
    dockerfile: 'Dockerfile',
    candidate: WITH_GO,
    baselines: { [BASE_COMMIT]: CLEAN },
    ...change,
  };
}

export type CheckRequest = GateRequest & { readonly mode: 'check' };

export const PULL_REQUEST: GitHubEvent = {
  kind: 'pull_request',
  number: 7,
  headSha: 'a'.repeat(40),
  baseSha: BASE_COMMIT,
  baseRef: 'main',
  isFork: false,
  labels: [],
};

const BUILD: BuildInputs = {
  context: '.',
  buildArgs: [],
  buildContexts: [],
  secrets: [],
  cacheFrom: [],
  cacheTo: [],
};

/** A check of a pull request on a day that does not pass; `change` replaces what it says. */
export function checkRequest(change: Partial<CheckRequest> = {}): CheckRequest {
  return {
    mode: 'check',
    overrides: {},
    event: PULL_REQUEST,
    today: '2026-11-21',
    baseline: { kind: 'git' },
    build: BUILD,
    ...change,
  };
}

/** A comparison of two given images; `change` replaces what it says. */
export function compareRequest(change: Partial<GateRequest & { readonly mode: 'compare' }> = {}) {
  return {
    mode: 'compare',
    overrides: {},
    event: { kind: 'none' },
    today: '2026-11-21',
    buildArgs: [],
    candidate: { transport: 'oci', name: 'candidate' },
    baseline: { transport: 'oci', name: 'baseline' },
    ...change,
  } as const satisfies GateRequest;
}

/** A look at one image. */
export const INSPECT_REQUEST: GateRequest = {
  mode: 'inspect',
  overrides: {},
  event: { kind: 'none' },
  today: '2026-11-21',
  buildArgs: [],
  candidate: { transport: 'oci', name: 'candidate' },
};

const POLICY_PATH = '.github/final-stage.yml';

/** Ports over a world, which write down each call with what it was asked. `version` is not asked anything. */
export function recordingPorts(world: GateWorld): RecordingPorts {
  const calls: string[] = [];
  const readings: RequiredContent[] = [];
  const refuted = [...(world.refuted ?? [])];
  const opened = new Map<string, number>();
  const note = <T>(call: string, value: T): Promise<T> => {
    calls.push(call);
    return Promise.resolve(value);
  };
  const textsOf = (commit: string | null): Texts =>
    commit === null ? world.checkout : (world.commits[commit] ?? {});
  const sideOf = (label: string, commit: string | null): Side => toSide(world, label, commit);
  const images = new Map<string, SmallImage>();
  const imageOf = ({ label }: Side): SmallImage => images.get(label) ?? world.candidate;
  const made = (side: Side, small: SmallImage): Side => {
    images.set(side.label, small);
    return side;
  };
  return {
    calls,
    readings,
    give: (label, small, text) => {
      const side = sideOf(label, null);
      const dockerfile = side.dockerfile && { ...side.dockerfile, text };
      return made({ ...side, dockerfile }, small);
    },
    version: '0.0.0',
    baselineCommit: () => note('baselineCommit', world.commit),
    readPolicy: ({ policyPath }, commit) =>
      note(`readPolicy ${nameOf(commit)}`, textsOf(commit)[policyPath ?? POLICY_PATH] ?? null),
    readText: (commit, path) => note(`readText ${nameOf(commit)} ${path}`, textsOf(commit)[path] ?? null),
    dockerfilePath: () => note('dockerfilePath', world.dockerfile),
    dockerfileAsWritten: () => note('dockerfileAsWritten', world.dockerfileAsWritten ?? world.dockerfile),
    whyChanged: (_request, commit) =>
      note(
        `whyChanged ${nameOf(commit)}`,
        (world.changed === undefined ? 'its files changed' : world.changed) ?? undefined,
      ),
    explain: (line) => void calls.push(`explain ${line}`),
    makeCandidate: () => note('makeCandidate', made(sideOf('candidate', null), world.candidate)),
    makeOther: (label, small) => note(`make ${label}`, made(sideOf(label, null), small)),
    makeBaseline: async (_request, commit) => {
      await note(`makeBaseline ${nameOf(commit)}`, null);
      const small = world.baselines[commit] ?? new Error(`no image of ${commit}`);
      if (small instanceof Error) throw small;
      const { record } = world;
      // A record is tried once.
      const isTried = calls.filter((call) => call.startsWith('makeBaseline ')).length > 1;
      return made({ ...sideOf('baseline', commit), ...(record && !isTried && { record }) }, small);
    },
    findBaseline: async (_request, commit) => {
      await note(`findBaseline ${nameOf(commit)}`, null);
      if (world.found === undefined) throw new Error('no baseline was given');
      return made(sideOf('baseline', commit), world.found);
    },
    openImages: async ({ baseline, candidate }, required) => {
      readings.push(required);
      const reading = { required, paths: createPathTable() };
      const open = async (side: Side): Promise<Image> => {
        await note(`open ${side.label}`, null);
        const times = opened.get(side.label) ?? 0;
        opened.set(side.label, times + 1);
        const error = world.unreadable?.[side.label]?.[times];
        if (error) throw error;
        return toImage(imageOf(side), side, reading);
      };
      return { baseline: baseline && (await open(baseline)), candidate: await open(candidate) };
    },
    isCacheRefuted: () => {
      calls.push('isCacheRefuted');
      return refuted.shift() ?? false;
    },
    isRecordRefused: () => world.isRecordRefused === true,
    refuseRecord: (why) => void calls.push(`refuseRecord ${why}`),
    recordImages: (_request, { baseline, candidate }, commit) => {
      const labels = [baseline, candidate].map((read) => read?.side.label ?? 'none').join(' ');
      return note(`recordImages ${labels} ${nameOf(commit)}`, undefined);
    },
    baseDiffIDs: async (side, base, fits) => {
      await note(`baseDiffIDs ${side.label} ${base.name ?? 'of an unknown name'}`, null);
      const { baseDiffIDs = null } = world;
      return baseDiffIDs !== null && fits(baseDiffIDs) ? baseDiffIDs : null;
    },
    waiver: (label) => note(`waiver ${label}`, world.waiver ?? null),
    forFixes: () => Promise.reject(new Error('nothing here can be built')),
  };
}

function nameOf(commit: string | null): string {
  return commit === null ? 'checkout' : commit.slice(0, 4);
}

function toSide(world: GateWorld, label: string, commit: string | null): Side {
  const path = world.dockerfile;
  const texts = commit === null ? world.checkout : (world.commits[commit] ?? {});
  const text = path === null ? undefined : texts[path];
  return {
    label,
    reference: { transport: 'oci', name: label },
    dockerfile: path === null || text === undefined ? null : { path, text },
    buildArgs: [],
    buildContexts: [],
    repository: world.repository ?? null,
    ...(world.starts?.[label] && { starts: world.starts[label] }),
    ...world.side,
  };
}

function toImage(
  small: SmallImage,
  { label, dockerfile }: Side,
  reading: { readonly required: RequiredContent; readonly paths: PathTable },
): Image {
  const text = dockerfile?.text ?? DOCKERFILE;
  const commands = text.slice(text.lastIndexOf('FROM ')).match(/^(?:RUN|COPY|ADD) .*$/gm) ?? [];
  const history = [
    { created_by: 'ADD rootfs / # buildkit' },
    ...small.own.map((_, at) => ({ created_by: toHistory(commands[at] ?? 'RUN ') })),
  ];
  const options = { required: reading.required, paths: reading.paths, reference: label };
  const opened = image(layersOf(small), { ...small.config, history }, options);
  return { ...opened, ...(small.provenance && { provenance: small.provenance }) };
}

/** As BuildKit writes it: the shell that runs a command, and no flags. */
function toHistory(instruction: string): string {
  const text = instruction.replace(/^RUN /, 'RUN /bin/sh -c ').replace(/^COPY --\S+ /, 'COPY ');
  return `${text} # buildkit`;
}

/** The layers of a small image, bottom first. */
export function layersOf({ base, own }: Pick<SmallImage, 'base' | 'own'>): readonly LayerInput[] {
  return [base, ...own].map((files) => layer(files));
}
