import { GateError } from './errors.ts';

/** A checked `algorithm:hex` content digest; a value of this type has been parsed. OCI image-spec, descriptor.md#digests. */
export type Digest = string & { readonly digest: unique symbol };

const SHA256 = /^sha256:[0-9a-f]{64}$/;

export function isDigest(text: string): text is Digest {
  return SHA256.test(text);
}

/** Text to Digest; throws `image-unreadable` naming `what` when it is none. Only sha256 is accepted. */
export function parseDigest(text: unknown, what: string): Digest {
  if (typeof text === 'string' && isDigest(text)) return text;
  throw new GateError(
    'image-unreadable',
    `${what} has digest \`${String(text).slice(0, 80)}\`, expected sha256 and 64 hex digits`,
    {
      hint: 'Save or build the image again.',
    },
  );
}
