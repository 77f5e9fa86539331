import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bases } from '../bases/bases.ts';
import { cacheFolder } from '../engine/folders.ts';
import type { Project } from './project.ts';
import type { Outcome } from './trial.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

/** Outcomes of earlier runs with the same program, bases and project: a run that was ended goes on where it stood. */
export type Results = {
  readonly known: (project: Project) => Promise<Outcome | undefined>;
  readonly keep: (project: Project, outcome: Outcome) => Promise<void>;
};

export async function openResults({ buildContexts }: Bases): Promise<Results> {
  const folder = join(cacheFolder(), 'fixes');
  await mkdir(folder, { recursive: true });
  const seed = `${await hashOfProgram()}${JSON.stringify(buildContexts)}`;
  const fileOf = (project: Project): string => {
    const text = JSON.stringify([seed, project, [...project.files]]);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    return join(folder, `${project.name}-${hash}.json`);
  };
  return {
    known: async (project) => {
      const text = await readFile(fileOf(project), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : (JSON.parse(text) as Outcome);
    },
    keep: async (project, outcome) => {
      if (outcome.kind !== 'not tried') await writeFile(fileOf(project), JSON.stringify(outcome));
    },
  };
}

async function hashOfProgram(): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(DIST, { recursive: true })).filter((name) => name.endsWith('.cjs')).sort();
  for (const name of names) hash.update(name).update(await readFile(join(DIST, name)));
  return hash.digest('hex');
}
