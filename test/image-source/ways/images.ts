import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBases } from '../../../scripts/bases/bases.ts';
import type { Engine } from '../../../scripts/engine/engine.ts';
import { baseReferences, readExamples } from '../../examples/example.ts';
import { makeVariant } from '../../examples/workbench.ts';
import { archiveOf, dockerFiles } from '../../helpers/archive-builder.ts';
import {
  layer,
  opaque,
  rawLayer,
  whiteout,
  type ConfigInput,
  type LayerInput,
} from '../../helpers/image-builder.ts';
import { entry, gnuLong, pax, rawEntry } from '../../helpers/tar-builder.ts';
import { shell } from './workroom.ts';

/** An image of the contract. `make` gives its name in the engine, where it has it or makes it; or why it is not available. */
export type ContractImage = {
  readonly title: string;
  /** Ways that take minutes with it. */
  readonly without?: RegExp;
  readonly make: (engine: Engine, folder: string) => Promise<Made>;
};

export type Made = { readonly name: string; readonly isOurs: boolean } | { readonly why: string };

function newName(): string {
  return `final-stage-test/ways:${randomUUID()}`;
}

/** Layers made here, loaded as they are. */
function loaded(title: string, toLayers: () => readonly LayerInput[], config?: ConfigInput): ContractImage {
  return {
    title,
    make: async (engine, folder) => {
      const name = newName();
      const file = join(folder, 'loaded.tar');
      const layers = toLayers();
      const input = { layers, name, config: config ?? completeConfig(layers.length) };
      await writeFile(file, archiveOf(dockerFiles(input, 'overlay2')));
      await shell(engine, 'docker load --quiet < "$1"', file);
      return { name, isOurs: true };
    },
  };
}

/** A Dockerfile over bases that stand in for real ones, built here. */
function built(title: string, dockerfile: string, references: readonly string[]): ContractImage {
  return {
    title,
    make: async (engine, folder) => {
      const bases = await openBases(engine, references);
      const [missing] = bases.unavailable;
      if (missing !== undefined)
        return { why: `base image ${missing.reference} cannot be fetched: ${missing.why}` };
      const name = newName();
      const context = join(folder, 'context');
      await mkdir(context);
      await writeFile(join(context, 'Dockerfile'), dockerfile);
      await writeFile(join(context, 'app.txt'), 'application');
      const contexts = Object.entries(bases.buildContexts).map(
        ([base, image]) => `--build-context=${base}=${image}`,
      );
      const network = engine.buildNetwork === undefined ? [] : [`--network=${engine.buildNetwork}`];
      await shell(
        engine,
        'docker buildx build --quiet --provenance=false --load -t "$1" "${@:3}" "$2"',
        name,
        context,
        ...contexts,
        ...network,
      );
      return { name, isOurs: true };
    },
  };
}

