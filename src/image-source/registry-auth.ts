import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A login as Docker keeps it. Never printed. */
export type Credentials = {
  readonly username: string;
  readonly password: string;
  /** Given instead of a password by some registries. */
  readonly identityToken?: string;
};

/** Docker Hub's key in the docker config. */
const HUB_KEY = 'https://index.docker.io/v1/';

type DockerConfig = {
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
};

/** What `docker login` remembers for a registry host; undefined where nobody logged in. docs.docker.com, "docker login". */
export async function readCredentials(host: string): Promise<Credentials | undefined> {
  const config = await readDockerConfig();
  const keys = host === 'docker.io' ? [HUB_KEY, host] : [host, `https://${host}`];
  for (const key of keys) {
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    const found = (helper && (await askHelper(helper, key))) || fromAuths(config, key);
    if (found) return found;
  }
  return undefined;
}

async function readDockerConfig(): Promise<DockerConfig> {
  const directory = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  try {
    const json: unknown = JSON.parse(await readFile(join(directory, 'config.json'), 'utf8'));
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}

function fromAuths({ auths }: DockerConfig, key: string): Credentials | undefined {
  const entry = auths?.[key];
  const decoded = Buffer.from(entry?.auth ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon <= 0) return undefined;
  const identityToken = entry?.identitytoken;
  return {
    username: decoded.slice(0, colon),
    password: decoded.slice(colon + 1),
    ...(identityToken === undefined ? {} : { identityToken }),
  };
}

/** How long a credential helper may take. */
const HELPER_MS = 30_000;

/** https://github.com/docker/docker-credential-helpers */
function askHelper(helper: string, key: string): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(helper)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = execFile(
      `docker-credential-${helper}`,
      ['get'],
      { timeout: HELPER_MS },
      (error, stdout) => {
        resolve(error === null ? parseAnswer(stdout) : undefined);
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(key);
  });
}

function parseAnswer(stdout: string): Credentials | undefined {
  try {
    const { Username, Secret } = JSON.parse(stdout) as {
      readonly Username?: unknown;
      readonly Secret?: unknown;
    };
    if (typeof Username !== 'string' || typeof Secret !== 'string') return undefined;
    return Username === '<token>'
      ? { username: '', password: '', identityToken: Secret }
      : { username: Username, password: Secret };
  } catch {
    return undefined;
  }
}
