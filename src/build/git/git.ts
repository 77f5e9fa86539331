import { join } from 'node:path';
import { GateError } from '../../errors.ts';
import { type CommandOptions, type CommandOutput, runCommand } from '../command.ts';
import { FIXED_SETTINGS, overridesOf } from './git-configuration.ts';
import { type GitSetting, toEnvironment } from './git-environment.ts';

/** A repository on disk, and how to speak to its remote. */
export type GitRepository = {
  /** Top folder of the working tree, the one with `.git`. */
  readonly directory: string;
  /** Its own folder, where that is no `.git` in the working tree. */
  readonly gitDirectory?: string;
  /** Sent to the remote's own server alone, by environment, never by an argument. */
  readonly token?: string;
  /**
   * For a submodule: whoever wrote `.gitmodules` chose its address, so the token is for the server that the repository around
   * it came from, as `https://github.com/`; null: for none.
   */
  readonly submodule?: { readonly server: string | null };
  readonly signal?: AbortSignal;
};

/** Longest that one git command may take, in milliseconds: a fetch of a large history, and all that reads the disk. */
const REMOTE_MS = 15 * 60 * 1000;
const LOCAL_MS = 5 * 60 * 1000;

const FIXED = FIXED_SETTINGS.flatMap((setting) => ['-c', setting]);

/** Variables that would have git read another repository, history or configuration than what is named. git(1), "ENVIRONMENT VARIABLES". */
const REDIRECTING: readonly string[] = [
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_SHALLOW_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_ATTR_SOURCE',
  'GIT_CEILING_DIRECTORIES',
  'GIT_EXTERNAL_DIFF',
];

/** How one command is run. */
export type GitOptions = {
  /** `key=value` each, over what the repository is configured to. */
  readonly settings?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: Buffer;
};

/**
 * Runs git in the repository, which is named outright: git looks for none by itself. A code other than 0 is the caller's to
 * judge. Throws `git-unavailable` without git, and where it does not end.
 */
export async function runGit(
  repository: GitRepository,
  args: readonly string[],
  { settings = [], ...options }: GitOptions = {},
): Promise<CommandOutput> {
  const overrides = overridesOf(await readConfiguration(repository));
  const wanted = settings.flatMap((setting) => ['-c', setting]);
  return startGit(repository, {
    ...options,
    args: [...overrides, ...wanted, ...place(repository), ...args],
    command: args,
  });
}

/**
 * Top folder of the checkout as git itself finds it from this folder, or throws `git-unavailable` in git's words. For
 * folders with a `.git` of their own: there it looks no further, and it asks who owns them.
 */
export async function discoverTop(repository: GitRepository): Promise<string> {
  const args = ['rev-parse', '--show-toplevel'];
  const { exitCode, stdout, stderr } = await startGit(repository, {
    args: ['-C', repository.directory, ...args],
    command: args,
  });
  if (exitCode === 0) return stdout.toString('utf8').replace(/\n$/, '');
  if (stderr.includes('dubious ownership')) {
    throw new GateError(
      'git-unavailable',
      `git does not trust the checkout at \`${repository.directory}\`: another user owns it`,
      { hint: `Run \`git config --global --add safe.directory ${repository.directory}\` before this step.` },
    );
  }
  throw new GateError(
    'git-unavailable',
    `git cannot read the checkout at \`${repository.directory}\`: ${lastLine(stderr)}`,
    { hint: 'Check it out again; without its history there is no baseline.' },
  );
}

function place({ directory, gitDirectory = join(directory, '.git') }: GitRepository): readonly string[] {
  return ['-C', directory, `--git-dir=${gitDirectory}`, `--work-tree=${directory}`];
}

/** Listing the configuration runs none of it. Read for each command: another step of the job may write it meanwhile. */
async function readConfiguration(repository: GitRepository): Promise<string> {
  const args = ['config', '--list', '--includes', '--show-scope', '-z'];
  const started = { args: [...place(repository), ...args], command: args };
  const { exitCode, stdout, stderr } = await startGit(repository, started);
  if (exitCode === 0) return stdout.toString('utf8');
  throw new GateError(
    'git-unavailable',
    `the checkout's git configuration cannot be read: ${lastLine(stderr)}`,
    {
      hint: 'Run `git config --list` in the checkout for details.',
    },
  );
}

type Started = Omit<GitOptions, 'settings'> & {
  readonly args: readonly string[];
  /** The arguments without what this file puts before them. */
  readonly command: readonly string[];
};

