import { execFile } from 'node:child_process';

/** A login as Docker keeps it. Never printed. */
export type Credentials = {
  readonly username?: string;
  readonly password?: string;
  /** Traded in for tokens, given instead of a password by some registries. */
  readonly identityToken?: string;
  /** A token for the registry itself. */
  readonly registryToken?: string;
};

/** What Docker knows of a registry. `trouble`: a sentence about a credential helper that did not work. */
export type Login = { readonly credentials?: Credentials; readonly trouble?: string };

/** How long a credential helper may take. */
const HELPER_MS = 30_000;
/** What a helper says where nobody logged in. */
const NOT_FOUND = 'credentials not found';

/**
 * Asks `docker-credential-NAME` for the login under a key. Who is unknown to it reads without a login, and so does who has a
 * broken helper: the trouble is reported should the registry refuse. https://github.com/docker/docker-credential-helpers
 */
export function askHelper(name: string, key: string, env: NodeJS.ProcessEnv): Promise<Login> {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name))
    return Promise.resolve({ trouble: "Docker's config names a credential helper with an invalid name." });
  return new Promise((resolve) => {
    const child = execFile(
      program,
      ['get'],
      { timeout: HELPER_MS, killSignal: 'SIGKILL' as const, env },
      (error, stdout) => {
        if (error === null) resolve(parseAnswer(stdout, program));
        else resolve(stdout.includes(NOT_FOUND) ? {} : { trouble: explain(error, program) });
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(key);
  });
}

/** What a helper prints may hold secrets, so that only how it ended is reported. */
function explain(
  { code, killed }: { readonly code?: unknown; readonly killed?: boolean },
  program: string,
): string {
  if (code === 'ENOENT') return `The credential helper \`${program}\` of Docker's config is not on PATH.`;
  const how = killed === true ? `took longer than ${HELPER_MS / 1000} s` : `ended with code ${String(code)}`;
  return `The credential helper \`${program}\` of Docker's config ${how}.`;
}

function parseAnswer(stdout: string, program: string): Login {
  const trouble = `The credential helper \`${program}\` of Docker's config returned no login.`;
  try {
    const response: unknown = JSON.parse(stdout);
    if (typeof response !== 'object' || response === null) return { trouble };
    const { Username, Secret } = response as { readonly Username?: unknown; readonly Secret?: unknown };
    if (typeof Username !== 'string' || typeof Secret !== 'string') return { trouble };
    const isIdentity = Username === '<token>';
    return { credentials: isIdentity ? { identityToken: Secret } : { username: Username, password: Secret } };
  } catch {
    return { trouble };
  }
}
