import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { openBuildContext } from '../../../scripts/engine/build-context.ts';
import { writeKanikoArchive } from './kaniko.ts';
import { shell } from './workroom.ts';
import type { Perhaps, Workroom } from './workroom.ts';

/** An image on its way to us: loaded in the overlay2 engine, and saved by it to `archive`. */
export type Traveller = {
  readonly name: string;
  readonly archive: string;
  /** Empty at the start; for the files of this image. */
  readonly folder: string;
};

/**
 * Where the image can be read. `dockerHost`: which engine, for `docker-daemon:`; `inPlace`: in its folders, or not at all;
 * `beside`: another image of that engine, both at once, or not at all.
 */
export type Arrival = {
  readonly reference: string;
  readonly dockerHost?: string;
  readonly beside?: string;
  readonly inPlace?: boolean;
};

/** One way for an image to come to us: who wrote it, as what. */
export type WayIn = {
  readonly title: string;
  readonly needs: readonly (keyof Needs)[];
  /** Compression or format adds entries of its own to layers, which are left out of the comparison. */
  readonly adds?: RegExp;
  write(image: Traveller, room: Workroom): Promise<Arrival>;
};

/** Whose images `docker save` streams. */
type Engines = 'overlay2' | 'containerd' | 'old' | 'newOverlay2' | 'newContainerd';
type Needs = Pick<Workroom, Engines | 'tools'>;

/** What a way needs and this machine lacks; undefined where it has all. */
export function lacking({ needs }: WayIn, room: Workroom): string | undefined {
  const missing = needs.map((name): Perhaps<unknown> => room[name]).find((one) => 'why' in one);
  return missing !== undefined && 'why' in missing ? missing.why : undefined;
}

export function hostOf(room: Workroom, engine: Engines): string {
  const perhaps: Perhaps<{ readonly dockerHost: string }> = room[engine];
  return there(perhaps).dockerHost;
}

function there<Thing>(perhaps: Perhaps<Thing>): Thing {
  if ('why' in perhaps) throw new Error(perhaps.why);
  return perhaps.found;
}

/** `save`, with which a client asks; the store decides on the shape. */
export function saved(engine: Engines, title: string): readonly WayIn[] {
  return [
    {
      title: `docker-daemon: ${title}`,
      needs: [engine],
      write: ({ name }, room) =>
        Promise.resolve({ reference: `docker-daemon:${name}`, dockerHost: hostOf(room, engine) }),
    },
    {
      title: `docker-daemon: ${title}, at once with an image of the same layers`,
      needs: [engine],
      write: async ({ name, folder }, room) => {
        const other = besideOf(name);
        await shell(toEnvironment(room, engine), BUILD_BESIDE, name, other, join(folder, 'beside'));
        const reference = `docker-daemon:${name}`;
        return { reference, beside: `docker-daemon:${other}`, dockerHost: hostOf(room, engine) };
      },
    },
    {
      title: `docker-archive: docker save from ${title}`,
      needs: [engine],
      write: async ({ name, folder }, room) => {
        const file = join(folder, `${engine}.tar`);
        await shell(toEnvironment(room, engine), 'docker save "$1" > "$2"', name, file);
        return { reference: `docker-archive:${file}` };
      },
    },
  ];
}

/** The name of an image that differs in its config alone. */
export function besideOf(name: string): string {
  return `${name}-beside`;
}

/** From a folder of its own: buildx leaves two in the temporary folder when the Dockerfile comes in on standard input. */
const BUILD_BESIDE = [
  'mkdir -p "$3"',
  'printf "FROM %s\\nLABEL beside=yes\\n" "$1" > "$3/Dockerfile"',
  'docker buildx build --quiet --provenance=false --tag "$2" "$3"',
].join(' && ');

function toEnvironment(room: Workroom, engine: Engines) {
  const { env } = there(room.overlay2);
  return { env: { ...env, DOCKER_HOST: hostOf(room, engine) } };
}

type Tool = {
  readonly title: string;
  readonly transport: 'docker-archive' | 'oci' | 'oci-archive';
  /** The program and its arguments; `target` is what must be written. */
  readonly command: (image: Traveller, target: string) => readonly string[];
};

function targetOf({ title, transport }: Pick<Tool, 'title' | 'transport'>, { folder }: Traveller): string {
  return join(folder, title.replaceAll(/[^a-z]+/g, '-') + transport);
}

function written({ title, transport, command }: Tool): WayIn {
  return {
    title: `${transport}: ${title}`,
    needs: ['tools'],
    write: async (image, room) => {
      const target = targetOf({ title, transport }, image);
      const [program = '', ...args] = command(image, target);
      await there(room.tools).run(program, args);
      return { reference: `${transport}:${target}` };
    },
  };
}

const skopeo = (source: string, target: string, ...flags: readonly string[]): readonly string[] => [
  'skopeo',
  'copy',
  '--quiet',
  '--insecure-policy',
  ...flags,
  source,
  target,
];

const SKOPEO_GZIP: Tool = {
  title: 'skopeo, gzip',
  transport: 'oci',
  command: ({ archive }, target) => skopeo(`docker-archive:${archive}`, `oci:${target}:latest`),
};

