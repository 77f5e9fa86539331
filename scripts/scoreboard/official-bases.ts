import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBases } from '../bases/bases.ts';
import { readCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { installAll, type Ground, type Progress } from './batches.ts';
import type { BaseCheck } from './base-checks.ts';
import { inspectImage } from './inspect-image.ts';
import { interruption } from './interruption.ts';
import { imageName, makeFolder } from './leavings.ts';
import type { Sighting } from './sighting.ts';

const LISTS = /^(.+)\.added\.tsv$/;

/**
 * Base images like the official ones, made of the packages that those add to Debian: `NAME.added.tsv` in the folder has one
 * package a line. On each of them an application of one script is put, as a pull request would.
 */
export async function checkBases(
  ground: Ground,
  folder: string,
  log: Progress['log'],
): Promise<readonly BaseCheck[]> {
  const checks: BaseCheck[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const name = LISTS.exec(file)?.[1];
    if (name === undefined) continue;
    const packages = packagesIn(await readFile(join(folder, file), 'utf8'));
    for await (const { image, left } of installAll(ground, packages, { kind: 'bases', log })) {
      const alarms = await inspectApplication(ground, image);
      checks.push({
        name,
        packages: packages.length - left.length,
        left: left.map((each) => each.name),
        alarms,
      });
      break; // one image is the base; what does not fit into it is named
    }
    log(`${name}: checked`);
  }
  return checks;
}

function packagesIn(list: string): readonly string[] {
  return list.split('\n').flatMap((line) => /^[a-z0-9][a-z0-9+.-]+(?=[:\t ]|$)/.exec(line)?.[0] ?? []);
}

/** Base images that a stranger can have, too: the real ones, or what stands in for them. */
const REFERENCES = [
  ...['alpine:3.20', 'debian:bookworm-slim', 'nginx:alpine', 'python:3.11-slim', 'python:3.11'],
  ...['node:20-slim', 'node:20-alpine', 'node:20', 'golang:1.19', 'golang:1.22-alpine', 'rust:1', 'gcc:12'],
  ...['eclipse-temurin:17-jre', 'eclipse-temurin:17', 'maven:3-eclipse-temurin-17'],
  ...['static', 'base', 'cc', 'java17', 'nodejs20'].map((name) => `gcr.io/distroless/${name}-debian12`),
];

/** The same application on base images by their names. Those that cannot be had are left out. */
export async function checkReferences({ engine }: Pick<Ground, 'engine'>, log: Progress['log']) {
  const { buildContexts, unavailable } = await openBases(engine, REFERENCES, log);
  const lost = new Set(unavailable.map(({ reference }) => reference));
  const checks: BaseCheck[] = [];
  for (const name of REFERENCES.filter((reference) => !lost.has(reference))) {
    const image = buildContexts[name]?.replace('docker-image://', '') ?? name;
    // What has no shell does not run a script.
    const { packages, alarms } = await inspectOn(engine, image, { isStarted: !name.includes('distroless') });
    checks.push({ name, packages: packages.size, left: [], alarms });
    log(`${name}: checked`);
  }
  return checks;
}

async function inspectApplication({ engine }: Ground, base: string): Promise<BaseCheck['alarms']> {
  return (await inspectOn(engine, base, { isStarted: true })).alarms;
}

async function inspectOn(
  engine: Engine,
  base: string,
  { isStarted }: { readonly isStarted: boolean },
): Promise<Sighting> {
  interruption.throwIfAborted();
  const context = await makeFolder();
  const image = imageName('application');
  try {
    await writeFile(join(context, 'serve'), '#!/bin/sh\nexec sleep infinity\n', { mode: 0o755 });
    const start = isStarted ? 'ENTRYPOINT ["/app/serve"]\n' : '';
    await writeFile(
      join(context, 'Dockerfile'),
      `FROM ${base}\nWORKDIR /app\nCOPY serve ./\nUSER 65534\n${start}`,
    );
    const flags = ['--quiet', '--provenance=false', '--load', '-t', image];
    await readCommand('docker', ['buildx', 'build', ...flags, context], {
      env: engine.env,
      signal: interruption,
    });
    return await inspectImage(image, base);
  } finally {
    await rm(context, { recursive: true, force: true });
    await readCommand('docker', ['image', 'rm', '--force', image], { env: engine.env });
  }
}
