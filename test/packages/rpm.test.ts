import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import {
  parseAutoInstalled,
  parseDnfHistory,
  parseDnfReasons,
  parseTdnfHistory,
} from '../../src/packages/rpm/asked.ts';
import { parseRpmEntry } from '../../src/packages/rpm/rpm-entry.ts';
import { withWriteAheadLog } from '../../src/packages/rpm/sqlite-wal.ts';
import { readRpmPackages } from '../../src/packages/rpm/stored-packages.ts';
import { parseRpmManifest } from '../../src/packages/rpm-manifest.ts';
import { layer, whiteout } from '../helpers/image-builder.ts';
import {
  rpmBerkeleyDb,
  rpmHeader,
  rpmNdb,
  rpmSqlite,
  rpmSqliteBytes,
  sqliteDatabase,
  sqliteWithLog,
  type RpmInput,
} from '../helpers/rpm-database.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ledger, rowOf } from '../ledger/ledger-builder.ts';
import { corpusBytes, corpusText, describeWithCorpus } from './corpus.ts';

const folder = temporaryFolder();
const SQLITE = '/var/lib/rpm/rpmdb.sqlite';
const OS = { '/etc/os-release': 'ID="rocky"\n' };
let count = 0;
const sqlite = (packages: readonly RpmInput[]) => rpmSqlite(join(folder, `${(count += 1)}.sqlite`), packages);

const BASH: RpmInput = {
  name: 'bash',
  epoch: 2,
  provides: ['bash', 'config(bash)'],
  requires: [
    'libc.so.6()(64bit)',
    'rpmlib(FileDigests)',
    '(a or b)',
    '(c if d)',
    '((e and f) with g)',
    'x y',
  ],
  files: ['/usr/bin/bash', '/usr/share/doc/bash/README'],
};
const MAKE: RpmInput = {
  name: 'make',
  group: 'Development/Tools',
  requires: ['/usr/bin/bash'],
  files: [
    '/usr/bin/make',
    { path: '/var/log/make', flags: 1 << 6 },
    { path: '/usr/share/doc/make', state: 2 },
    { path: '/etc/make.conf', flags: 1 },
  ],
};

test('a header has name, version, relations and the files that were written', () => {
  const bash = parseRpmEntry(rpmHeader(BASH))!;
  expect(bash).toMatchObject({ name: 'bash', epoch: 2, version: '1.0-1.el9', architecture: 'x86_64' });
  expect(bash.depends).toEqual(['libc.so.6()(64bit)', 'a', 'e', 'f', 'g']);
  expect(bash.group).toBeUndefined();
  const make = parseRpmEntry(rpmHeader(MAKE))!;
  expect(make.group).toBe('Development/Tools');
  expect(make.files(1000)).toEqual(['/usr/bin/make', '/etc/make.conf']);
});

