import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openPorts, type RunPorts } from '../../src/run/adapters.ts';
import type { GateRequest } from '../../src/gate/request.ts';
import type { Environment } from '../../src/run/run.ts';
import { clone, git, makeRepository } from '../build/git-fixture.ts';
import type { Texts } from '../helpers/recording-ports.ts';

/** A pull request on disk: a clone of its origin that has the branch `topic` checked out. */
export type PullRequest = {
  readonly checkout: string;
  /** Commit that the branch left `main` at, and its own. */
  readonly base: string;
  readonly head: string;
};

/** Makes a repository whose `main` has the files of `base`, and whose branch `topic` has those of `head` instead. */
export function makePull(folder: string, base: Texts, head: Texts): PullRequest {
  const origin = makeRepository(join(folder, 'origin'));
  const baseCommit = commitAll(origin, base);
  git(origin, 'switch', '--quiet', '-c', 'topic');
  git(origin, 'rm', '-r', '--quiet', '.');
  const headCommit = commitAll(origin, head);
  git(origin, 'switch', '--quiet', 'main');
  const checkout = clone(origin, join(folder, 'checkout'));
  git(checkout, 'switch', '--quiet', 'topic');
  return { checkout, base: baseCommit, head: headCommit };
}

function commitAll(repository: string, files: Texts): string {
  writeFiles(repository, files);
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '-m', 'files');
  return git(repository, 'rev-parse', 'HEAD');
}

/** Writes texts below a folder. */
export function writeFiles(folder: string, files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A run's ports, and what it says while it runs. */
export type GateRun = { readonly ports: RunPorts; readonly said: readonly string[] };

/**
 * Runs something over the real ports of a run that nobody cancels; they are disposed of afterwards. `change`: what the shell
 * brings otherwise.
 */
export async function overGate<T>(
  request: GateRequest,
  work: (run: GateRun) => Promise<T>,
  change: Partial<Environment> = {},
): Promise<T> {
  const said: string[] = [];
  await using ports = await openPorts(request, {
    token: null,
    client: null,
    signal: new AbortController().signal,
    workspace: null,
    buildLog: { isWorkflow: false, write: () => undefined },
    secrets: new Map(),
    log: (line) => void said.push(line),
    insecureRegistries: [],
    readMinutes: 10,
    ...change,
  });
  return await work({ ports, said });
}
