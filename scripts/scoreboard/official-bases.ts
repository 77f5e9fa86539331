import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../engine/command.ts';
import { installAll, type Ground, type Progress } from './batches.ts';
import type { BaseCheck } from './base-checks.ts';
import { inspectImage } from './inspect-image.ts';
import { imageName, makeFolder } from './leavings.ts';

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

async function inspectApplication({ engine }: Ground, base: string): Promise<BaseCheck['alarms']> {
  const context = await makeFolder();
  const image = imageName('application');
  try {
    await writeFile(join(context, 'serve'), '#!/bin/sh\nexec sleep infinity\n', { mode: 0o755 });
    const dockerfile = `FROM ${base}\nWORKDIR /app\nCOPY serve ./\nUSER 65534\nENTRYPOINT ["/app/serve"]\n`;
    await writeFile(join(context, 'Dockerfile'), dockerfile);
    const flags = ['--quiet', '--provenance=false', '--load', '-t', image];
    await readCommand('docker', ['buildx', 'build', ...flags, context], { env: engine.env });
    return (await inspectImage(image, base)).alarms;
  } finally {
    await rm(context, { recursive: true, force: true });
    await readCommand('docker', ['image', 'rm', '--force', image], { env: engine.env });
  }
}