describe.each([
  ['SQLite', sqlite],
  ['ndb', rpmNdb],
  ['Berkeley DB', rpmBerkeleyDb],
  ['Berkeley DB of a big-endian machine', (packages: readonly RpmInput[]) => rpmBerkeleyDb(packages, false)],
])('a database of %s', (_name, build) => {
  const many = Array.from({ length: 40 }, (_, index): RpmInput => ({
    name: `p${index}`,
    files: Array.from({ length: index * 20 }, (_, file) => `/usr/share/p${index}/file-${file}`),
  }));

  test('has all packages, small and large', () => {
    const { entries, isWhole } = readRpmPackages(build([BASH, ...many, { name: 'gpg-pubkey' }]));
    expect(entries.map(({ name }) => name).sort()).toEqual(['bash', ...many.map(({ name }) => name)].sort());
    expect(entries.find(({ name }) => name === 'p39')?.files(100_000)).toHaveLength(780);
    expect(isWhole).toBe(true);
  });

  test('is not whole where its end is missing', () => {
    const bytes = build(many);
    for (const part of [0.1, 0.5, 0.95]) {
      const { entries, isWhole } = readRpmPackages(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(isWhole).toBe(false);
      expect(entries.length).toBeLessThanOrEqual(many.length);
    }
  });

  test('ends, whatever of it is overwritten', () => {
    const bytes = build([BASH, MAKE]);
    const step = Math.ceil(bytes.length / 500);
    for (let at = 0; at < bytes.length; at += step) {
      const copy = Buffer.from(bytes);
      copy.fill([0, 1, 5, 255][at % 4] ?? 0, at, Math.min(at + 4, copy.length));
      expect(readRpmPackages(copy).entries.length).toBeLessThanOrEqual(3);
    }
  });
});

test('the paths of a package are no longer together than they may be', () => {
  const long = `/${'d'.repeat(3000)}/`;
  const header = rpmHeader({ name: 'a', files: ['a', 'b', 'c', 'd'].map((name) => long + name) });
  expect(parseRpmEntry(header)?.files(7000)).toEqual([`${long}a`, `${long}b`]);
  expect(
    parseRpmEntry(rpmHeader({ name: 'a', files: [`/${'d'.repeat(5000)}/a`, 'x/a', '/b'] }))?.files(7000),
  ).toEqual(['/b']);
});

test('a database that SQLite did not write is read alike', () => {
  const { entries, isWhole } = readRpmPackages(rpmSqliteBytes([BASH, MAKE]));
  expect(entries.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'bash 1.0-1.el9',
    'make 1.0-1.el9',
  ]);
  expect(isWhole).toBe(true);
});

test('pages that lead in a circle are read once', () => {
  const bytes = rpmBerkeleyDb([
    { name: 'a', files: Array.from({ length: 900 }, (_, file) => `/usr/${file}`) },
  ]);
  bytes.writeUInt32LE(2, 2 * 4096 + 16);
  expect(readRpmPackages(bytes)).toMatchObject({ entries: [], isWhole: false });
  const ndb = rpmNdb([BASH, MAKE]);
  ndb.copy(ndb, 48, 32, 48);
  expect(readRpmPackages(ndb)).toMatchObject({ entries: [{ name: 'bash' }], isWhole: false });
});

