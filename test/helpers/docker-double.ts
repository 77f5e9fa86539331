import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One `docker buildx build`, as the program saw it. */
export type BuildCall = {
  readonly label: string;
  readonly args: readonly string[];
  /** Text of the Dockerfile that it was to build. */
  readonly dockerfile: string;
  /** Absolute path of the build context, and the names in it, ascending; folders end in `/`. */
  readonly context: string;
  readonly files: readonly string[];
  /** Values of the variables that the double was told to look at, where they were set. */
  readonly environment: Readonly<Record<string, string>>;
};

/** A `docker` for PATH that builds nothing, and writes down what it should have built. */
export type DockerDouble = {
  /** Folder to be put before the others on PATH. */
  readonly directory: string;
  /** Builds so far, in order. */
  builds(): readonly BuildCall[];
  /** From now on builds of this label fail; null: none does. */
  fail(label: string | null): void;
};

/** Digest that every build is said to have. */
export const BUILT_DIGEST = `sha256:${'d'.repeat(64)}`;

/** What buildx prints of a `RUN` that fails. */
const FAILURE = [
  'Dockerfile:2',
  '--------------------',
  '   2 | >>> RUN make',
  '--------------------',
  'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
  '',
].join('\n');

const PROGRAM = `
const { appendFileSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const args = process.argv.slice(2);
const flag = (name) => args.find((arg) => arg.startsWith('--' + name + '='))?.slice(name.length + 3);
const plan = JSON.parse(readFileSync(join(__dirname, 'plan.json'), 'utf8'));
if (args[1] === 'inspect') {
  console.log('Name: double\\nDriver: docker-container');
} else {
  const label = basename(flag('metadata-file'), '.metadata.json');
  const context = args.at(-1);
  const entries = plan.variables.filter((name) => name in process.env).map((name) => [name, process.env[name]]);
  const call = {
    label,
    args,
    dockerfile: readFileSync(flag('file'), 'utf8'),
    context,
    files: readdirSync(context, { withFileTypes: true }).map((file) => file.name + (file.isDirectory() ? '/' : '')).sort(),
    environment: Object.fromEntries(entries),
  };
  appendFileSync(join(__dirname, 'builds'), JSON.stringify(call) + '\\n');
  if (plan.failing === label) {
    process.stderr.write(plan.failure);
    process.exitCode = 1;
  } else {
    writeFileSync(flag('metadata-file'), JSON.stringify({ 'containerimage.digest': plan.digest }));
    process.stderr.write('#5 [1/2] FROM docker.io/library/debian:12\\n');
  }
}
`;

/** Writes the program into a folder of its own below `folder`. `variables`: names of the environment that calls tell. */
export function openDockerDouble(folder: string, variables: readonly string[] = []): DockerDouble {
  const directory = join(folder, 'docker-double');
  const plan = (failing: string | null): void => {
    const parts = { variables, failing, failure: FAILURE, digest: BUILT_DIGEST };
    writeFileSync(join(directory, 'plan.json'), JSON.stringify(parts));
  };
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'docker'), `#!${process.execPath}\n${PROGRAM}`);
  chmodSync(join(directory, 'docker'), 0o755);
  plan(null);
  return {
    directory,
    builds: () => {
      const file = join(directory, 'builds');
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as BuildCall);
    },
    fail: plan,
  };
}
