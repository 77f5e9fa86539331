import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { GateReport } from '../../src/report/report.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { baseContexts, docker, engines, useEngine, writeFiles } from '../build/workshop.ts';
import { runCli } from '../helpers/run-cli.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';
import { ALPINE, type Case } from './start-cases.ts';
import { FILES, FORMS, PLACES, WRAPPERS } from './start-sibling-cases.ts';
import { DEBIAN, NODE, PYTHON, RUBY } from './start-module-cases.ts';

const PATIENCE_MILLISECONDS = 300_000;

type Group = { readonly bases: readonly string[]; readonly cases: Readonly<Record<string, Case>> };

/** The first base is that of a Dockerfile without a FROM line of its own. */
const GROUPS: Readonly<Record<string, Group>> = {
  Alpine: { bases: ['alpine:3'], cases: ALPINE },
  'Alpine, forms of a command': { bases: ['alpine:3'], cases: FORMS },
  'Alpine, files': { bases: ['alpine:3'], cases: FILES },
  'Alpine, users and volumes': { bases: ['alpine:3'], cases: PLACES },
  'Debian, wrappers': { bases: ['debian:bookworm-slim'], cases: WRAPPERS },
  Debian: { bases: ['debian:bookworm-slim'], cases: DEBIAN },
  Python: { bases: ['python:3.11-slim', 'debian:bookworm-slim'], cases: PYTHON },
  Node: { bases: ['node:20-slim'], cases: NODE },
  Ruby: { bases: ['debian:bookworm-slim'], cases: RUBY },
};

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

if (engines.length === 0)
  reportUntested('no container is started: no Docker engine is given in FINAL_STAGE_TEST_ENGINES');

for (const engine of engines) {
  const contextsOf = new Map<string, readonly string[] | null>();
  for (const [group, { bases }] of Object.entries(GROUPS))
    contextsOf.set(group, await baseContexts(engine, bases));
  describe.each(Object.entries(GROUPS))(
    `what starts and what does not, on %s in the ${engine.store} image store`,
    (group, { bases, cases }) => {
      const withBases = testWith(contextsOf.get(group) ?? null, `a base image of ${group} is not available`);
      beforeAll(() => {
        useEngine(engine);
      });

      for (const [name, { says, rule, severity, dockerfile, files }] of Object.entries(cases)) {
        withBases(
          `${name}: the engine and the rules agree`,
          async (contexts) => {
            const at = writeFiles(
              join(folder.path, `${engine.store}-${group}-${name}`.replace(/\W+/g, '-')),
              {
                ...files,
                Dockerfile: [...fromOf(dockerfile, bases), ...dockerfile, ''].join('\n'),
              },
            );
            const tag = `final-stage-start:${engine.store}-${group.toLowerCase().replace(/\W+/g, '-')}-${Object.keys(cases).indexOf(name)}`;
            try {
              build(tag, at, [...contexts, ...networkOf(engine.buildNetwork)]);
              const said = start(tag);
              const report = await inspect(tag);
              const found = report.findings.filter(({ category }) => category === 'broken-stage');
              record({ name, said, found });
              expect({ said, found: found.map((one) => [one.ruleId, one.severity]) }).toEqual({
                said: says === undefined ? 'it starts' : expect.stringMatching(says),
                found: rule === undefined ? [] : [[rule, severity ?? 'error']],
              });
            } finally {
              docker('image', 'rm', '--force', tag);
            }
          },
          PATIENCE_MILLISECONDS,
        );
      }
    },
  );
}

function fromOf(dockerfile: readonly string[], [base = '']: readonly string[]): readonly string[] {
  return dockerfile.some((line) => line.startsWith('FROM ')) ? [] : [`FROM ${base}`];
}

type Started = { readonly name: string; readonly said: string; readonly found: GateReport['findings'] };

/** Lists the engine's words beside ours, where FINAL_STAGE_TEST_STARTS names a file for them. */
function record({ name, said, found }: Started): void {
  const file = process.env['FINAL_STAGE_TEST_STARTS'];
  if (file === undefined) return;
  const words = said.trim().split('\n').slice(-2).join(' ');
  const ours = found.map(({ ruleId, severity, message }) => `${severity} ${ruleId}: ${message}`);
  appendFileSync(file, `${[name, words, ours.join('; ')].join(' | ')}\n`);
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
