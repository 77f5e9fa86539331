import type { Digest } from '../digest.ts';
import type { Image, Layer } from './image.ts';
import type { StageStart } from './stage-start.ts';

/** An image without what is in its layers, as an earlier run read it; and what that run knew of its making. */
export type ImageRecord = {
  /** The commit that it was built from, 40 or 64 hexadecimal digits. */
  readonly commit: string;
  readonly image: Pick<Image, 'imageID' | 'platform' | 'config' | 'provenance'>;
  /** By ordinal. */
  readonly layers: readonly Omit<Layer, 'table' | 'history' | 'ordinal'>[];
  /** Sizes and paths of the repository's files by git blob id: `RepositoryTree`. Null: none was known. */
  readonly repository: {
    readonly sizes: ReadonlySet<number>;
    readonly pathsByBlob: ReadonlyMap<string, readonly string[]>;
  } | null;
  /** What the builder recorded beside the image, and said that each stage started from. */
  readonly provenance?: Image['provenance'];
  readonly starts: readonly StageStart[];
  /** Of the base image; null where nobody had them. */
  readonly baseDiffIDs: readonly Digest[] | null;
};
