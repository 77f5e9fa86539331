import type { InstructionRef } from '../dockerfile/instruction.ts';

/** A package that came, went or changed. Bytes are content bytes of its files; versions ascending, empty where it is not there. */
export type PackageChange = {
  /** Package URL without version. */
  readonly key: string;
  readonly name: string;
  readonly versions: { readonly baseline: readonly string[]; readonly candidate: readonly string[] };
  readonly baseline: number;
  readonly candidate: number;
  readonly delta: number;
};

/** Something that was asked for, and what of the change came or went with it. */
export type RequestChange = {
  /**
   * `package`: a package that was asked for by name; `program`: a program that packages were linked into; `instruction`: an instruction that
   * changed packages which nobody is known to have asked for; `base`: the base image.
   */
  readonly kind: 'package' | 'program' | 'instruction' | 'base';
  /** Name of the package, or path of the program; null for an instruction and the base image. */
  readonly name: string | null;
  /** What asked for it: in the candidate, or in the baseline where the candidate does not have it; null where that is unknown. */
  readonly instruction: InstructionRef | null;
  /** Whether the candidate does not have it any more. */
  readonly gone: boolean;
  /** The package itself; null where it did not change, or is none. */
  readonly own: PackageChange | null;
  /** What came along: the largest change first. */
  readonly along: readonly PackageChange[];
  /** How many more came along. */
  readonly alongOmitted: number;
  /** Of all of them, those that are left out here too. */
  readonly delta: number;
};

/** The change of content size by what asked for it: the deltas of `requests`, `others` and `unowned` add up to it. */
export type RequestedChanges = {
  /** The largest change first. */
  readonly requests: readonly RequestChange[];
  /** Requests that are left out, and packages of which nobody knows who brought them. */
  readonly others: { readonly requests: number; readonly packages: number; readonly delta: number };
  /** What belongs to no package. */
  readonly unowned: { readonly delta: number };
};