describe('packages of an image', () => {
  test('own what they brought, by links of a merged /usr, too', () => {
    const made = ledger([
      layer(OS, {
        '/usr/bin/bash': 'x',
        '/usr/bin/make': 'y',
        '/usr/bin/own': 'z',
        '/var/log/make': 'w',
        '/bin': { symlink: 'usr/bin' },
        [SQLITE]: sqlite([BASH, { ...MAKE, files: ['/bin/make', ...MAKE.files!.slice(1)] }]),
      }),
    ]);
    const ownerOf = (path: string) => made.owner(rowOf(made, path))?.purl;
    expect(ownerOf('/usr/bin/bash')).toBe('pkg:rpm/rocky/bash@1.0-1.el9?arch=x86_64&epoch=2');
    expect(ownerOf('/usr/bin/make')).toBe('pkg:rpm/rocky/make@1.0-1.el9?arch=x86_64');
    expect(ownerOf('/usr/bin/own')).toBeUndefined();
    expect(ownerOf('/var/log/make')).toBeUndefined();
    expect(made.packages[0]).toMatchObject({ version: '2:1.0-1.el9', summary: 'Summary of bash' });
    expect(made.packages[0]?.provides).toContain('/usr/bin/bash');
    expect(made.packages[1]).toMatchObject({ section: 'Development/Tools', depends: ['/usr/bin/bash'] });
    expect(made.damagedDatabases).toEqual([]);
  });

  test('are registered by the layer that brought them, and own nothing once they are gone', () => {
    const made = ledger([
      layer(OS, { '/usr/bin/bash': 'x', [SQLITE]: sqlite([BASH]) }),
      layer({ '/usr/bin/make': 'y', [SQLITE]: sqlite([BASH, MAKE]) }),
      layer(whiteout('/usr/bin/make'), { [SQLITE]: sqlite([BASH]) }),
      layer({ '/usr/bin/make': 'own' }),
    ]);
    expect(made.rightfulOwner(rowOf(made, '/usr/bin/make', 1))?.name).toBe('make');
    expect(made.owner(rowOf(made, '/usr/bin/make', 3))).toBeUndefined();
  });

  test('are read from the newest format that there is', () => {
    const made = ledger([
      layer({ '/var/lib/rpm/Packages': rpmBerkeleyDb([{ name: 'old' }]), [SQLITE]: sqlite([BASH]) }),
      layer({ '/var/lib/rpm/Packages': rpmBerkeleyDb([{ name: 'older' }]) }),
    ]);
    expect(made.packages.map(({ purl }) => purl)).toEqual(['pkg:rpm/bash@1.0-1.el9?arch=x86_64&epoch=2']);
  });

  test.each([
    ['zypper', '/var/lib/zypp/AutoInstalled', '# AutoInstalled generated\nbash\n'],
    [
      'DNF 5',
      '/usr/lib/sysimage/libdnf5/packages.toml',
      '[packages]\n"bash.x86_64" = {reason = "Dependency"}\n"make.x86_64" = {reason = "User"}\n',
    ],
  ])('were asked for by the word of %s', (_name, path, content) => {
    const made = ledger([layer({ [SQLITE]: sqlite([BASH, MAKE]), [path]: content })]);
    expect(made.packages.map(({ isRequested }) => isRequested)).toEqual([false, true]);
  });

  test('are named where the database cannot be read whole, until a later layer mends it', () => {
    const half = sqlite([BASH, MAKE]).subarray(0, 5000);
    expect(ledger([layer({ [SQLITE]: half })]).damagedDatabases).toEqual([SQLITE]);
    expect(ledger([layer({ [SQLITE]: 'nonsense' })]).damagedDatabases).toEqual([SQLITE]);
    expect(ledger([layer({ [SQLITE]: half }), layer({ [SQLITE]: sqlite([BASH]) })]).damagedDatabases).toEqual(
      [],
    );
    expect(ledger([layer({ [SQLITE]: half }), layer(whiteout(SQLITE))]).damagedDatabases).toEqual([]);
  });
});

