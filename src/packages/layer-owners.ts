import type { FileCatalog } from '../files/catalog.ts';
import type { ContentFacts } from '../files/table/content-facts.ts';
import { decodePathText } from '../files/table/path-text.ts';
import { createLanguageClaims, createSystemClaims } from './claims.ts';
import type { Claims, Numbered } from './claims.ts';
import type { DatabaseFile, DatabaseImage, DatabaseReader, PackageDatabase } from './database.ts';
import { isOfKind } from './databases.ts';
import type { PackageRegister } from './register.ts';

/** Who owns a path by the databases of one kind, as they are after the layers that were applied so far. */
export type LayerOwners = {
  /** Takes in the databases that one layer wrote; rows that have content, ascending. */
  apply(rows: readonly number[], layer: number): void;
  /** Number of the package that owns the node now, or -1. */
  owner(node: number): number;
  /** Whether a database has the package now. */
  isInstalled(number: number): boolean;
  /** Paths of databases that could not be read whole. */
  damaged(): readonly string[];
};

type Opened = {
  readonly database: PackageDatabase;
  readonly reader: DatabaseReader;
  /** Numbers of the packages that are installed now. */
  installed: Set<number>;
  /** Paths that could not be read whole when they were written last. */
  readonly damaged: Set<string>;
};

type State = {
  readonly catalog: FileCatalog;
  readonly register: PackageRegister;
  readonly opened: readonly Opened[];
  readonly claims: Claims;
};

export function createLayerOwners(
  catalog: FileCatalog,
  { databases, image, register }: LayerOwnersInput,
): LayerOwners {
  const opened = databases.map((database) => ({
    database,
    reader: database.open(image),
    installed: new Set<number>(),
    damaged: new Set<string>(),
  }));
  const isSystem = databases.some(({ kind }) => kind === 'system');
  const claims = isSystem ? createSystemClaims(catalog) : createLanguageClaims(catalog);
  const state: State = { catalog, register, opened, claims };
  let live = new Uint8Array(0);
  return {
    apply(rows, layer) {
      const files = rows.map((row) => ({ path: catalog.path(row), facts: catalog.facts(row) ?? {} }));
      const registrations = opened.flatMap((one) => readLayer(state, one, { files, layer }));
      claims.take(registrations);
      live = liveOf(state);
    },
    owner(node) {
      const number = claims.owner(node);
      return number >= 0 && live[number] === 1 ? number : -1;
    },
    isInstalled: (number) => live[number] === 1,
    damaged: () => opened.flatMap((one) => [...one.damaged]),
  };
}

/** `databases`: all of one kind. */
type LayerOwnersInput = {
  readonly databases: readonly PackageDatabase[];
  readonly image: DatabaseImage;
  readonly register: PackageRegister;
};

/** The file where it is one of the database. */
function toFile({ path, facts }: Written, database: PackageDatabase): readonly DatabaseFile[] {
  const noted = database.textOf?.(facts);
  if (noted === undefined && !database.files.some((kind) => isOfKind(kind, path))) return [];
  const bytesOf = (): Uint8Array => facts.content ?? NO_BYTES;
  return [
    {
      path,
      get bytes() {
        return bytesOf();
      },
      get text() {
        return noted ?? decodePathText(bytesOf());
      },
    },
  ];
}

const NO_BYTES = new Uint8Array(0);

/** A file of some database, as a layer wrote it. */
type Written = { readonly path: string; readonly facts: ContentFacts };

type Layer = { readonly files: readonly Written[]; readonly layer: number };

function readLayer({ register }: State, opened: Opened, { files, layer }: Layer): readonly Numbered[] {
  const { database, reader } = opened;
  const own = files.flatMap((file) => toFile(file, database));
  if (own.length === 0) return [];
  const { installed, registrations, damaged = [] } = reader.read(own);
  for (const { path } of own) opened.damaged.delete(path);
  for (const path of damaged) opened.damaged.add(path);
  if (installed !== undefined) opened.installed = new Set(installed.map((pkg) => register.number(pkg)));
  const numbered: Numbered[] = [];
  for (const registration of registrations) {
    const number = register.number(registration.package);
    if (registration.isKnown !== true) register.note(number, layer, registration.isComplete);
    opened.installed.add(number);
    numbered.push({ ...registration, number });
  }
  return numbered;
}

function liveOf({ register, opened }: State): Uint8Array<ArrayBuffer> {
  const live = new Uint8Array(register.packages.length);
  for (const { installed } of opened) for (const number of installed) live[number] = 1;
  return live;
}
