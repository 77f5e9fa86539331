import { GateError } from '../errors.ts';
import { type CommandOutput, runCommand } from './command.ts';

/** A repository on disk, and how to speak to its remote. */
export type GitRepository = {
  readonly directory: string;
  /** Sent to the remote's own server alone, by environment, never by an argument. */
  readonly token?: string;
  readonly signal?: AbortSignal;
};

/** Nothing of the user's machine may run or ask: no hooks, no terminal, no background clean-up, no lazy index writes. */
const QUIET = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
  '-c',
  'advice.detachedHead=false',
];

/** Runs git in the repository; a code other than 0 is the caller's to judge. Throws `git-unavailable` without git. */
export async function runGit(repository: GitRepository, args: readonly string[]): Promise<CommandOutput> {
  const output = await runCommand('git', [...QUIET, '-C', repository.directory, ...args], {
    environment: {
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'C',
      ...(await credentials(repository, args)),
    },
    ...(repository.signal && { signal: repository.signal }),
  });
  if (!('missing' in output)) return output;
  throw new GateError('git-unavailable', 'there is no program `git` on PATH, needed to read the checkout', {
    hint: 'Install git; only `inspect` and `compare` without a Dockerfile do without it.',
  });
}

/** Standard output of a git command that has to succeed, without its last line break. */
export async function readGit(repository: GitRepository, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit(repository, args);
  if (exitCode === 0) return stdout.toString('utf8').replace(/\n$/, '');
  throw new GateError('git-unavailable', `\`git ${args[0] ?? ''}\` failed: ${lastLine(stderr)}`, {
    hint: 'Run the command in the checkout to see more.',
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
    .replace(/\/\/[^/@\s]*@/g, '//')
    .replaceAll('`', "'")
    .slice(0, 300);
}

const ASK_THE_REMOTE: readonly string[] = ['fetch', 'ls-remote', 'worktree', 'cat-file'];

/** https://git-scm.com/docs/git-config#ENVIRONMENT: configuration that no argument list shows and no file keeps. */
async function credentials(
  { directory, token = '' }: GitRepository,
  args: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (token === '' || !ASK_THE_REMOTE.includes(args[0] ?? '')) return {};
  const url = await tryGit({ directory }, ['remote', 'get-url', 'origin']);
  const server = /^https?:\/\/[^/]+\//.exec(url ?? '')?.[0].replace(/\/\/[^/]*@/, '//');
  return server === undefined ? {} : authorization(server, token);
}

function authorization(server: string, token: string): Readonly<Record<string, string>> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const count = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  const key = `http.${server}.extraheader`;
  return {
    GIT_CONFIG_COUNT: String(count + 2),
    // An empty value clears a header that the checkout may have kept: two of them are refused.
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: '',
    [`GIT_CONFIG_KEY_${count + 1}`]: key,
    [`GIT_CONFIG_VALUE_${count + 1}`]: `AUTHORIZATION: basic ${basic}`,
  };
}
