import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../scripts/engine/engine.ts';
import { buildImage } from '../../src/build/docker/build-image.ts';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { attributeLayers, type AttributionEvidence } from '../../src/dockerfile/attribute.ts';
import type { LayerOrigin } from '../../src/dockerfile/instruction.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { createPathTable, type PathTable } from '../../src/files/table/path-table.ts';
import type { Layer } from '../../src/image/image.ts';
import { recordedLayers } from '../../src/image/recorded-layers.ts';
import { openImage, resolveBaseDiffIDs } from '../../src/image-source/open-image.ts';
import { archiveOf } from '../helpers/archive-builder.ts';
import { makeFolder } from './git-fixture.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';
import { openRemoteBench } from './remote-builder.ts';
import { basesOfEngines, docker, engines, requestOf, useEngine, writeFiles } from './workshop.ts';

const PATIENCE_MILLISECONDS = 600_000;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** The base image's own Dockerfile: two layers of its own, and triggers. */
const BASE = `FROM alpine:3
COPY a.txt /from-base
RUN echo base > /base
ONBUILD COPY a.txt /onbuild/a.txt
ONBUILD ENV TRIGGERED=1
ONBUILD RUN echo triggered > /onbuild/run
`;

/** Every kind of instruction. A line that makes a layer says which file it makes: \`made /path\`. */
const EVERYTHING = `ARG BASE
ARG TAG
FROM \${BASE}:\${TAG:-latest} AS base
ARG VERSION=1
ENV A=1 \\
    # a comment in between
    B=2
RUN echo one > /made-run \\
  && echo two "$A" \\

  # another comment
  && echo three
ONBUILD RUN echo again > /made-trigger
FROM base AS builder
RUN mkdir /out && echo x > /out/x
FROM base AS mid
LABEL a=b
MAINTAINER me
SHELL ["/bin/sh", "-e", "-c"]
RUN <<EOF
echo heredoc \\
  more
echo done > /made-heredoc
EOF
RUN <<SCRIPT
#!/bin/sh
echo shebang > /made-shebang
SCRIPT
RUN cat <<-ONE > /made-shell-heredoc && cat <<TWO
	tabbed
	ONE
two
TWO
FROM mid AS late
WORKDIR /made-workdir
WORKDIR made-sub
WORKDIR /
COPY --link --from=builder /out/x /made-link
COPY --from=1 --chown=1:1 /out/x /made-chown
COPY --chmod=755 a.txt src/b.txt /made-$A/dest/
COPY ["c d.txt", "/made json/"]
COPY <<"INLINE" <<OTHER /made-inline/
inline $A
INLINE
other
OTHER
ADD a.txt /made-add
USER nobody
EXPOSE 80/tcp 443
VOLUME ["/data"]
HEALTHCHECK --interval=5s CMD true
HEALTHCHECK NONE
STOPSIGNAL SIGTERM
USER root
RUN --mount=type=cache,target=/cache --network=none ["/bin/sh", "-c", "echo exec > /made-exec"]
ENTRYPOINT ["/bin/sh"]
CMD echo hi
FROM late AS unused
RUN echo never
`;

/** Line of the instruction and the file that proves its layer. */
const TRUTH: readonly (readonly [number, string])[] = [
  [8, '/made-run'],
  [13, '/made-trigger'],
  [20, '/made-heredoc'],
  [25, '/made-shebang'],
  [29, '/made-shell-heredoc'],
  [35, '/made-workdir'],
  [36, '/made-workdir/made-sub'],
  [38, '/made-link'],
  [39, '/made-chown'],
  [40, '/made-1/dest/a.txt'],
  [41, '/made json/c d.txt'],
  [42, '/made-inline/INLINE'],
  [47, '/made-add'],
  [55, '/made-exec'],
];

type Place = {
  readonly engine: Engine;
  readonly bases: readonly string[];
  readonly builder?: string;
};

/** The base with triggers as the builder can see it, the build context that names it, and how to be rid of it. */
function makeBase({ engine, bases, builder }: Place, directory: string) {
  const name = `final-stage-test/onbuild-${process.pid}`;
  const layout = join(directory, 'base-layout');
  const network = engine.buildNetwork === undefined ? [] : [`--network=${engine.buildNetwork}`];
  docker(
    ...['buildx', 'build', '--quiet', ...network, ...bases.map((context) => `--build-context=${context}`)],
    ...(builder === undefined
      ? ['--load', `--tag=${name}`]
      : [
          `--builder=${builder}`,
          '--provenance=false',
          `--output=type=oci,tar=false,dest=${layout},name=${name}`,
        ]),
    `--file=${directory}/base.Dockerfile`,
    directory,
  );
  return {
    name,
    contexts: builder === undefined ? [] : [`${name}=oci-layout://${layout}:latest`],
    reference: builder === undefined ? name : `oci:${layout}:docker.io/${name}:latest`,
    remove: () => {
      if (builder === undefined) docker('image', 'rm', name);
    },
  };
}

const READING = { required: { wantsContent: () => false, gitBlobSizes: new Set<number>() } };

