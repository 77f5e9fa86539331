import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { GateReport } from '../../src/report/report.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { baseContexts, docker, engines, useEngine, writeFiles } from '../build/workshop.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tellUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;

type Case = {
  /** Lines of the Dockerfile. */
  readonly dockerfile: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** Part of what the engine says, and the rule that says so before; absent: it starts. */
  readonly says?: RegExp;
  readonly rule?: string;
};

const SCRIPT = { 'run.sh': '#!/bin/sh\necho started\n' };
/** A program of the base image, changed so that something that it needs has another name. */
const changed = (from: string, to: string): string =>
  `RUN sed 's/${from}/${to}/g' /bin/true > /server && chmod 755 /server`;

const ALPINE: Readonly<Record<string, Case>> = {
  'a script without a first line': {
    dockerfile: ['COPY --chmod=755 run /begin', 'ENTRYPOINT ["/begin"]'],
    files: { run: 'echo started\n' },
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'an empty file': {
    dockerfile: ['RUN touch /begin && chmod 755 /begin', 'ENTRYPOINT ["/begin"]'],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a script that nobody may execute': {
    dockerfile: ['COPY --chmod=644 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: SCRIPT,
    says: /permission denied/,
    rule: 'missing-interpreter',
  },
  'a word of PATH that nobody may execute': {
    dockerfile: ['COPY --chmod=644 run.sh /usr/bin/serve', 'CMD ["serve"]'],
    files: SCRIPT,
    says: /not found in \$PATH/,
    rule: 'missing-interpreter',
  },
  'a directory': {
    dockerfile: ['COPY --chmod=755 run.sh /serve/run.sh', 'ENTRYPOINT ["/serve"]'],
    files: SCRIPT,
    says: /is a directory|permission denied/,
    rule: 'missing-interpreter',
  },
  'a dangling link': {
    dockerfile: ['RUN ln -s /opt/gone /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'line endings of Windows': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/bin/sh\r\necho started\r\n' },
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'a program for another machine': {
    // e_machine of a copy: s390.
    dockerfile: [
      "RUN cp /bin/busybox /server && printf '\\026\\000' | dd of=/server bs=1 seek=18 conv=notrunc && chmod 755 /server",
      'ENTRYPOINT ["/server"]',
    ],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a user that is not there': {
    dockerfile: ['USER ann', 'CMD ["true"]'],
    says: /unable to find user ann/,
    rule: 'missing-user',
  },
  'a group that is not there': {
    dockerfile: ['USER 1000:grp', 'CMD ["true"]'],
    says: /unable to find group grp/,
    rule: 'missing-user',
  },
  'root without any passwd': {
    dockerfile: ['RUN rm /etc/passwd', 'USER root', 'CMD ["true"]'],
    says: /unable to find user root/,
    rule: 'missing-user',
  },
  'a number that is too large': {
    dockerfile: ['USER 2147483648', 'CMD ["true"]'],
    says: /must be in range/,
    rule: 'missing-user',
  },
  'a working directory that is a file': {
    dockerfile: ['WORKDIR /app', 'RUN cd / && rmdir /app && touch /app', 'CMD ["true"]'],
    says: /not a directory/,
    rule: 'missing-user',
  },
  'a program that an entrypoint script ends with and that is not there': {
    dockerfile: ['COPY --chmod=755 entry.sh /entry.sh', 'ENTRYPOINT ["/entry.sh"]'],
    files: { 'entry.sh': '#!/bin/sh\nset -e\necho begins\nexec /app/server --port 1\n' },
    says: /\/app\/server: not found/,
    rule: 'missing-interpreter',
  },
  'a script that its shell is given and that is not there': {
    dockerfile: ['WORKDIR /app', 'CMD ["sh", "./run.sh"]'],
    says: /can't open '\.\/run\.sh'/,
    rule: 'missing-interpreter',
  },
  'an entrypoint relative to another working directory': {
    dockerfile: ['WORKDIR /srv/app', 'COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["./run.sh"]'],
    files: SCRIPT,
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'a program that an entrypoint script ends with': {
    dockerfile: ['COPY --chmod=755 entry.sh /entry.sh', 'ENTRYPOINT ["/entry.sh"]'],
    files: { 'entry.sh': '#!/bin/sh\nset -e\nexec /bin/true\n' },
  },
  'a script that its shell is given': {
    dockerfile: ['COPY --chmod=644 run.sh /run.sh', 'ENTRYPOINT ["sh", "/run.sh"]'],
    files: SCRIPT,
  },
  'a text that a shell takes for a script of its own': {
    dockerfile: ['COPY --chmod=755 run /begin', 'CMD /begin'],
    files: { run: 'echo started\n' },
  },
  'a user by number': { dockerfile: ['USER 4711:4711', 'CMD ["true"]'] },
  'a user of the image': { dockerfile: ['RUN adduser -D app', 'USER app', 'CMD ["true"]'] },
  'a working directory that the engine makes': { dockerfile: ['WORKDIR /new/place', 'CMD ["true"]'] },
  'a link to a program': {
    dockerfile: ['RUN mkdir /opt/bin && ln -s /bin/true /opt/bin/true', 'ENTRYPOINT ["/opt/bin/true"]'],
  },
};

const DEBIAN: Readonly<Record<string, Case>> = {
  'a program that needs a newer glibc': {
    dockerfile: [changed('GLIBC_2\\.34', 'GLIBC_2.99'), 'ENTRYPOINT ["/server"]'],
    says: /version `GLIBC_2\.99' not found/,
    rule: 'foreign-libc',
  },
  'a program that needs a library that is not there': {
    dockerfile: [changed('libc\\.so\\.6', 'libq.so.6'), 'ENTRYPOINT ["/server"]'],
    says: /libq\.so\.6: cannot open shared object file/,
    rule: 'missing-library',
  },
  'a program as the distribution made it': {
    dockerfile: ['RUN cp /bin/true /server', 'ENTRYPOINT ["/server"]'],
  },
};

const BASES: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'alpine:3': ALPINE,
  'debian:bookworm-slim': DEBIAN,
};

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

if (engines.length === 0)
  tellUntested('no container is started: no Docker engine is given in FINAL_STAGE_TEST_ENGINES');

for (const engine of engines) {
  describe.each(Object.keys(BASES))(
    `what starts and what does not, on %s in the ${engine.store} image store`,
    (base) => {
      let contexts: readonly string[] | null = null;
      beforeAll(async () => {
        useEngine(engine);
        contexts = await baseContexts(engine, [base]);
        if (contexts === null) process.stderr.write(`skipped: starts on ${base}: it cannot be had\n`);
      }, 600_000);

      test.each(Object.keys(BASES[base] ?? {}))(
        '%s: the engine and the rules agree',
        async (name) => {
          const one = BASES[base]?.[name];
          if (contexts === null || one === undefined) return;
          const at = writeFiles(join(folder.path, `${engine.store}-${base}-${name}`.replace(/\W+/g, '-')), {
            ...one.files,
            Dockerfile: [`FROM ${base}`, ...one.dockerfile, ''].join('\n'),
          });
          const tag = `final-stage-start:${engine.store}-${Object.keys(BASES[base] ?? {}).indexOf(name)}`;
          try {
            build(tag, at, [...contexts, ...networkOf(engine.buildNetwork)]);
            const said = start(tag);
            const report = await inspect(tag);
            const found = report.findings
              .filter(({ category }) => category === 'broken-stage')
              .map(({ ruleId }) => ruleId);
            expect({ said, found }).toEqual({
              said: one.says === undefined ? 'it starts' : expect.stringMatching(one.says),
              found: one.rule === undefined ? [] : [one.rule],
            });
          } finally {
            docker('image', 'rm', '--force', tag);
          }
        },
        PATIENCE_MILLISECONDS,
      );
    },
  );
}

function networkOf(network: string | undefined): readonly string[] {
  return network === undefined ? [] : [network];
}

function build(tag: string, directory: string, contexts: readonly string[]): void {
  chmodSync(directory, 0o755);
  const flags = contexts.map((context) =>
    context.includes('=') ? `--build-context=${context}` : `--network=${context}`,
  );
  docker('buildx', 'build', '--load', '--provenance=false', `--tag=${tag}`, ...flags, directory);
}

/** What the engine or the dynamic linker says; `it starts` where it ends without an error. */
function start(tag: string): string {
  const run = spawnSync('docker', ['run', '--rm', '--network=none', tag], {
    env: { ...process.env },
    encoding: 'utf8',
  });
  return run.status === 0 ? 'it starts' : `${run.stdout}${run.stderr}`;
}

async function inspect(tag: string): Promise<GateReport> {
  const run = await runCli(['inspect', `docker-daemon:${tag}`, '--format', 'json'], {
    environment: { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' },
  });
  return JSON.parse(run.stdout) as GateReport;
}
