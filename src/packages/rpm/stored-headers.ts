/** The headers of all packages of a database, and whether nothing of it was damaged, as far as that can be seen. */
export type StoredHeaders = { readonly headers: readonly Uint8Array[]; readonly isWhole: boolean };

/** Takes headers until they are more than the database itself has bytes: then some of its bytes stand for several. */
export type HeaderList = StoredHeaders & {
  add(header: Uint8Array): void;
  /** Notes that something makes no sense. */
  damage(): void;
};

/** `bytes`: of the whole database. */
export function createHeaderList(bytes: number): HeaderList {
  const headers: Uint8Array[] = [];
  let left = bytes;
  let isWhole = true;
  return {
    headers,
    get isWhole() {
      return isWhole;
    },
    add: (header) => {
      left -= header.length;
      if (left >= 0) headers.push(header);
      else isWhole = false;
    },
    damage: () => {
      isWhole = false;
    },
  };
}
