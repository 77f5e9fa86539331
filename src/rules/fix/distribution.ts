import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains } from '../../ledger/toolchains/toolchains.ts';
import { textOf } from '../start/visible-files.ts';

/** First number of the Java that the image has: `8` of `1.8.0` and of `8u412`, too. */
export function javaVersion(ledger: Ledger): string | undefined {
  const version = findToolchains(ledger).find(({ tool }) => tool.ruleId === 'jdk')?.version ?? '';
  return /^(?:1\.)?(\d+)/.exec(version)?.[1];
}

/** The plain image of the distribution that an image is made of. os-release(5). */
export function plainImage({ catalog }: Ledger): string | undefined {
  const release = textOf(catalog, '/etc/os-release') ?? '';
  const value = (key: string) => new RegExp(`^${key}=["']?([\\w.-]+)`, 'm').exec(release)?.[1];
  const [id, version, codename] = [value('ID'), value('VERSION_ID'), value('VERSION_CODENAME')];
  if (id === 'alpine') return `alpine:${alpineRelease(version)}`;
  if (id === 'debian' && codename !== undefined) return `debian:${codename}-slim`;
  return id === 'ubuntu' && version !== undefined ? `ubuntu:${version}` : undefined;
}

/** Alpine's images are called after two numbers of three; an edge has a date behind them. */
function alpineRelease(version = ''): string {
  return /^\d+\.\d+(?=\.\d|$)/.exec(version)?.[0] ?? 'edge';
}
