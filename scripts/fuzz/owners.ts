import { catalogLayers } from '../../src/files/build-catalog.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import { packageDatabaseLimit } from '../../src/packages/databases.ts';
import { buildTables, layer, type FileInputs } from '../../test/helpers/image-builder.ts';
import { expectSame } from './target.ts';

const REQUIRED = {
  wantsContent: (path: string, size: number) => size <= packageDatabaseLimit(path),
  gitBlobSizes: new Set<number>(),
};
const FILES: FileInputs = {
  '/bin': { symlink: 'usr/bin' },
  '/usr/bin/make': 'x',
  '/lib/ld-musl-x86_64.so.1': 'x',
};

/** Every row of an image with these databases is owned by a package that there is, or by none. */
export function expectOwners(databases: FileInputs): void {
  const catalog = catalogLayers(buildTables([layer(FILES), layer(databases)], REQUIRED));
  const ownership = resolveOwnership(catalog);
  for (let row = 0; row < catalog.rowCount; row++) {
    const number = ownership.owner(row);
    expectSame(number === -1 || ownership.packages[number] !== undefined, true, `owner ${number}`);
  }
}
