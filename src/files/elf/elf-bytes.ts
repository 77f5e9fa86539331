/** The parts of one ELF file that are looked at: the same ones, whether it streams by or is read at positions. */
export type ElfBytes = {
  /** Length of the first part, which starts at 0. */
  readonly headLength: number;
  /** Up to `length` bytes at `offset`, fewer where the part ends; undefined where there is none. Valid until the next call. */
  read(offset: number, length: number): Uint8Array | undefined;
};

/** From `start` up to `end`, in bytes of the file. */
export type ElfPart = { readonly start: number; readonly end: number };

/** The part that has most of the bytes from `offset` on, the first one, and none that has none of them. */
export function findElfPart<Part extends ElfPart>(
  parts: readonly Part[],
  offset: number,
  length: number,
): Part | undefined {
  let found: Part | undefined;
  let most = 0;
  for (const part of parts) {
    const count = offset >= part.start ? Math.min(length, part.end - offset) : 0;
    if (count <= most) continue;
    found = part;
    most = count;
  }
  return found;
}
