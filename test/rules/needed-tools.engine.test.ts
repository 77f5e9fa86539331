import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { GateReport } from '../../src/report/report.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { baseContexts, docker, engines, useEngine, writeFiles } from '../build/workshop.ts';
import { runCli } from '../helpers/run-cli.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 600_000;
const BASE = 'debian:bookworm-slim';

type Case = {
  readonly install: string;
  readonly more?: readonly string[];
  readonly tools: readonly string[];
};

const FORGED =
  'Package: innocent\\nStatus: install ok installed\\nMaintainer: me <me@example.org>\\nArchitecture: amd64\\nVersion: 1\\nDepends: tcc\\nDescription: x\\n';

/** What Debian's own packages depend on, and what nobody does. */
const CASES: Readonly<Record<string, Case>> = {
  'make and m4, which sendmail-base depends on': {
    install: 'sendmail-base',
    tools: ['note GNU Autotools', 'note GNU Make'],
  },
  'the preprocessor, which x11-xserver-utils depends on, and autoconf, which nobody does': {
    install: 'x11-xserver-utils autoconf',
    tools: ['error GNU Autotools', 'note gcc'],
  },
  'a compiler that a forged record depends on': {
    install: 'tcc',
    more: [
      "RUN echo x > /usr/bin/innocent && printf '/usr/bin/innocent\\n' > /var/lib/dpkg/info/innocent.list \\",
      ` && printf '%032d  usr/bin/innocent\\n' 0 > /var/lib/dpkg/info/innocent.md5sums && printf '\\n${FORGED}' >> /var/lib/dpkg/status`,
    ],
    tools: ['error gcc'],
  },
};

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

if (engines.length === 0)
  reportUntested('no package is installed: no Docker engine is given in FINAL_STAGE_TEST_ENGINES');

for (const engine of engines) {
  const bases = await baseContexts(engine, [BASE]);
  describe(`build tools that packages depend on, in the ${engine.store} image store`, () => {
    const withBase = testWith(bases, `${BASE} is not available`);
    beforeAll(() => {
      useEngine(engine);
    });

    for (const [index, [name, { install, more = [], tools }]] of Object.entries(CASES).entries()) {
      withBase(
        name,
        async (contexts) => {
          const lines = [
            `FROM ${BASE}`,
            `RUN apt-get update && apt-get install -y --no-install-recommends ${install}`,
            ...more,
          ];
          const at = writeFiles(join(folder.path, `${engine.store}-${index}`), {
            Dockerfile: `${lines.join('\n')}\n`,
          });
          chmodSync(at, 0o755);
          const tag = `final-stage-needed:${engine.store}-${index}`;
          const flags = [
            ...contexts.map((context) => `--build-context=${context}`),
            ...(engine.buildNetwork === undefined ? [] : [`--network=${engine.buildNetwork}`]),
          ];
          try {
            docker('buildx', 'build', '--load', '--provenance=false', `--tag=${tag}`, ...flags, at);
            expect(await toolsOf(tag)).toEqual(tools);
          } finally {
            docker('image', 'rm', '--force', tag);
          }
        },
        PATIENCE_MILLISECONDS,
      );
    }
  });
}

/** Severity and subject of the build tools that the command line reports, ascending. */
async function toolsOf(tag: string): Promise<readonly string[]> {
  const run = await runCli(['inspect', `docker-daemon:${tag}`, '--format', 'json'], {
    environment: { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' },
  });
  const { findings } = JSON.parse(run.stdout) as GateReport;
  const found = findings.filter(({ category }) => category === 'build-tool');
  return found.map(({ severity, subject }) => `${severity} ${subject}`).sort();
}
