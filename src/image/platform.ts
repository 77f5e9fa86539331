import { GateError } from '../errors.ts';
import type { Platform } from './image.ts';

/** `os/architecture[/variant]`; throws `bad-input`. */
export function parsePlatform(text: string): Platform {
  const [os, architecture, variant, ...rest] = text.split('/');
  if (!os || !architecture || variant === '' || rest.length > 0) {
    throw new GateError('bad-input', `platform \`${text}\` is not \`os/architecture[/variant]\``, {
      hint: 'Write it as in `linux/amd64` or `linux/arm64/v8`.',
    });
  }
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

export function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== undefined).join('/');
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
