import { MIB } from './database.ts';
import type { DatabaseFile, DatabaseImage, DatabaseReader, PackageDatabase } from './database.ts';
import type { Package } from './package.ts';
import { toPurl } from './purl.ts';
import { RPM_REQUESTS } from './rpm/asked.ts';
import type { RpmEntry } from './rpm/rpm-entry.ts';
import { withWriteAheadLog } from './rpm/sqlite-wal.ts';
import { readRpmPackages } from './rpm/stored-packages.ts';

const DATABASE =
  /^\/(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(Packages|Packages\.db|rpmdb\.sqlite(?:-wal)?)$/;
/** Names of the formats, the newest first: an update to a newer one may leave the older file behind. */
const FORMATS = ['rpmdb.sqlite', 'Packages.db', 'Packages'] as const;

/** SQLite's newest pages, which a process that was killed leaves behind. */
const LOG = 'rpmdb.sqlite-wal';

/** RPM's database of Fedora, Red Hat, SUSE, Amazon Linux, Azure Linux and what is made of them. rpm(8), `--dbpath` */
export const rpm: PackageDatabase = {
  name: 'RPM',
  type: 'rpm',
  kind: 'system',
  files: [...FORMATS, LOG].map((name) => ({ end: `/rpm/${name}`, pattern: DATABASE, maxBytes: 64 * MIB })),
  requests: RPM_REQUESTS,
  upstreamVersion: (version) => version.replace(/^\d+:/, '').replace(/-[^-]*$/, ''),
  open: openRpm,
};

/** The database of all packages is written anew for each: registered is what it did not have before. */
function openRpm({ distribution }: DatabaseImage): DatabaseReader {
  let before: ReadonlySet<string> = new Set();
  let stored: Stored = { rank: FORMATS.length, file: undefined, log: undefined };
  return {
    read(files) {
      const next = storedIn(files, stored);
      if (next === undefined) return { registrations: [] };
      stored = next;
      const { file, log } = stored;
      const { entries, isWhole } = readRpmPackages(withWriteAheadLog(file?.bytes ?? NO_BYTES, log?.bytes));
      const registered = register(entries, distribution);
      const known = before;
      before = new Set(registered.map(({ package: { purl } }) => purl));
      return {
        installed: registered.map((one) => one.package),
        registrations: registered.map((one) => ({
          ...one,
          isKnown: known.has(one.package.purl),
          // Nobody writes this format by hand.
          isComplete: true,
        })),
        ...(!isWhole && { damaged: files.map(({ path }) => path) }),
      };
    },
  };
}

const NO_BYTES = new Uint8Array(0);

/** The database in the newest format that there is, and SQLite's log that belongs to it. */
type Stored = {
  readonly rank: number;
  readonly file: DatabaseFile | undefined;
  readonly log: DatabaseFile | undefined;
};

/** After a layer wrote some of the files; undefined where they are of an older format. */
function storedIn(files: readonly DatabaseFile[], before: Stored): Stored | undefined {
  const rankOf = ({ path }: DatabaseFile): number => FORMATS.findIndex((name) => path.endsWith(`/${name}`));
  const log = files.find(({ path }) => path.endsWith(`/${LOG}`));
  const file = files.filter((one) => one !== log).toSorted((one, other) => rankOf(one) - rankOf(other))[0];
  const rank = file === undefined ? SQLITE : rankOf(file);
  if (rank > before.rank) return undefined;
  if (rank !== SQLITE) return { rank, file, log: undefined };
  // Where only the log was written, it belongs to the database below. What wrote the database alone took the log into it.
  return { rank, file: file ?? (before.rank === SQLITE ? before.file : undefined), log };
}

const SQLITE = 0;

type Registered = { readonly package: Package; readonly files: readonly string[] };

/** Longest paths of all packages together, in characters; real images have some million. */
const MAX_PATH_CHARACTERS = 64 * MIB;

function register(entries: readonly RpmEntry[], distribution: string | undefined): readonly Registered[] {
  const required = new Set(entries.flatMap(requiredFilesOf));
  let left = MAX_PATH_CHARACTERS;
  return entries.map((entry) => {
    const files = entry.files(left);
    left -= files.reduce((sum, path) => sum + path.length, 0);
    // A required file is provided by whoever has it.
    const provided = new Set([...entry.provides, ...files.filter((path) => required.has(path))]);
    return { package: toRpmPackage(entry, [...provided], distribution), files };
  });
}

function requiredFilesOf({ depends, alsoNeeds, recommends }: RpmEntry): readonly string[] {
  return [...depends, ...alsoNeeds, ...recommends].filter((name) => name.startsWith('/'));
}

/** An entry as a package of a distribution; without a namespace where the image does not say which. */
export function toRpmPackage(
  entry: Omit<RpmEntry, 'files' | 'provides'>,
  provides: readonly string[],
  distribution: string | undefined,
): Package {
  const { name, epoch, version, architecture, depends, group, summary, alsoNeeds, recommends } = entry;
  return {
    type: 'rpm',
    name,
    version: epoch > 0 ? `${epoch}:${version}` : version,
    purl: toPurl({
      ...{ type: 'rpm', name, version },
      ...(distribution !== undefined && { namespace: distribution }),
      ...(architecture !== undefined && { architecture }),
      ...(epoch > 0 && { epoch }),
    }),
    ...{ depends, alsoNeeds, recommends },
    ...(provides.length > 0 && { provides }),
    ...(group !== undefined && { section: group }),
    ...(summary !== undefined && { summary }),
  };
}