async function expectTruth(place: Place, directory: string): Promise<void> {
  const { engine, bases, builder } = place;
  const base = makeBase(place, directory);
  try {
    await using runFolder = await openRunFolder({ parent: folder.path });
    const inputs = { buildArgs: [`BASE=${base.name}`], target: 'late' };
    await using built = await buildImage({
      ...requestOf(engine, runFolder, directory),
      ...inputs,
      ...(builder !== undefined && { builder }),
      buildContexts: [...bases, ...base.contexts],
    });
    const paths = createPathTable();
    const options = { ...READING, paths };
    const { config, layers, provenance } = await openImage(built.reference, options);
    const text = readFileSync(join(directory, 'Dockerfile'), 'utf8');
    const stage = finalStage(parseDockerfile(text, 'Dockerfile'), inputs);
    expect(stage.baseName).toBe(`${base.name}:latest`);
    expectFiles(layers.slice(-TRUTH.length), paths);
    const linesOf = (evidence: Partial<AttributionEvidence>) =>
      attributeLayers({ config, finalStage: stage, baseDiffIDs: null, ...evidence }).map(toLine);
    const below = layers.length - TRUTH.length;
    const lines = TRUTH.map(([line]) => line);
    const all = (count: number): readonly string[] => Array.from({ length: count }, () => 'base');
    const exact = [...all(below - 2), 3, 3, ...lines];
    const baseDiffIDs = await resolveBaseDiffIDs(base.reference, options);
    expect(baseDiffIDs).toHaveLength(below - 2);
    // Without the base and without a record nobody knows what the base's own triggers have made.
    expect(linesOf({})).toEqual([...all(below), ...lines]);
    expect(linesOf({ baseDiffIDs })).toEqual(exact);
    if (engine.store === 'overlay2' && builder === undefined) {
      expect(provenance).toBeUndefined();
      return;
    }
    expect(provenance?.dockerfile?.text).toBe(text);
    const recorded = recordedLayers(
      { steps: provenance?.steps ?? [] },
      layers.map(({ digest }) => digest),
    );
    expect(linesOf({ recorded })).toEqual(exact);
    expect(linesOf({ recorded, baseDiffIDs })).toEqual(exact);
    // The record alone: an older BuildKit gives the triggers no line of this Dockerfile, a newer one that of their `FROM`.
    const alone = linesOf({ recorded, config: { ...config, history: [] } });
    const triggers = [below - 2, below - 1, below + 1];
    expect(alone.filter((_, ordinal) => !triggers.includes(ordinal))).toEqual(
      exact.filter((_, ordinal) => !triggers.includes(ordinal)),
    );
    expect(triggers.map((ordinal) => alone[ordinal])).toEqual(
      builder === undefined ? Array.from({ length: 3 }, () => 'the image has no history') : [3, 3, 16],
    );
  } finally {
    base.remove();
  }
}

/** Every layer is the one whose file its instruction says it makes. */
function expectFiles(own: readonly Layer[], paths: PathTable): void {
  for (const [index, [, path]] of TRUTH.entries()) {
    const table = own[index]?.table;
    const has = Array.from({ length: table?.rowCount ?? 0 }, (_, row) => paths.path(table?.node(row) ?? 0));
    expect(has).toContain(path);
  }
}

function toLine(origin: LayerOrigin): string | number {
  if (origin.kind === 'instruction') return origin.instruction.line;
  return origin.kind === 'base-image' ? 'base' : origin.reason;
}

const FILES = {
  Dockerfile: EVERYTHING,
  'base.Dockerfile': BASE,
  'a.txt': 'a',
  'src/b.txt': 'b',
  'c d.txt': 'c',
};

const basesOf = await basesOfEngines(['alpine:3']);

if (engines.length === 0)
  reportUntested(
    'the origin of no layer is looked for: no Docker engine is given in FINAL_STAGE_TEST_ENGINES',
  );
else
  describe.each(engines)('the origin of every layer on the $store image store', (engine) => {
    testWith(basesOf.get(engine.store) ?? null, 'alpine:3 is not available')(
      'is the instruction that made it, with the base in the daemon and without',
      async (bases) => {
        useEngine(engine);
        await expectTruth({ engine, bases }, writeFiles(join(folder.path, engine.store), FILES));
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'is unknown, with the reason, in an image that no Dockerfile made',
      async () => {
        useEngine(engine);
        const name = `final-stage-test/imported-${process.pid}`;
        const file = join(folder.path, 'imported.tar');
        writeFileSync(file, Buffer.from(archiveOf(new Map([['a', Buffer.from('a')]]))));
        docker('import', file, name);
        try {
          const image = await openImage(
            { transport: 'docker-daemon', name },
            { ...READING, paths: createPathTable() },
          );
          const stage = finalStage(parseDockerfile('FROM scratch\nCOPY a /\nCMD ["/a"]', 'Dockerfile'), {
            buildArgs: [],
          });
          const origins = attributeLayers({ config: image.config, finalStage: stage, baseDiffIDs: null });
          expect(origins.map(toLine)).toEqual([
            "the image's history does not have CMD of Dockerfile:3 in the expected place",
          ]);
        } finally {
          docker('image', 'rm', name);
        }
      },
      PATIENCE_MILLISECONDS,
    );
  });

const remote = await openRemoteBench(['alpine:3']);
afterAll(async () => {
  if ('builder' in remote) await remote.builder[Symbol.asyncDispose]();
});

testWith('builder' in remote ? remote : null, 'unavailable' in remote ? remote.unavailable : '')(
  'the origin of every layer of a builder without an image store is the instruction that made it',
  async ({ builder, bases }) => {
    const { engine, name } = builder;
    useEngine(engine);
    await expectTruth({ engine, bases, builder: name }, writeFiles(join(folder.path, 'remote'), FILES));
  },
  PATIENCE_MILLISECONDS,
);
