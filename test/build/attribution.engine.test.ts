import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from '../../src/build/build-image.ts';
import { openScratch } from '../../src/build/scratch.ts';
import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { finalStage, parseDockerfile } from '../../src/dockerfile/stages.ts';
import { createPathTable } from '../../src/files/path-table.ts';
import { openImage, resolveBaseDiffIDs } from '../../src/image-source/open-image.ts';
import { makeFolder } from './git-fixture.ts';
import { baseContexts, docker, engines, requestOf, useEngine, writeFiles } from './workshop.ts';

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

describe.each(engines)('the origin of every layer on the $store image store', (engine) => {
  test(
    'is the instruction that made it, with the base in the daemon and without',
    async () => {
      useEngine(engine);
      const bases = await baseContexts(engine, ['alpine:3']);
      if (bases === null) {
        process.stderr.write('skipped: attribution of a real build: no base image can be had\n');
        return;
      }
      const name = `final-stage-test/onbuild-${process.pid}`;
      const directory = writeFiles(join(folder.path, engine.store), {
        Dockerfile: EVERYTHING,
        'base.Dockerfile': BASE,
        'a.txt': 'a',
        'src/b.txt': 'b',
        'c d.txt': 'c',
      });
      const network = engine.buildNetwork === undefined ? [] : [`--network=${engine.buildNetwork}`];
      const contexts = bases.map((context) => `--build-context=${context}`);
      docker(
        'buildx',
        'build',
        '--quiet',
        '--load',
        ...network,
        ...contexts,
        `--tag=${name}`,
        `--file=${directory}/base.Dockerfile`,
        directory,
      );
      try {
        await using scratch = await openScratch({ parent: folder.path });
        const inputs = { buildArgs: [`BASE=${name}`], target: 'late' };
        await using built = await buildImage({
          ...requestOf(engine, scratch, directory),
          ...inputs,
          buildContexts: bases,
        });
        const paths = createPathTable();
        const options = { paths, wishes: { wantsContent: () => false, gitBlobSizes: new Set<number>() } };
        const { config, layers } = await openImage(built.reference, options);
        const text = readFileSync(join(directory, 'Dockerfile'), 'utf8');
        const stage = finalStage(parseDockerfile(text, 'Dockerfile'), inputs);
        expect(stage.baseName).toBe(`${name}:latest`);
        const own = layers.slice(-TRUTH.length);
        for (const [index, [, path]] of TRUTH.entries()) {
          const table = own[index]?.table;
          const has = Array.from({ length: table?.rowCount ?? 0 }, (_, row) =>
            paths.path(table?.node(row) ?? 0),
          );
          expect(has).toContain(path);
        }
        const linesOf = (baseDiffIDs: Parameters<typeof attributeLayers>[0]['baseDiffIDs']) =>
          attributeLayers({ config, finalStage: stage, baseDiffIDs }).map((origin) =>
            origin.kind === 'instruction'
              ? origin.instruction.line
              : origin.kind === 'base-image'
                ? 'base'
                : origin.reason,
          );
        const below = layers.length - TRUTH.length;
        const lines = TRUTH.map(([line]) => line);
        expect(linesOf(null)).toEqual([...Array.from({ length: below }, () => 'base'), ...lines]);
        const base = await resolveBaseDiffIDs(name, options);
        expect(base).toHaveLength(below - 2);
        expect(linesOf(base)).toEqual([...Array.from({ length: below - 2 }, () => 'base'), 3, 3, ...lines]);
      } finally {
        docker('image', 'rm', name);
      }
    },
    PATIENCE_MILLISECONDS,
  );
});

test('has engines to run on, or says so', () => {
  if (engines.length === 0)
    process.stderr.write('skipped: attribution of real builds: no engine was given\n');
  expect(Array.isArray(engines)).toBe(true);
});
