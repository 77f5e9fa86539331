import type { Package } from '../../packages/package.ts';

/**
 * A file that gives a tool away where no system package owns it. `path` must match the whole path; its first group is
 * the tool's own directory, all of which belongs to it; without a group only the file itself does. A second group is
 * the version.
 */
export type ToolMarker = {
  /** File names that are tried at all: paths are matched for these only. */
  readonly names: readonly string[];
  readonly path: RegExp;
  /** Directories beside the tool's own that belong to it too. */
  readonly beside?: readonly string[];
};

/** What an unowned ELF program says of itself when it is this tool, whatever its name. */
export type ToolIdentity = { readonly goMainPath?: RegExp; readonly needed?: readonly RegExp[] };

/** One build tool: how to know it, and which rule reports it. */
export type Toolchain = {
  readonly subject: string;
  readonly ruleId: string;
  /** Makes an image an SDK when its base brings it. */
  readonly isSdk: boolean;
  /** Part of what runtime base images ship: told only for rows of the repository's own instructions. */
  readonly ownOnly?: boolean;
  /** As an npm package it counts only where a lock file marks it as a development dependency. */
  readonly developmentOnly?: boolean;
  /** No application runs with it, so neither a lock file nor the container's start is a reason to have it. */
  readonly isNeverNeeded?: boolean;
  /** Names of packages that are this tool, by package type. */
  readonly packages: { readonly [Type in Package['type']]?: RegExp };
  readonly markers?: readonly ToolMarker[];
  /** Names of native programs in `bin` directories; target triplet and version are stripped before. */
  readonly programs?: readonly string[];
  readonly identity?: ToolIdentity;
  /** File under the tool's own directory that has the version, in its first group. */
  readonly version?: { readonly file: string; readonly pattern: RegExp };
  /** Known only because its distribution files it under development. */
  readonly isFiled?: true;
  /** No more severe than this; absent: as its rule says. */
  readonly atMost?: 'warning' | 'note';
  /** Class of its rows; absent: `toolchain`. */
  readonly fileClass?: 'package-manager';
};

export const sdk = { isSdk: true } as const;
export const tool = { isSdk: false } as const;
export const manager = { isSdk: false, fileClass: 'package-manager' } as const;

/** A build tool that lies in the image. */
export type ToolchainFound = {
  readonly tool: Toolchain;
  /** Upstream version without packaging parts, or null. */
  readonly version: string | null;
  /** All rows of the tool and of what only it needs or recommends, of base and own layers, ascending; caches left out. */
  readonly rows: readonly number[];
  /** Indices into `ledger.packages`: the tool itself first, then its other packages, then what only it needs or recommends. */
  readonly packages: readonly number[];
  /** How many of the packages are none of the tool, but needed or recommended by it alone. */
  readonly companions: number;
  /** Whether some of these are only recommended. */
  readonly hasRecommended: boolean;
};