async function startGit(
  repository: GitRepository,
  { args, command, environment = {}, input }: Started,
): Promise<CommandOutput> {
  const { signal, submodule } = repository;
  const output = await runCommand('git', [...FIXED, ...args], {
    environment: {
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      // A ref of the remote could exchange the commit that judges. git-replace(1)
      GIT_NO_REPLACE_OBJECTS: '1',
      LC_ALL: 'C',
      // Parents are those that a commit names. git(1): a file that is not there has no grafts.
      GIT_GRAFT_FILE: '/dev/null/none',
      // Protocols that git lets a user choose, such as paths of this machine, and not a `.gitmodules`. git-config(1), `protocol.allow`
      ...(submodule && { GIT_PROTOCOL_FROM_USER: '0' }),
      ...environment,
      ...(await credentials(repository, command)),
    },
    without: REDIRECTING,
    limit: limitOf(command),
    ...(input && { input }),
    ...(signal && { signal }),
  });
  if (!('missing' in output)) return output;
  throw new GateError(
    'git-unavailable',
    'the program `git` is needed to read the checkout, but it is not on PATH',
    {
      hint: 'Install git. Only `inspect` and `compare` without a Dockerfile work without it.',
    },
  );
}

/** A remote that does not answer must not hold the job. */
function limitOf(command: readonly string[]): NonNullable<CommandOptions['limit']> {
  const [name = ''] = command;
  const milliseconds = ASK_THE_REMOTE.includes(name) ? REMOTE_MS : LOCAL_MS;
  const took = `\`git ${name}\` did not finish within ${milliseconds / 60_000} minutes`;
  const hint = 'Check that the remote responds, or check out with a larger `fetch-depth`.';
  return { milliseconds, late: () => new GateError('git-unavailable', took, { hint }) };
}

/** Standard output of a git command that has to succeed, without its last line break. */
export async function readGit(repository: GitRepository, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit(repository, args);
  if (exitCode === 0) return stdout.toString('utf8').replace(/\n$/, '');
  throw new GateError('git-unavailable', `\`git ${args[0] ?? ''}\` failed: ${lastLine(stderr)}`, {
    hint: 'Run the command in the checkout for details.',
  });
}

/** The same, or undefined where git says no. */
export async function tryGit(
  repository: GitRepository,
  args: readonly string[],
): Promise<string | undefined> {
  const { exitCode, stdout } = await runGit(repository, args);
  return exitCode === 0 ? stdout.toString('utf8').replace(/\n$/, '') : undefined;
}

/** The last line that git said, without credentials of addresses in it. */
export function lastLine(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line
    .replace(/\/\/[^/\s]*@/g, '//')
    .replaceAll('`', "'")
    .slice(0, 300);
}

/** Commands that write files ask for what a partial clone lacks, and for contents of Git LFS. */
const ASK_THE_REMOTE: readonly string[] = ['fetch', 'ls-remote', 'cat-file', 'reset', 'checkout'];

/** The server that `origin` is on, as `https://github.com/`; null where it takes no token. */
export async function serverOf({ directory }: GitRepository): Promise<string | null> {
  const url = await tryGit({ directory }, ['remote', 'get-url', 'origin']);
  return /^https?:\/\/[^/]+\//.exec(url ?? '')?.[0].replace(/\/\/[^/]*@/, '//') ?? null;
}

async function credentials(
  repository: GitRepository,
  [name = '']: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { token = '', submodule } = repository;
  if (token === '' || !ASK_THE_REMOTE.includes(name)) return {};
  const server = submodule === undefined ? await serverOf(repository) : submodule.server;
  if (server === null) return {};
  return toEnvironment([...authorization(server, token), ...(submodule ? withoutKey(server) : [])]);
}

/** An empty value clears a header that the checkout may have kept: two of them are refused. */
function authorization(server: string, token: string): readonly GitSetting[] {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const key = `http.${server}.extraheader`;
  return [
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic}`],
  ];
}

/** Addresses for who has a key of ssh are spoken to as the token can be, as actions/checkout does it for submodules. */
function withoutKey(server: string): readonly GitSetting[] {
  const { hostname } = new URL(server);
  const key = `url.${server}.insteadOf`;
  return [
    [key, `git@${hostname}:`],
    [key, `ssh://git@${hostname}/`],
  ];
}
