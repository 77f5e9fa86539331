import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openRemoteBuilder, type RemoteBuilder } from '../build/remote-builder.ts';
import { makeFolder } from '../build/git-fixture.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import { baseReferences, readExamples, type Variant } from './example.ts';
import { expectFindings, expectSums } from './expectations.ts';
import { checkChange } from './gate.ts';
import type { Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
const made: AsyncDisposable[] = [];
let opened: { readonly builder: RemoteBuilder; readonly bench: Workbench } | { readonly unavailable: string };

const example = (await readExamples()).find(({ name }) => name === 'go-alpine');
const leaking = example?.variants.find(({ name }) => name === 'leaking');

/** A bench whose client reaches no Docker engine at all: what is built and read comes from the builder alone. */
async function openBench(): Promise<typeof opened> {
  const builder = await openRemoteBuilder();
  if ('unavailable' in builder) return builder;
  made.push(builder);
  const contexts = await builder.baseContexts(example === undefined ? [] : baseReferences(example));
  if (contexts === null) return { unavailable: 'its base images cannot be had' };
  const buildContexts = Object.fromEntries(contexts.map((context) => context.split('=') as [string, string]));
  const env = { ...builder.engine.env, DOCKER_HOST: `unix://${join(folder.path, 'no-engine.sock')}` };
  // What takes long is built beforehand: a run of the gate has a time limit.
  for (const variant of [example?.baseline, leaking]) if (variant) await warmUp(builder, contexts, variant);
  return {
    builder,
    bench: { engine: { ...builder.engine, env }, bases: { buildContexts, unavailable: [] } },
  };
}

async function warmUp(builder: RemoteBuilder, contexts: readonly string[], variant: Variant): Promise<void> {
  const flags = contexts.map((context) => `--build-context=${context}`);
  const output = ['--output=type=cacheonly', `--builder=${builder.name}`];
  const args = ['buildx', 'build', ...flags, ...output, `--file=${variant.path}`, example?.app ?? ''];
  await readCommand('docker', args, { env: builder.engine.env });
}

beforeAll(async () => {
  opened = await openBench();
  if ('unavailable' in opened)
    process.stderr.write(`skipped: the gate over a builder without an engine: ${opened.unavailable}\n`);
}, 900_000);

afterAll(async () => {
  for (const one of made) await one[Symbol.asyncDispose]();
  folder.remove();
});

test.each(['failure', 'success'] as const)(
  'the gate over a builder without any Docker engine says %s',
  async (conclusion) => {
    if ('unavailable' in opened || example === undefined || leaking === undefined) return;
    const { builder, bench } = opened;
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
