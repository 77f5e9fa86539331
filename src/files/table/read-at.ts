/**
 * Fills `into` with the bytes from a position on, of what can be read anywhere and not only from start to end. Throws
 * `image-unreadable` where there are fewer.
 */
export type ReadAt = (into: Uint8Array, position: number) => void;
