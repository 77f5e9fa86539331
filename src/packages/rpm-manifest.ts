import { MIB } from './database.ts';
import type { DatabaseFile, DatabaseImage, PackageDatabase, Registration } from './database.ts';
import { toRpmPackage } from './rpm.ts';
import { isPackageWord } from './purl.ts';

const MANIFEST = '/var/lib/rpmmanifest/container-manifest-2';

/**
 * Names of the packages in images of Azure Linux that have no database of RPM: a line each of what `rpm` printed. It names
 * no files. https://github.com/microsoft/azurelinux, toolkit/docs
 */
export const rpmManifest: PackageDatabase = {
  name: 'RPM manifest',
  type: 'rpm',
  kind: 'system',
  files: [{ start: MANIFEST, pattern: /2$/, maxBytes: 8 * MIB }],
  open: (image) => ({
    read: (files) => ({ registrations: files.flatMap((file) => readLines(file, image)) }),
  }),
};

const MAX_ENTRIES = 100_000;

function readLines({ text }: DatabaseFile, { distribution }: DatabaseImage): readonly Registration[] {
  return parseRpmManifest(text).map((entry) => ({
    package: toRpmPackage({ ...entry, ...UNKNOWN }, [], distribution),
  }));
}

/** What the manifest leaves out. */
const UNKNOWN = { depends: [], alsoNeeds: [], recommends: [], group: undefined, summary: undefined } as const;

/** A package by a line of the manifest. */
export type RpmManifestEntry = {
  readonly name: string;
  readonly epoch: number;
  readonly version: string;
  readonly architecture: string | undefined;
};

/** Name, version with release, times of installing and building, vendor, epoch, size, architecture, … with tabs between. */
export function parseRpmManifest(text: string): readonly RpmManifestEntry[] {
  return text.split('\n', MAX_ENTRIES).flatMap((line) => {
    const [name, version, , , , epoch = '', , architecture] = line.split('\t', 10);
    if (!isPackageWord(name) || !isPackageWord(version)) return [];
    return [
      {
        name,
        version,
        epoch: /^\d{1,9}$/.test(epoch) ? Number(epoch) : 0,
        architecture: isPackageWord(architecture) ? architecture : undefined,
      },
    ];
  });
}
