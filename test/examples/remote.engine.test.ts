import { afterAll, beforeAll, expect } from '@jest/globals';
import { join } from 'node:path';
import { testWith } from '../helpers/untested.ts';
import { openRemoteBench, type RemoteBuilder } from '../build/remote-builder.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import { baseReferences, readExamples, type Variant } from './example.ts';
import { expectFindings, expectSums } from './expectations.ts';
import { checkChange } from './gate.ts';
import type { Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
const made: AsyncDisposable[] = [];

type Opened = { readonly builder: RemoteBuilder; readonly bench: Workbench };

const example = required((await readExamples()).find(({ name }) => name === 'go-alpine'));
const leaking = required(example.variants.find(({ name }) => name === 'leaking'));

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('the example go-alpine or its variant leaking is missing');
  return found;
}

/** A bench whose client reaches no Docker engine at all: what is built and read comes from the builder alone. */
async function openBench(): Promise<Opened | { readonly unavailable: string }> {
  const remote = await openRemoteBench(baseReferences(example));
  if ('unavailable' in remote) return remote;
  const { builder, bases: contexts } = remote;
  made.push(builder);
  const buildContexts = Object.fromEntries(contexts.map((context) => context.split('=') as [string, string]));
  const env = { ...builder.engine.env, DOCKER_HOST: `unix://${join(folder.path, 'no-engine.sock')}` };
  return {
    builder,
    bench: { engine: { ...builder.engine, env }, bases: { buildContexts, unavailable: [] } },
  };
}

async function warmUp(builder: RemoteBuilder, contexts: readonly string[], variant: Variant): Promise<void> {
  const flags = contexts.map((context) => `--build-context=${context}`);
  const output = ['--output=type=cacheonly', `--builder=${builder.name}`];
  const args = ['buildx', 'build', ...flags, ...output, `--file=${variant.path}`, example.app];
  await readCommand('docker', args, { env: builder.engine.env });
}

const opened = await openBench();
const withBuilder = testWith(
  'builder' in opened ? opened : null,
  'unavailable' in opened ? opened.unavailable : '',
);

beforeAll(async () => {
  if ('unavailable' in opened) return;
  const { builder, bench } = opened;
  const contexts = Object.entries(bench.bases.buildContexts).map(([name, source]) => `${name}=${source}`);
  // What takes long is built beforehand: a run of the gate has a time limit.
  for (const variant of [example.baseline, leaking]) await warmUp(builder, contexts, variant);
}, 900_000);

afterAll(async () => {
  for (const one of made) await one[Symbol.asyncDispose]();
  folder.remove();
});

for (const conclusion of ['failure', 'success'] as const) {
  withBuilder(
    `the gate over a builder without any Docker engine says ${conclusion}`,
    async ({ builder, bench }) => {
      const to = conclusion === 'failure' ? leaking : example.baseline;
      const report = await checkChange(
        bench,
        { example, from: example.baseline, to, ...(conclusion === 'success' && { file: 'CHANGES' }) },
        ['--builder', builder.name],
      );
      expect(report.verdict.conclusion).toBe(conclusion);
      expectFindings(report, to);
      expectSums(report);
      const origins = [report.candidate, report.baseline].map((image) =>
        image?.layers.map(({ origin }) => origin),
      );
      expect(origins.flat()).not.toContain('unknown');
      // A base image that an engine with graph drivers lends is not compressed.
      expect(report.candidate.transferEstimated).toBe(builder.engine.store === 'overlay2');
      // Attestations are no layers, and what both images share is the same in both.
      const bases = origins.map((image) => image?.filter((origin) => origin === 'base-image').length);
      expect(bases[1]).toBeGreaterThan(0);
      if (conclusion === 'success') expect(report.size.pull).toBe(0);
    },
    PATIENCE_MILLISECONDS,
  );
}
