import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { engineFolder } from './folders.ts';
import { openOwnGoProgram } from './go-program.ts';
import { withLock } from './lock.ts';

/** A Dockerfile, and what it is built with. */
export type WitnessRequest = {
  readonly text: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly words?: readonly string[];
};

/** What BuildKit's own packages read: ../dockerfile-witness/main.go says what each field is. */
export type WitnessAnswer = {
  readonly refusal: string;
  readonly conversionRefusal: string;
  readonly syntax: string;
  readonly escape: string;
  readonly nodes: readonly {
    readonly keyword: string;
    readonly line: number;
    readonly endLine: number;
    readonly flags: readonly string[];
    readonly args: readonly string[];
    readonly json: boolean;
    readonly heredocs: readonly { readonly name: string; readonly chomp: boolean }[];
  }[];
  readonly stages: readonly { readonly name: string; readonly base: string; readonly line: number }[];
  readonly words: readonly (string | null)[];
  readonly baseImage: string;
  readonly history: readonly { readonly createdBy: string; readonly emptyLayer: boolean }[];
};

/** Reads Dockerfiles as BuildKit does, for `linux/amd64`. */
export type DockerfileWitness = (requests: readonly WitnessRequest[]) => readonly WitnessAnswer[];

const PROGRAM = {
  module: 'github.com/moby/buildkit',
  version: 'v0.24.0',
  source: join(import.meta.dirname, '..', 'dockerfile-witness', 'main.go'),
};
const MAX_BYTES = 512 * 1024 * 1024;

/** Compiled by the machine's Go when it is not there yet (about two minutes); or why there is none, in one clause. */
export async function openDockerfileWitness(): Promise<DockerfileWitness | { readonly unavailable: string }> {
  const root = join(engineFolder(), 'dockerfile-witness');
  try {
    const program = await withLock(root, () => openOwnGoProgram(root, PROGRAM));
    return (requests) => ask(program, requests);
  } catch (error) {
    return {
      unavailable: `BuildKit's own Dockerfile reader could not be built (${String(error)}): install Go`,
    };
  }
}

function ask(program: string, requests: readonly WitnessRequest[]): readonly WitnessAnswer[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: MAX_BYTES });
  if (status !== 0) throw new Error(`BuildKit's reader ended with ${String(status)}: ${stderr.slice(-1000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WitnessAnswer);
}
