import type { Digest } from '../../digest.ts';
import type { Descriptor } from '../../image/manifest.ts';
import { isAttached } from '../../image/media-types.ts';
import { isUnknownPlatform } from '../../image/platform.ts';
import type { Candidate } from './choose-platform.ts';

/**
 * What an attestation is of: as BuildKit writes it, and as Docker 29 does for one platform, whose image it saves without the index.
 * docs.docker.com/build/metadata/attestations/attestation-storage; github.com/containerd/containerd, core/images/annotations.go
 */
const SUBJECTS = ['vnd.docker.reference.digest', 'io.containerd.manifest.subject'];

/** Attestations and other artifacts beside the images. */
export function isAttestation({ platform, annotations, artifactType }: Descriptor): boolean {
  if (platform !== undefined && isUnknownPlatform(platform)) return true;
  const signs = ['vnd.docker.reference.type', ...SUBJECTS];
  return (
    signs.some((name) => annotations[name] !== undefined) || artifactType?.includes('attestation') === true
  );
}

/** Those that attest something of this image. */
export function attestationsOf(
  attestations: readonly Descriptor[],
  { digest }: Descriptor,
): readonly Descriptor[] {
  return attestations.filter((attestation) => isAbout(attestation, digest));
}

/** Whether this is an attestation of the manifest with this digest. */
export function isAbout({ annotations }: Descriptor, digest: Digest): boolean {
  return SUBJECTS.some((name) => annotations[name] === digest);
}

/** Signatures and the like look like images in an index, and none of their layers is one. They count where nothing else does. */
export function withoutAttached(candidates: readonly Candidate[]): readonly Candidate[] {
  const images = candidates.filter(({ manifest }) => manifest === undefined || !isAttached(manifest));
  return images.length > 0 ? images : candidates;
}
