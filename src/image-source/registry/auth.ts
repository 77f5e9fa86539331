import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GateError } from '../../errors.ts';
import { askHelper, type Credentials, type Login } from './credential-helper.ts';
import { HUB } from './name.ts';

type Entry = {
  readonly auth?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly identitytoken?: unknown;
  readonly registrytoken?: unknown;
};

type DockerConfig = {
  readonly auths?: Readonly<Record<string, Entry>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
};

/** Docker Hub's key in Docker's config, and what else means it. */
const HUB_KEYS = ['https://index.docker.io/v1/', 'index.docker.io', HUB, 'registry-1.docker.io'];

/**
 * What `docker login` remembers for a registry host; nothing where nobody logged in. A helper for the host wins over the general
 * store, and that over the file. Throws `registry-denied` for a config that cannot be read. docs.docker.com, "docker login".
 */
export async function readLogin(host: string, env: NodeJS.ProcessEnv = process.env): Promise<Login> {
  const config = await readDockerConfig(env);
  const keys = host === HUB ? HUB_KEYS : [host, `https://${host}`];
  const stored = await askStores(config, keys, env);
  const credentials = stored.credentials ?? fromAuths(config, keys);
  return credentials === undefined ? stored : { credentials };
}

async function askStores(
  { credHelpers, credsStore }: DockerConfig,
  keys: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Login> {
  const key = keys.find((candidate) => credHelpers?.[candidate] !== undefined);
  if (key !== undefined) return askHelper(credHelpers?.[key] ?? '', key, env);
  return credsStore ? askStore(credsStore, keys, env) : {};
}

async function askStore(store: string, keys: readonly string[], env: NodeJS.ProcessEnv): Promise<Login> {
  for (const key of keys) {
    const login = await askHelper(store, key, env);
    if (login.credentials !== undefined || login.trouble !== undefined) return login;
  }
  return {};
}

async function readDockerConfig(env: NodeJS.ProcessEnv): Promise<DockerConfig> {
  const file = join(env['DOCKER_CONFIG'] || join(homedir(), '.docker'), 'config.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return {};
  }
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    throw new GateError('registry-denied', `Docker's config \`${file}\` is not JSON`, {
      hint: 'Repair it, or remove it and log in again with `docker login`.',
    });
  }
}

function fromAuths({ auths }: DockerConfig, keys: readonly string[]): Credentials | undefined {
  const hosts = new Set(keys.map(hostOf));
  const [, entry] =
    Object.entries(auths ?? {}).find(([key]) => keys.includes(key)) ??
    Object.entries(auths ?? {}).find(([key]) => hosts.has(hostOf(key))) ??
    [];
  return entry && toCredentials(entry);
}

/** Old clients wrote whole addresses. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function toCredentials(entry: Entry): Credentials | undefined {
  const identityToken = textOf(entry.identitytoken);
  const registryToken = textOf(entry.registrytoken);
  const credentials = {
    ...toPassword(entry),
    ...(identityToken === undefined ? {} : { identityToken }),
    ...(registryToken === undefined ? {} : { registryToken }),
  };
  return Object.keys(credentials).length === 0 ? undefined : credentials;
}

/** `auth` is user and password as in a header; some tools write both plainly instead. */
function toPassword({ auth, username, password }: Entry): Credentials {
  const decoded = Buffer.from(textOf(auth) ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon > 0)
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
  const [user, secret] = [textOf(username), textOf(password)];
  return user === undefined || secret === undefined ? {} : { username: user, password: secret };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
