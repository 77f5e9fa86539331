import { readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { runCommand } from './command.ts';
import type { EngineFolders } from './folders.ts';

/**
 * The network of one engine: a bridge of its own and the few firewall rules that it needs, all ours to remove.
 * Docker's own rules are switched off, because a second engine flushes the first one's chains.
 */

type Environment = Readonly<Record<string, string>>;

const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

/** Makes the bridge, or finds it; false where this machine does not allow it (builds then use the host's network). */
export async function openBridge({ bridge }: EngineFolders, env: Environment): Promise<boolean> {
  const subnet = existsSync(`/sys/class/net/${bridge}`)
    ? await bridgeSubnet(bridge, env)
    : await addBridge(bridge, env);
  if (subnet === undefined) return false;
  for (const rule of rules(bridge, subnet)) {
    const present = await tables('-C', rule, env);
    if (!present && !(await tables('-I', rule, env))) return false;
  }
  return allowForwarding();
}

/** Removes the bridge with its rules; forwarding stays as it is, for others may use it by now. */
export async function removeBridge({ bridge }: EngineFolders, env: Environment): Promise<void> {
  if (!existsSync(`/sys/class/net/${bridge}`)) return;
  const subnet = await bridgeSubnet(bridge, env);
  for (const rule of subnet === undefined ? [] : rules(bridge, subnet)) await tables('-D', rule, env);
  await runCommand('ip', ['link', 'delete', bridge], { env });
}

async function addBridge(bridge: string, env: Environment): Promise<string | undefined> {
  const subnet = await freeSubnet(env);
  if (subnet === undefined) return undefined;
  const made = await runAll(
    [
      ['link', 'add', bridge, 'address', toAddress(bridge), 'type', 'bridge'],
      ['addr', 'add', `${subnet}.1/24`, 'dev', bridge],
      ['link', 'set', bridge, 'up'],
    ],
    env,
  );
  if (!made) await runCommand('ip', ['link', 'delete', bridge], { env });
  return made ? subnet : undefined;
}

/**
 * A fixed hardware address: without one a bridge takes that of a port, and changes it whenever a container comes or
 * goes, after which the other containers lose the gateway for up to a minute.
 */
function toAddress(bridge: string): string {
  return ['02', '46', ...(bridge.slice(-8).match(/../g) ?? [])].join(':');
}

/** Three bytes of a network that no route of this machine touches. */
async function freeSubnet(env: Environment): Promise<string | undefined> {
  const { stdout } = await runCommand('ip', ['-4', 'route', 'show', 'table', 'all'], { env });
  const candidates = Array.from({ length: 200 }, (_, index) => `172.30.${index + 20}`);
  if (/(^|\s)(172\.30\.0\.0\/16|172\.16\.0\.0\/12|172\.0\.0\.0\/8)\s/m.test(stdout)) {
    return candidates
      .map((name) => name.replace('172.30', '10.213'))
      .find((name) => !stdout.includes(`${name}.`));
  }
  return candidates.find((name) => !stdout.includes(`${name}.`));
}

async function bridgeSubnet(bridge: string, env: Environment): Promise<string | undefined> {
  const { stdout } = await runCommand('ip', ['-4', '-o', 'addr', 'show', 'dev', bridge], { env });
  return /inet (\d+\.\d+\.\d+)\.1\/24/.exec(stdout)?.[1];
}

function rules(bridge: string, subnet: string): readonly (readonly string[])[] {
  return [
    ['filter', 'FORWARD', '-i', bridge, '-j', 'ACCEPT'],
    ['filter', 'FORWARD', '-o', bridge, '-j', 'ACCEPT'],
    ['nat', 'POSTROUTING', '-s', `${subnet}.0/24`, '!', '-o', bridge, '-j', 'MASQUERADE'],
  ];
}

async function tables(
  action: string,
  [table = '', chain = '', ...match]: readonly string[],
  env: Environment,
): Promise<boolean> {
  const { code } = await runCommand('iptables', ['-w', '-t', table, action, chain, ...match], { env });
  return code === 0;
}

async function runAll(commands: readonly (readonly string[])[], env: Environment): Promise<boolean> {
  for (const args of commands) {
    const { code } = await runCommand('ip', args, { env });
    if (code !== 0) return false;
  }
  return true;
}

async function allowForwarding(): Promise<boolean> {
  if ((await readFile(FORWARDING, 'utf8')).trim() === '1') return true;
  try {
    await writeFile(FORWARDING, '1');
    return true;
  } catch {
    return false;
  }
}
