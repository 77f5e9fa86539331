import { parseImageReference, renderImageReference } from '../../../src/image/reference.ts';
import { expectSame, refusing } from '../target.ts';

export function seeds(): readonly Uint8Array[] {
  const digest = `sha256:${'0'.repeat(64)}`;
  return [
    'alpine',
    'a/b:c',
    'registry:localhost:5000/a/b@' + digest,
    'oci:dir:tag',
    'docker-archive:x.tar',
    `docker-daemon:${digest}`,
  ].map((text) => Buffer.from(text));
}

/** What is taken is read again as the same. */
export function fuzz(data: Uint8Array): void {
  const reference = refusing(() => parseImageReference(Buffer.from(data).toString()));
  if (typeof reference !== 'string')
    expectSame(parseImageReference(renderImageReference(reference)), reference, 'references');
}
