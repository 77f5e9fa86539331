import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { BuildSteps } from '../dockerfile/build-steps.ts';
import type { StartInstructions } from '../dockerfile/start-instructions.ts';
import type { FileCatalog } from '../files/catalog.ts';
import type { ImageConfig, Layer } from '../image/image.ts';
import type { Arrivals, Package } from '../packages/package.ts';

/** What a row is there for. One class per row, in this order of precedence where several would fit. */
export const FILE_CLASSES = [
  'secret',
  'vcs',
  'package-database',
  'cache',
  'package-manager',
  'toolchain',
  'dev-files',
  'source',
  'debug-symbols',
  'docs',
  'application',
  'runtime',
  'other',
] as const;
export type FileClass = (typeof FILE_CLASSES)[number];

/** The tracked files of the user's repository, by git blob id. Paths are relative to the repository. */
export type RepositoryTree = {
  /** Sizes in bytes of the tracked files, empty files left out. */
  readonly sizes: ReadonlySet<number>;
  /** Tracked paths of a git blob id, ascending. */
  readonly pathsByBlob: ReadonlyMap<string, readonly string[]>;
};

/** The ledger: the catalog with the origin of every layer and the owner, class and repository twin of every row. */
export type Ledger = {
  readonly catalog: FileCatalog;
  readonly config: ImageConfig;
  readonly layers: readonly Layer[];
  /** By layer ordinal. */
  readonly origins: readonly LayerOrigin[];
  /** By index of the configuration's history; empty where nobody attributed it. */
  readonly historyOrigins: readonly LayerOrigin[];
  readonly packages: readonly Package[];
  /** How each of them came in. */
  readonly arrivals: Arrivals;
  /** Paths of visible package databases that could not be read whole. */
  readonly damagedDatabases: readonly string[];
  /** The base image as the builder named it or the Dockerfile names it, `scratch` included; null when unknown. */
  readonly baseName: string | null;
  /** The Dockerfile's part in the image; null when unknown. */
  readonly buildSteps: BuildSteps | null;
  /** Instructions of the Dockerfile that decide how the container starts. */
  readonly start: StartInstructions;
  /** Dockerfile path relative to the repository, or null: part of every fingerprint. */
  readonly dockerfile: string | null;
  /** Who owns the row by the package databases' word, as sums go by it. */
  owner(row: number): Package | undefined;
  /**
   * The owner where its claim counts: the layer that wrote the file registered the package, too, or the base image
   * brought the file. Never more than a claim: content says otherwise (docs/report.md, "Findings").
   */
  rightfulOwner(row: number): Package | undefined;
  /**
   * Whether the row's layer wrote, beside the row, all that a package manager writes of its owner: hand-written entries
   * of a database lack some of it. Still a claim: whoever forges a whole package forges that, too.
   */
  isWhollyRegistered(row: number): boolean;
  /** Whether the finished image's databases have the package. */
  isInstalled(number: number): boolean;
  /** Index into `packages`, or -1. */
  ownerIndex(row: number): number;
  fileClass(row: number): FileClass;
  /**
   * Path of the tracked file with the same git blob id, or undefined. Of several those count first that the repository
   * does not keep among the work of others.
   */
  repositoryTwin(row: number): string | undefined;
  origin(row: number): LayerOrigin;
  /** True where the row's layer came with the base image. */
  isInherited(row: number): boolean;
};
