import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type Docker from 'dockerode';
import * as z from 'zod';
import { withEnd } from '../../waiting.ts';
import { askEngine, openDocker } from '../docker-endpoint.ts';
import type { ReadOptions } from '../read-options.ts';

/** What this machine's Docker engine is configured with for registries: `registry-mirrors` and `insecure-registries`. docs.docker.com, "dockerd". */
export type RegistrySettings = {
  /** Addresses that have what Docker Hub has, to be asked first. */
  readonly mirrors: readonly URL[];
  /** Whether a host, with or without a port, may be asked without TLS. */
  isInsecure(host: string): Promise<boolean>;
};

/** How long the engine may take; a way in that needs no engine must not wait for one. */
const ENGINE_MS = 2000;

const texts = z.array(z.string()).catch([]);
const info = z.object({
  RegistryConfig: z.object({
    IndexConfigs: z.record(z.string(), z.object({ Secure: z.boolean() })).catch({}),
    InsecureRegistryCIDRs: texts,
    Mirrors: texts,
  }),
});

/**
 * The settings of the engine, and the registries that the user names besides; no mirrors where no engine answers.
 * docs.docker.com/reference/api/engine, "SystemInfo".
 */
export async function readRegistrySettings({
  daemon,
  insecureRegistries = [],
}: Pick<ReadOptions, 'daemon' | 'insecureRegistries'>): Promise<RegistrySettings> {
  const found = info.safeParse(await askInfo(daemon));
  const { IndexConfigs, InsecureRegistryCIDRs, Mirrors } = found.success
    ? found.data.RegistryConfig
    : { IndexConfigs: {}, InsecureRegistryCIDRs: [], Mirrors: [] };
  const insecure = Object.entries(IndexConfigs).flatMap(([host, { Secure }]) => (Secure ? [] : [host]));
  const named = [...insecure, ...insecureRegistries];
  const networks = toNetworks(InsecureRegistryCIDRs);
  return {
    mirrors: Mirrors.flatMap(toMirror),
    isInsecure: async (host) => named.includes(host) || (await isInside(host, networks)),
  };
}

async function askInfo(daemon: Docker | undefined): Promise<unknown> {
  const late = (): Error => new Error('the engine takes too long');
  try {
    const engine = daemon ?? (await openDocker());
    const ask = (signal: AbortSignal) => askEngine(engine, { path: '/info', signal });
    return await withEnd(ask, { milliseconds: ENGINE_MS, late });
  } catch {
    return undefined;
  }
}

function toMirror(text: string): readonly URL[] {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? [url] : [];
}

function toNetworks(ranges: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const range of ranges) {
    const [, address = '', bits] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/i.exec(range) ?? [];
    const family = isIP(address);
    const isNetwork = family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
    if (isNetwork) networks.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

/** As the engine does, a name counts by the addresses that it has. */
async function isInside(host: string, networks: BlockList): Promise<boolean> {
  if (networks.rules.length === 0) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  try {
    const addresses = await lookup(name, { all: true });
    return addresses.some(({ address, family }) => networks.check(address, family === 6 ? 'ipv6' : 'ipv4'));
  } catch {
    return false;
  }
}
