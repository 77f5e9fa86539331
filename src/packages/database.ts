import type { FileCatalog } from '../files/catalog.ts';
import type { ContentFacts } from '../files/table/content-facts.ts';
import type { DerivedFiles } from '../files/table/required-files.ts';
import type { Package } from './package.ts';

/** A kind of file that a package database is read from. */
export type DatabaseFileKind = {
  /** How the paths of all of them start or end: nearly every path of an image does neither, and is asked for no pattern. */
  readonly start?: string;
  readonly end?: string;
  readonly pattern: RegExp;
  /** Most bytes of one that are read; a larger one counts as not there. */
  readonly maxBytes: number;
};

/** A file of a database as one layer wrote it. */
export type DatabaseFile = {
  readonly path: string;
  /** Bytes that are not UTF-8 as unpaired surrogates, as paths have them. Both are made anew each time. */
  readonly text: string;
  readonly bytes: Uint8Array;
};

/** What is known of the image beside the database's files. */
export type DatabaseImage = {
  /** All files of all layers: a database may need to know what is installed beside its own files. */
  readonly catalog: FileCatalog;
  /** `ID` of os-release; undefined where there is none. */
  readonly distribution: string | undefined;
};

/**
 * A path whose whole content is a package's. `whole`: nobody else's before it; `shared`: several packages may have it, and
 * then it is nobody's; `unclaimed`: the package's where no other has it.
 */
export type OwnedPath = { readonly path: string; readonly claim: 'whole' | 'shared' | 'unclaimed' };

/** A package whose own entry a layer wrote, and what it owns. Paths are absolute. */
export type Registration = {
  readonly package: Package;
  readonly files?: readonly string[];
  readonly directories?: readonly OwnedPath[];
  /** Whether the database had the package before: a database of all packages is written anew for each. */
  readonly isKnown?: boolean;
  /** Whether all records are there, and where they belong, that the package manager writes of a package that it installs. */
  readonly isComplete?: boolean;
};

/** What one layer changed of a database. */
export type LayerReading = {
  /** All that are installed after the layer, where one file lists all: what is left out owns nothing any more. */
  readonly installed?: readonly Package[];
  /** May be made while it is gone through: there may be more packages than an image may have. */
  readonly registrations: Iterable<Registration>;
  /** Paths of the files that could not be read whole. */
  readonly damaged?: readonly string[];
};

/** A database of one image, layer by layer from the bottom. It reads hostile text: what makes no sense is skipped. */
export type DatabaseReader = {
  /** Takes in what one layer wrote: at least one file, in the order of the layer's rows. */
  read(files: readonly DatabaseFile[]): LayerReading;
};

/** Says of a package's name whether somebody asked for it. */
export type IsAsked = (name: string) => boolean;

/** A file that says which packages somebody asked for by name. It counts as the finished image has it. */
export type RequestFile = DatabaseFileKind & {
  /** Where the file is. */
  readonly path: string;
  /** Whether SQLite may keep its newest pages in a log beside the file. */
  readonly hasLog?: true;
  /** Undefined where it makes no sense. `log`: of SQLite, where there is one. */
  read(file: Pick<DatabaseFile, 'text' | 'bytes'> & { readonly log?: Uint8Array }): IsAsked | undefined;
};

/** Many small files of one folder that say the same together: one for each package. */
export type RequestFolder = DatabaseFileKind & {
  readonly path?: undefined;
  read(files: readonly Pick<DatabaseFile, 'path' | 'text'>[]): IsAsked | undefined;
};

/**
 * One package database: which files it wants, how it reads them, and what it yields. To add one, write its file, its test
 * and its line in `databases.ts`.
 */
export type PackageDatabase = {
  /** As people call it; the name of its row in docs/report.md. */
  readonly name: string;
  /** The types of package URL that it yields. */
  readonly type: Package['type'];
  /** `system`: of the distribution, whose word on a file wins over that of a `language`'s package manager. */
  readonly kind: 'system' | 'language';
  readonly files: readonly DatabaseFileKind[];
  /** Files that are too large to be kept, and what makes a text of them. */
  readonly scanned?: DerivedFiles;
  /** What was noted of a file that is not kept, as the text that the reader is given; undefined for a file of another kind. */
  textOf?(facts: ContentFacts): string | undefined;
  /** What says who asked for a package: the first of them that the image has. */
  readonly requests?: readonly (RequestFile | RequestFolder)[];
  /** The version without what packaging added to it; absent: the version as it is. */
  upstreamVersion?(version: string): string;
  open(image: DatabaseImage): DatabaseReader;
};

/** Most bytes of a file, for the limits of `DatabaseFileKind`. */
export const MIB = 1024 * 1024;