const byTools: readonly Tool[] = [
  {
    title: 'skopeo',
    transport: 'docker-archive',
    command: ({ archive, name }, target) =>
      skopeo(`docker-archive:${archive}`, `docker-archive:${target}:${name}`),
  },
  {
    title: 'podman save',
    transport: 'docker-archive',
    command: ({ name }, target) => [
      'podman',
      'save',
      '--quiet',
      '--format',
      'docker-archive',
      '-o',
      target,
      name,
    ],
  },
  {
    title: 'buildah push',
    transport: 'docker-archive',
    command: ({ name }, target) => ['buildah', 'push', '--quiet', name, `docker-archive:${target}:${name}`],
  },
  SKOPEO_GZIP,
  {
    title: 'skopeo, zstd',
    transport: 'oci',
    command: ({ archive }, target) =>
      skopeo(`docker-archive:${archive}`, `oci:${target}:latest`, '--dest-compress-format', 'zstd'),
  },
  {
    title: 'skopeo, not compressed',
    transport: 'oci',
    command: ({ archive }, target) =>
      skopeo(`docker-archive:${archive}`, `oci:${target}:latest`, '--dest-oci-accept-uncompressed-layers'),
  },
  {
    title: 'buildah push, zstd:chunked',
    transport: 'oci',
    command: ({ name }, target) => [
      'buildah',
      'push',
      '--quiet',
      '--compression-format',
      'zstd:chunked',
      name,
      `oci:${target}:latest`,
    ],
  },
  {
    title: 'podman save',
    transport: 'oci',
    command: ({ name }, target) => ['podman', 'save', '--quiet', '--format', 'oci-dir', '-o', target, name],
  },
  {
    title: 'skopeo',
    transport: 'oci-archive',
    command: ({ archive }, target) => skopeo(`docker-archive:${archive}`, `oci-archive:${target}:latest`),
  },
  {
    title: 'podman save',
    transport: 'oci-archive',
    command: ({ name }, target) => [
      'podman',
      'save',
      '--quiet',
      '--format',
      'oci-archive',
      '-o',
      target,
      name,
    ],
  },
  {
    title: 'buildah push, zstd',
    transport: 'oci-archive',
    command: ({ name }, target) => [
      'buildah',
      'push',
      '--quiet',
      '--compression-format',
      'zstd',
      name,
      `oci-archive:${target}:latest`,
    ],
  },
];

type Exporter = {
  readonly title: string;
  readonly transport: 'oci' | 'oci-archive';
  readonly options: string;
  readonly flags?: string;
  readonly adds?: RegExp;
};

/** BuildKit's own exporters, which only the containerd store has: docs.docker.com/build/exporters/oci-docker. */
function exported({ title, transport, options, flags = '--provenance=false', adds }: Exporter): WayIn {
  return {
    title: `${transport}: ${title}`,
    needs: ['overlay2', 'containerd'],
    ...(adds === undefined ? {} : { adds }),
    write: async ({ name, folder }, room) => {
      const target = join(folder, `buildx-${options.replaceAll(/[^a-z]+/g, '-')}`);
      const tar = transport === 'oci' ? 'false' : 'true';
      const output = `type=oci,tar=${tar},dest=${target},${options}`;
      await using context = await openBuildContext(`FROM ${name}\n`);
      await shell(
        toEnvironment(room, 'containerd'),
        `docker buildx build --quiet ${flags} --output "$2" "$1"`,
        context.folder,
        output,
      );
      return { reference: `${transport}:${target}` };
    },
  };
}

const byBuildx: readonly Exporter[] = [
  { title: 'buildx', transport: 'oci', options: 'name=a' },
  {
    title: 'buildx with an attestation beside it, zstd',
    transport: 'oci-archive',
    options: 'compression=zstd,force-compression=true',
    flags: '--provenance=mode=max',
  },
  {
    title: 'buildx, not compressed',
    transport: 'oci-archive',
    options: 'compression=uncompressed,force-compression=true',
  },
  {
    title: 'buildx, estargz',
    transport: 'oci',
    options: 'compression=estargz,force-compression=true',
    // https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md
    adds: /^\/(?:stargz\.index\.json|\.(?:no\.)?prefetch\.landmark)$/,
  },
];

/** All ways in but the registry and those of `NEW_WAYS_IN`. */
export const WAYS_IN: readonly WayIn[] = [
  ...saved('overlay2', 'the overlay2 store'),
  ...saved('containerd', 'the containerd store'),
  ...saved('old', 'the distribution’s engine'),
  {
    title: 'docker-archive: docker save | gzip',
    needs: ['overlay2'],
    write: async ({ archive, folder }, room) => {
      const file = join(folder, 'saved.tar.gz');
      await shell(toEnvironment(room, 'overlay2'), 'gzip -1 < "$1" > "$2"', archive, file);
      return { reference: `docker-archive:${file}` };
    },
  },
  {
    title: 'docker-archive: kaniko’s shape',
    needs: ['overlay2'],
    write: async ({ archive, name, folder }) => {
      const file = join(folder, 'kaniko.tar');
      await writeKanikoArchive({ archive, name, file });
      return { reference: `docker-archive:${file}` };
    },
  },
  ...byTools.map(written),
  {
    title: 'oci: umoci tag of what skopeo wrote',
    needs: ['tools'],
    write: async (image, room) => {
      const source = targetOf(SKOPEO_GZIP, image);
      const target = join(image.folder, 'umoci');
      if (!existsSync(source)) await written(SKOPEO_GZIP).write(image, room);
      await cp(source, target, { recursive: true });
      await there(room.tools).run('umoci', ['tag', '--image', `${target}:latest`, 'second']);
      return { reference: `oci:${target}:second` };
    },
  },
  ...byBuildx.map(exported),
];
