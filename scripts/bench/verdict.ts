import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBases } from '../bases/bases.ts';
import type { Engine } from '../engine/engine.ts';
import { GIT_ENVIRONMENT } from '../git-environment.ts';
import type { Command } from './measure.ts';
import { ours } from './yardsticks.ts';

/** A project as its base branch and its pull request have it. `stamp` is compiled in, so that no build is cached from another commit. */
export type Project = {
  readonly name: string;
  readonly bases: readonly string[];
  readonly base: (stamp: string) => Readonly<Record<string, string>>;
  /** Of files that differ from the base's. */
  readonly change: (stamp: string) => Readonly<Record<string, string>>;
};

const goFile = (stamp: string) => `package main\n\nfunc main() { println("${stamp}") }\n`;
const rustFile = (stamp: string) => `fn main() { println!("${stamp}"); }\n`;
const GO_BUILD = 'FROM golang:1.21 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o main .\n';

/** The demo's: two stages become one. */
export const TUTORIAL: Project = {
  name: 'tutorial',
  bases: ['golang:1.21', 'alpine:latest'],
  base: (stamp) => ({
    ...{ Dockerfile: `${GO_BUILD}FROM alpine:latest\nCOPY --from=build /app/main /\nCMD ["/main"]\n` },
    ...{
      'go.mod': 'module example.com/hello\n\ngo 1.19\n',
      'main.go': goFile(stamp),
      '.dockerignore': '.git\n*.md\n',
    },
  }),
  change: (stamp) => ({ Dockerfile: `${GO_BUILD}CMD ["./main"]\n`, 'main.go': goFile(stamp) }),
};

/** Both images have a gigabyte. */
export const LARGE: Project = {
  name: 'large',
  bases: ['rust:1.75'],
  base: (stamp) => ({
    Dockerfile: 'FROM rust:1.75\nCOPY main.rs /\nRUN rustc -O -o /main /main.rs\nCMD ["/main"]\n',
    ...{ 'main.rs': rustFile(stamp), '.dockerignore': '.git\n*.md\n' },
  }),
  change: (stamp) => ({ 'main.rs': rustFile(stamp) }),
};

/** The ways to a verdict, each with commits of its own for each run. */
export async function verdictCommands(
  engine: Engine,
  project: Project,
  scratch: string,
): Promise<readonly Command[]> {
  const bases = await openBases(engine, project.bases, (line) => void process.stderr.write(`${line}\n`));
  const [missing] = bases.unavailable;
  if (missing) throw new Error(`${missing.reference} cannot be fetched: ${missing.why}`);
  const contexts = Object.entries(bases.buildContexts).flatMap(([name, source]) => [
    ...['--build-context', `${name}=${source}`],
  ]);
  const network = engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork];
  const open = (way: string): Checkout => openCheckout(join(scratch, `${project.name}-${way}`));
  const check = (name: string, { folder }: Checkout, ...flags: readonly string[]): Command => {
    const args = ['check', folder, '--base-ref', 'main', '--fail-on', 'never', ...contexts, ...network];
    return ours(name, [...args, ...flags], engine);
  };
  const [both, recorded, unchanged] = ['both', 'recorded', 'unchanged'].map(open) as [
    Checkout,
    Checkout,
    Checkout,
  ];
  const keep = ['--record-baseline', '--cache-dir', join(scratch, `${project.name}-cache`)];
  return [
    {
      ...check('building both', both),
      before: () => {
        both.propose(project);
      },
    },
    {
      ...check('recorded baseline, known layers', recorded, ...keep),
      before: () => {
        recorded.commitBase(project);
        const { argv, env } = check('recording', recorded, ...keep, '--baseline', 'none');
        const [program, ...args] = argv;
        execFileSync(program, args, { stdio: 'ignore', env: { ...process.env, ...env } });
        recorded.commitChange(project.change(randomStamp()));
      },
    },
    {
      ...check('nothing changed that the image is built from', unchanged, '--skip-when-unchanged'),
      before: () => {
        unchanged.commitBase(project);
        unchanged.commitChange({ 'README.md': randomStamp() });
      },
    },
  ];
}

type Checkout = {
  readonly folder: string;
  readonly commitBase: (project: Project) => void;
  readonly commitChange: (files: Readonly<Record<string, string>>) => void;
  readonly propose: (project: Project) => void;
};

function openCheckout(folder: string): Checkout {
  mkdirSync(folder, { recursive: true });
  const git = (...args: readonly string[]) =>
    void execFileSync('git', args, {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, ...GIT_ENVIRONMENT },
    });
  const commit = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'change');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  const commitBase = (project: Project): void => {
    git('checkout', '--quiet', '-B', 'main');
    commit(project.base(randomStamp()));
  };
  const commitChange = (files: Readonly<Record<string, string>>): void => {
    git('checkout', '--quiet', '-B', 'change');
    commit(files);
  };
  return {
    ...{ folder, commitBase, commitChange },
    propose: (project) => {
      commitBase(project);
      commitChange(project.change(randomStamp()));
    },
  };
}

function randomStamp(): string {
  return randomBytes(8).toString('hex');
}