describe('who asked for a package', () => {
  test('is the last that DNF 4 noted', () => {
    const bytes = sqliteDatabase(join(folder, 'history.sqlite'), (database) => {
      database.exec(`PRAGMA foreign_keys = OFF;
        CREATE TABLE trans_item (id INTEGER PRIMARY KEY AUTOINCREMENT, trans_id INTEGER REFERENCES trans(id),
        item_id INTEGER REFERENCES item(id), repo_id INTEGER REFERENCES repo(id),
        action INTEGER NOT NULL,                                /* (enum) */
        reason INTEGER NOT NULL,                                /* (enum) 1: dependency, 2: user */
        state INTEGER NOT NULL                                  -- (enum)
        );
        CREATE TABLE rpm (item_id INTEGER UNIQUE NOT NULL, name TEXT NOT NULL, epoch INTEGER NOT NULL, version TEXT NOT NULL,
        release TEXT NOT NULL, arch TEXT NOT NULL, FOREIGN KEY(item_id) REFERENCES item(id),
        CONSTRAINT rpm_unique_nevra UNIQUE (name, epoch, version, release, arch));
        INSERT INTO rpm VALUES (1,'gcc',0,'1','1','x'),(2,'cpp',0,'1','1','x'),(3,'cpp',0,'2','1','x'),(4,'m4',0,'1','1','x');
        INSERT INTO trans_item (item_id, action, reason, state) VALUES (1,1,2,1),(2,1,1,1),(3,6,2,1),(4,1,4,1);`);
    });
    const isAsked = parseDnfHistory(bytes)!;
    expect(['gcc', 'cpp', 'm4', 'unknown'].map(isAsked)).toEqual([true, true, false, true]);
    expect(parseDnfHistory(Buffer.from('x'))).toBeUndefined();
  });

  test('is told by DNF 5 on one line or on two', () => {
    const isAsked = parseDnfReasons(
      'version = "1.0"\n[packages]\n"libstdc++.x86_64" = {reason = "Weak Dependency"}\n[packages."python3.11.noarch"]\nreason = "Dependency"\n[packages."make.x86_64"]\nreason = "User"\n',
    );
    expect(['libstdc++', 'python3.11', 'make', 'other'].map(isAsked)).toEqual([false, false, true, true]);
  });

  test('is the last flag of tdnf', () => {
    const bytes = sqliteDatabase(join(folder, 'tdnf.db'), (database) => {
      database.exec(`CREATE TABLE names(Id INTEGER PRIMARY KEY AUTOINCREMENT,name TEXT);
        CREATE TABLE flag_set(Id INTEGER PRIMARY KEY AUTOINCREMENT,trans_id INTEGER,name_id INTEGER,value INTEGER);
        INSERT INTO names (name) VALUES ('gcc'),('binutils'),('m4');
        INSERT INTO flag_set (trans_id, name_id, value) VALUES (1,1,1),(1,2,1),(2,1,0);`);
    });
    const isAsked = parseTdnfHistory(bytes)!;
    expect(['gcc', 'binutils', 'm4', 'unknown'].map(isAsked)).toEqual([true, false, true, true]);
    expect(parseTdnfHistory(Buffer.from('x'))).toBeUndefined();
  });

  test('is what yum noted in a file for each package, layer by layer', () => {
    const reason = (name: string) =>
      `/var/lib/yum/yumdb/${name[0]}/${'ab'.repeat(20)}-${name}-1.0-1.el9-x86_64/reason`;
    const [gcc, cpp] = [{ name: 'gcc' }, { name: 'gcc-cpp' }];
    const made = ledger([
      layer(OS, { [SQLITE]: sqlite([gcc, cpp]), [reason('gcc')]: 'user', [reason('gcc-cpp')]: 'dep' }),
      layer({
        [SQLITE]: sqlite([gcc, cpp, { name: 'm4' }]),
        [reason('m4')]: 'dep',
        [reason('gcc-cpp')]: 'user',
      }),
    ]);
    expect(made.packages.map(({ name, isRequested }) => [name, isRequested])).toEqual([
      ['gcc', true],
      ['gcc-cpp', true],
      ['m4', false],
    ]);
    expect([0, 1, 2].map((number) => made.arrivals.isAskedFor(number))).toEqual([true, false, false]);
  });

  test('is whom zypper does not name', () => {
    expect(['a', 'b'].map(parseAutoInstalled('# x\na\n'))).toEqual([false, true]);
  });
});

test('the manifest of Azure Linux names packages', () => {
  const line =
    'glibc\t2.35-6.cm2\t1700000000\t1690000000\tMicrosoft Corporation\t(none)\t10000\tx86_64\t0\tglibc.src.rpm';
  expect(parseRpmManifest(`${line}\nshadow\t4-1\t1\t2\tM\t2\t1\tnoarch\nnonsense\n\n`)).toEqual([
    { name: 'glibc', epoch: 0, version: '2.35-6.cm2', architecture: 'x86_64' },
    { name: 'shadow', epoch: 2, version: '4-1', architecture: 'noarch' },
  ]);
  const made = ledger([
    layer({ '/var/lib/rpmmanifest/container-manifest-2': line }, { '/etc/os-release': 'ID=azurelinux\n' }),
  ]);
  expect(made.packages.map(({ purl }) => purl)).toEqual(['pkg:rpm/azurelinux/glibc@2.35-6.cm2?arch=x86_64']);
});