/** A base image that is in the engine already. */
function base(title: string, reference: string): ContractImage {
  return {
    title,
    make: async (engine) => {
      const { buildContexts, unavailable } = await openBases(engine, [reference]);
      const [missing] = unavailable;
      if (missing !== undefined) return { why: `base image ${reference} cannot be fetched: ${missing.why}` };
      const name = buildContexts[reference]?.replace(/^docker-image:\/\//, '') ?? reference;
      return { name, isOurs: false };
    },
  };
}

/** A variant of the examples. */
function example(exampleName: string, variantName: string): ContractImage {
  return {
    title: `example ${exampleName} ${variantName}`,
    make: async (engine) => {
      const found = (await readExamples()).find(({ name }) => name === exampleName);
      const variant = found?.variants.find(({ name }) => name === variantName);
      if (found === undefined || variant === undefined)
        throw new Error(`no example ${exampleName} ${variantName}`);
      const bases = await openBases(engine, baseReferences(found));
      const made = await makeVariant({ engine, bases }, found, variant, { use: 'ways' });
      return made.kind === 'image' ? { name: made.name, isOurs: true } : { why: made.why };
    },
  };
}

const long = `/deep/${'x'.repeat(120)}/${'y'.repeat(90)}`;

/** Rewritten by a mode change, removed with its directory, opaque, linked, sparse, with attributes, long, never there. */
function oddTars(): readonly LayerInput[] {
  const tool = { content: randomBytes(5000), mode: 0o644 };
  return [
    layer({
      '/bin/tool': tool,
      '/bin/alias': { hardlink: '/bin/tool' },
      '/bin/third': { hardlink: '/bin/tool' },
      '/lib': { symlink: 'usr/lib' },
      '/usr/lib/x.so': 'library',
      '/cache/a': 'a',
      '/cache/b/c': 'c',
      '/gone/with/all': 'gone',
      '/turn/into/file': 'f',
      '/was-file': 'f',
      '/run/pipe': { fifo: true, mode: 0o600 },
      '/tmp': { directory: true, mode: 0o1777 },
      [long]: 'long',
      '/ünï/文': 'text',
    }),
    rawLayer(
      entry({ path: 'gnu/', type: '5', mode: 0o755 }),
      entry({ path: `gnu/${'z'.repeat(140)}/`, type: '5', mode: 0o755 }),
      gnuLong('L', `gnu/${'z'.repeat(140)}/file`),
      rawEntry({ path: 'gnu', content: 'long name of GNU', magic: 'gnu' }),
      pax({ 'SCHILY.xattr.user.origin': 'here' }),
      entry({ path: 'with-attribute', content: 'attributes' }),
      entry({ path: './dotted/', type: '5', mode: 0o755 }),
      entry({ path: './dotted/file', content: 'dotted' }),
    ),
    layer(
      { '/bin/tool': { ...tool, mode: 0o755 }, '/cache/new': 'new' },
      opaque('/cache'),
      whiteout('/gone'),
      whiteout('/never/there'),
      {
        '/turn/into': 'a file now',
        '/was-file/now': 'a directory',
        '/tmp': { directory: true, mode: 0o700 },
      },
    ),
  ];
}

/** One layer twice, an empty one between, and history that has more to say than there are layers. */
function repeatedLayers(): readonly LayerInput[] {
  const first = layer({
    '/etc/passwd': 'root:x:0:0::/:/bin/sh',
    '/bin/sh': { content: randomBytes(3000), mode: 0o755 },
  });
  return [
    first,
    layer({ '/etc/passwd': 'root:x:0:0::/root:/bin/sh' }, whiteout('/bin/sh')),
    rawLayer(),
    first,
  ];
}

/** Builders add it to images that have none. */
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Says all that builders would add, so that nothing differs after they had the image. */
function completeConfig(layers: number): ConfigInput {
  const history = Array.from({ length: layers }, (_, ordinal) => ({
    created_by: `COPY layer${ordinal} / # buildkit`,
    comment: 'buildkit.dockerfile.v0',
    created: '2024-01-01T00:00:00Z',
  }));
  return { env: [PATH], workingDir: '/', history };
}

const REPEATED_HISTORY: ConfigInput = {
  user: 'app',
  env: [PATH, 'A=1', 'B=two words'],
  entrypoint: ['/bin/sh', '-c'],
  cmd: ['run'],
  workingDir: '/etc',
  labels: { 'org.opencontainers.image.title': 'ways' },
  history: [
    { created_by: 'ADD rootfs.tar / # buildkit', created: '2024-01-01T00:00:00Z' },
    { created_by: 'ENV A=1', empty_layer: true, created: '2024-01-01T00:00:01Z' },
    {
      created_by: 'RUN /bin/sh -c rm /bin/sh # buildkit',
      comment: 'buildkit.dockerfile.v0',
      created: '2024-01-01T00:00:02Z',
    },
    { created_by: 'WORKDIR /etc', comment: 'buildkit.dockerfile.v0', created: '2024-01-01T00:00:03Z' },
    { created_by: 'COPY / / # buildkit', comment: 'buildkit.dockerfile.v0', created: '2024-01-01T00:00:04Z' },
    { created_by: 'CMD ["run"]', empty_layer: true, created: '2024-01-01T00:00:05Z' },
  ],
};

/** Most layers that Docker's own store takes: https://github.com/moby/moby/blob/master/layer/layer_store.go, maxLayerDepth. */
const MANY_LAYERS = 125;

function manyLayers(): readonly LayerInput[] {
  return Array.from({ length: MANY_LAYERS }, (_, ordinal) =>
    layer(
      { '/counter': `layer ${ordinal}`, [`/own/${ordinal}`]: 'x'.repeat(ordinal) },
      ordinal === 100 ? whiteout('/own/7') : {},
    ),
  );
}

/** A chain of stages over a base of twelve layers; linked copies, heredocs, instructions over several lines, a WORKDIR that was there. */
const CHAIN = `# syntax-free
ARG BASE=alpine:latest
FROM $BASE AS base
${Array.from({ length: 11 }, (_, index) => `RUN echo ${index} > /base-${index}`).join('\n')}
ONBUILD RUN echo built > /on-build
FROM base AS middle
RUN <<EOF
echo one > /heredoc
echo two >> /heredoc
EOF
WORKDIR /srv
FROM middle
COPY --link app.txt /srv/app.txt
COPY --link --chmod=755 app.txt /opt/linked/
RUN echo several \\
    lines \\
    > /srv/lines && rm /base-3
WORKDIR /srv
ENV NAME=value
CMD ["cat", "/srv/app.txt"]
`;

/** buildah takes most of a second for a chunked layer, however small, and long for large ones. */
const SLOW = /zstd:chunked/;

export const CONTRACT_IMAGES: readonly ContractImage[] = [
  loaded('a layer twice and an empty one (T1)', repeatedLayers, REPEATED_HISTORY),
  loaded('odd tars (T3)', oddTars),
  { ...built('a chain of stages over twelve layers (T4)', CHAIN, ['alpine:latest']), without: SLOW },
  { ...loaded(`${MANY_LAYERS} layers (T10)`, manyLayers), without: SLOW },
  { ...base('Debian', 'debian:bookworm-slim'), without: SLOW },
  example('go-alpine', 'leaking'),
  { ...example('go-distroless', 'zoneinfo'), without: SLOW },
];
