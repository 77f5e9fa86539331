import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { DatabaseFile } from '../../src/packages/database.ts';
import { DATABASES } from '../../src/packages/databases.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, type FileInputs, type LayerInput } from '../../test/helpers/image-builder.ts';
import { ledgerOf } from '../../test/rules/rule-bench.ts';

/** A package database of a real image, and the build tools that are found where its packages have their files. */
export type DatabaseCheck = {
  readonly name: string;
  readonly packages: number;
  readonly files: number;
  readonly tools: readonly string[];
  /** What an application on it would fail for, although it only added a script and had the database written again. */
  readonly wrong: readonly string[];
};

type Stored = { readonly name: string; readonly files: ReadonlyMap<string, Uint8Array> };

/** Where a database is in an image, by how its file is called in the folder. */
const PLACES: readonly (readonly [name: RegExp, path: string])[] = [
  [/\.installed$/, '/lib/apk/db/installed'],
  [/\.rpmdb\.sqlite$/, '/var/lib/rpm/rpmdb.sqlite'],
  [/\.Packages\.db$/, '/usr/lib/sysimage/rpm/Packages.db'],
  [/\.bdb\.Packages$/, '/var/lib/rpm/Packages'],
  [/\.status$/, '/var/lib/dpkg/status'],
];

const SCRIPT = '#!/bin/sh\nexec sleep infinity\n';
/** Nothing is said of what is missing from an image that is not whole. */
const WRONG: ReadonlySet<string> = new Set(['build-tool', 'source', 'secret', 'dev-files', 'context-leak']);

/** Puts every database of the folder into an image that has a small file wherever the database says that a package has one. */
export async function checkDatabases(folder: string): Promise<readonly DatabaseCheck[]> {
  const single = await Promise.all(['apk', 'rpm', 'dpkg'].map((kind) => readStored(folder, kind)));
  const stored = [...single.flat(), await readDistroless(join(folder, 'dpkg-statusd', 'real-bookworm'))];
  return stored.map(checkDatabase).filter(({ files }) => files > 0);
}

async function readStored(folder: string, kind: string): Promise<readonly Stored[]> {
  const names = (await readdir(join(folder, kind))).sort();
  const stored = names.map(async (name): Promise<readonly Stored[]> => {
    const place = PLACES.find(([pattern]) => pattern.test(name))?.[1];
    if (place === undefined) return [];
    return [{ name, files: new Map([[place, await readFile(join(folder, kind, name))]]) }];
  });
  return (await Promise.all(stored)).flat();
}

async function readDistroless(folder: string): Promise<Stored> {
  const files = new Map<string, Uint8Array>();
  for (const name of (await readdir(folder)).sort())
    files.set(`/var/lib/dpkg/status.d/${name}`, await readFile(join(folder, name)));
  return { name: 'distroless status.d', files };
}

function checkDatabase({ name, files }: Stored): DatabaseCheck {
  const read = [...files].map(([path, bytes]): DatabaseFile => {
    return { path, bytes, text: new TextDecoder().decode(bytes) };
  });
  const owned = pathsOf(read);
  const contents: FileInputs = Object.fromEntries(owned.map((path) => [path, 'content']));
  const base = layer({ ...contents, ...Object.fromEntries(files) });
  const ledger = ledgerOf({ own: [base] });
  const findings = scan(ledger).filter(({ category }) => category === 'build-tool');
  const names = new Map(ledger.packages.map((pkg) => [pkg.purl, pkg.name]));
  const tools = findings.map(({ subject, packages }) => {
    const named = packages.flatMap((purl) => names.get(purl) ?? []);
    return named.length === 0 ? subject : `${subject} (${named.join(', ')})`;
  });
  const wrong = wrongOn(base, files);
  return { name, packages: ledger.packages.length, files: owned.length, tools, wrong };
}

/** A package manager that installs one more package writes the whole database. */
function wrongOn(base: LayerInput, files: Stored['files']): readonly string[] {
  const own = [layer(Object.fromEntries(files)), layer({ '/app/serve': SCRIPT })];
  const ledger = ledgerOf({ base: [base], own, config: { entrypoint: ['/bin/sh', '/app/serve'] } });
  return scan(ledger)
    .filter(({ category, inherited }) => !inherited && WRONG.has(category))
    .map(({ ruleId, subject }) => `\`${ruleId}\` ${subject}`);
}

/** A section of the page: one row for each database. */
export function renderDatabaseChecks(checks: readonly DatabaseCheck[]): string {
  return [
    '## With package databases of real images',
    '',
    'Each image has one package database and a small file wherever that says that a package has one, so nothing but names and paths speaks.',
    'Then it is the base image of a script, and an instruction of the application’s own writes the database again, as installing a package does.',
    '',
    '| database | packages | files | build tools | wrongly the application’s |',
    '| :- | -: | -: | :- | :- |',
    ...checks.map(
      ({ name, packages, files, tools, wrong }) =>
        `| \`${name}\` | ${packages} | ${files} | ${tools.length === 0 ? 'none' : tools.join('; ')} | ${wrong.length === 0 ? 'nothing' : wrong.join('; ')} |`,
    ),
    '',
  ].join('\n');
}

/** Paths that the databases list; of a path and one below it only the latter is a file's. */
function pathsOf(files: readonly DatabaseFile[]): readonly string[] {
  const registered = DATABASES.filter(({ kind }) => kind === 'system').flatMap((database) => {
    const wanted = files.filter(({ path }) => database.files.some(({ pattern }) => pattern.test(path)));
    if (wanted.length === 0) return [];
    const reader = database.open({ catalog: catalogLayers([]), distribution: undefined });
    return [...reader.read(wanted).registrations];
  });
  const paths = new Set(registered.flatMap(({ files: owned = [] }) => owned));
  const above = new Set([...paths].map((path) => path.slice(0, path.lastIndexOf('/'))));
  return [...paths].filter((path) => path !== '/' && !above.has(path) && !path.endsWith('/'));
}