describeWithCorpus('real databases of RPM', () => {
  const versions = (file: string) => {
    const { entries, isWhole } = readRpmPackages(corpusBytes(`packages/rpm/${file}`));
    expect(isWhole).toBe(true);
    return entries.map(({ name, version }) => `${name} ${version}`).sort();
  };
  const expected = (file: string) =>
    corpusText(`packages/rpm/${file}.expected.tsv`)!
      .trim()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 2).join(' '))
      .filter((line) => !line.startsWith('gpg-pubkey'))
      .sort();

  test.each(['cbl-mariner-2.0.rpmdb.sqlite', 'grype-centos.bdb.Packages', 'syft.bdb.Packages'])(
    '%s',
    (file) => {
      expect(versions(file)).toEqual(expected(file));
    },
  );

  test('sle15-bci.Packages.db', () => {
    const rows = corpusText('packages/rpm/rpm_package_lists.tsv')!
      .split('\n')
      .map((line) => line.split('\t'));
    const packages = rows.filter(([image, name]) => image === 'SLE15WithNDB' && name !== 'gpg-pubkey');
    expect(versions('sle15-bci.Packages.db')).toEqual(
      packages.map(([, name, version, release]) => `${name} ${version}-${release}`).sort(),
    );
  });

  test('have files, relations and groups', () => {
    const { entries } = readRpmPackages(corpusBytes('packages/rpm/cbl-mariner-2.0.rpmdb.sqlite'));
    const bash = entries.find(({ name }) => name === 'bash')!;
    expect(bash.files(1_000_000)).toContain('/bin/bash');
    expect(bash.depends).toContain('/bin/sh');
    expect(bash.group).toBe('System Environment/Base');
  });
});

describe('pages that SQLite has not written into the database yet', () => {
  const LOG = `${SQLITE}-wal`;
  const names = (...layers: Parameters<typeof ledger>[0]) => {
    const made = ledger(layers);
    return made.packages
      .filter((_, index) => made.isInstalled(index))
      .map(({ name }) => name)
      .sort();
  };
  const insert = (database: DatabaseSync, from: number, count: number) => {
    const statement = database.prepare("INSERT INTO 'Packages' (blob) VALUES (?)");
    for (let index = from; index < from + count; index += 1)
      statement.run(
        rpmHeader({ name: `package-${index}`, files: [`/usr/share/${'x'.repeat(3000)}/${index}`] }),
      );
  };
  const build = (checkpoint: boolean) =>
    sqliteWithLog(join(folder, `${(count += 1)}.sqlite`), (database) => {
      database.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
      insert(database, 0, 20);
      if (checkpoint) database.exec('PRAGMA wal_checkpoint(FULL)');
      insert(database, 20, 30);
      database.exec("DELETE FROM 'Packages' WHERE hnum <= 5");
    });
  const EXPECTED = Array.from({ length: 45 }, (_, index) => `package-${index + 5}`).sort();

  test.each([true, false])('count, with pages of an older use of the log or without: %s', (checkpoint) => {
    const { database, log } = build(checkpoint);
    expect(log.length).toBeGreaterThan(4096);
    expect(names(layer(OS, { [SQLITE]: database, [LOG]: log }))).toEqual(EXPECTED);
    expect(names(layer(OS, { [SQLITE]: database }), layer({ [LOG]: log }))).toEqual(EXPECTED);
    if (!checkpoint) expect(names(layer(OS, { [LOG]: log }))).toEqual(EXPECTED);
  });

  test('are gone with the next database that a layer writes alone', () => {
    const { database, log } = build(true);
    const next = sqlite([{ name: 'only' }]);
    expect(names(layer(OS, { [SQLITE]: database, [LOG]: log }), layer({ [SQLITE]: next }))).toEqual(['only']);
  });

  test('do not count where they are damaged, or were not committed', () => {
    const { database, log } = build(true);
    const whole = names(layer(OS, { [SQLITE]: database }));
    const damaged = Buffer.from(log);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    expect(names(layer(OS, { [SQLITE]: database, [LOG]: damaged }))).toEqual(whole);
    for (let at = 0; at < log.length; at += 1500)
      expect(() => withWriteAheadLog(database, log.subarray(0, at))).not.toThrow();
    const other = Buffer.from(database);
    other.writeUInt16BE(8192, 16);
    expect(withWriteAheadLog(other, log)).toBe(other);
  });
});
