import { GateError } from '../errors.ts';
import type { Platform } from './image.ts';

/** Other names of architectures, and what builders call them: normalizeArch in github.com/containerd/platforms. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...([
    ['x86_64', 'amd64'],
    ['x86-64', 'amd64'],
    ['aarch64', 'arm64'],
    ['i386', '386'],
  ] as const),
  ...([
    ['armhf', 'arm/v7'],
    ['armel', 'arm/v6'],
  ] as const),
]);

/** `os/architecture[/variant]`, under the names that builders use; throws `bad-input`. */
export function parsePlatform(text: string): Platform {
  const [os, architecture, variant, ...rest] = partsOf(text.toLowerCase());
  if (!os || !architecture || variant === '' || rest.length > 0) {
    throw new GateError('bad-input', `platform \`${text}\` is not \`os/architecture[/variant]\``, {
      hint: 'Write it as in `linux/amd64` or `linux/arm64/v8`.',
    });
  }
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

function partsOf(text: string): readonly string[] {
  const [os = '', architecture = '', ...rest] = text.split('/');
  return [os, ...(ALIASES.get(architecture) ?? architecture).split('/'), ...rest];
}

export function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== undefined).join('/');
}

/** Each once, however it was spelled. */
export function distinctPlatforms(platforms: readonly Platform[]): readonly Platform[] {
  return [...new Map(platforms.map((platform) => [renderPlatform(platform), platform])).values()];
}

/** Whether an image of platform `found` is what was asked for. A variant counts where both name one; `v8` is what arm64 means without. */
export function matchesPlatform(asked: Platform, found: Platform): boolean {
  const same = asked.os === found.os && asked.architecture === found.architecture;
  const [wanted, has] = [variantOf(asked), variantOf(found)];
  return same && (wanted === undefined || has === undefined || wanted === has);
}

function variantOf({ architecture, variant }: Platform): string | undefined {
  return variant ?? (architecture === 'arm64' ? 'v8' : undefined);
}

/** True for what stands in an index beside images: attestations have no platform. docs.docker.com, "Image attestation storage". */
export function isUnknownPlatform({ os, architecture }: Platform): boolean {
  return os === 'unknown' && architecture === 'unknown';
}
