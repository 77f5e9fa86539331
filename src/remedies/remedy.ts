import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedDockerfile } from '../dockerfile/edit/placed-instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Finding } from '../scan/finding.ts';

/** The files of the repository that a remedy may change. Paths are relative to the repository. */
export type Project = {
  readonly dockerfile: PlacedDockerfile & { readonly path: string };
  /** The ignore file that the build uses; where there is none, the one that it would use, with an empty text. */
  readonly ignoreFile: { readonly path: string; readonly text: string };
};

/** One finding of an image, and what it was built from. */
export type Diagnosis = Project & {
  readonly ledger: Ledger;
  readonly finding: Finding;
  /** All findings of the image, this one among them. */
  readonly findings: readonly Finding[];
  /** Images that the policy wants final stages to start from, by the image that builds. */
  readonly runtimeBases: Readonly<Record<string, string>>;
};

/** Edits that may make a finding go away, and what they take from the image besides the finding's own evidence. */
export type Proposal = {
  readonly edits: readonly Edit[];
  /** Whether a file that is gone is one that the edits mean to remove. Absent: the finding's evidence alone. */
  readonly removes?: (path: string) => boolean;
  /** Whether a file that changes is one that the edits mean to change. Absent: none. */
  readonly changes?: (path: string) => boolean;
  /** Whether a new file is one that the edits mean to add. Absent: none. */
  readonly adds?: (path: string) => boolean;
  /** Parts of the image's configuration that the edits mean to change. Absent: none. */
  readonly configures?: readonly (keyof Ledger['config'])[];
  /** The final stage starts from another image: what came with either base image is not compared. */
  readonly movesBase?: boolean;
  /** Other findings that go away with the same edits. */
  readonly alsoMends?: readonly Finding[];
};

/**
 * How one kind of finding is mended: a pure function from a finding to edits. It only proposes; what it proposes is shown when
 * it was built and proven (docs/fixes.md).
 */
export type Remedy = {
  /** Kebab-case: what is done. */
  readonly id: string;
  /** Rules whose findings it mends. */
  readonly rules: readonly string[];
  /** One imperative sentence without a dot, plain text. */
  readonly headline: string;
  /** Ways to mend it, the best first; none where there is no certain edit. */
  propose(diagnosis: Diagnosis): readonly Proposal[];
  /** Tests and documentation at once. */
  readonly examples: readonly RemedyExample[];
};

/** A Dockerfile before and after the best proposal. */
export type RemedyExample = {
  readonly rule: string;
  readonly subject: string;
  readonly before: string;
  /** Files of the base image beside `/bin/sh`. */
  readonly base?: readonly LeftFile[];
  /**
   * What the instruction of a line left in the image: paths, and after a `-` what it removed. A path that ends with `*` stands
   * for one file of 2 MiB below it.
   */
  readonly leaves: Readonly<Record<number, readonly LeftFile[]>>;
  /** Text of the Dockerfile, or of the ignore file where that is what changes. */
  readonly after: string;
};

/** A path, a file with its text and mode, an ELF program with what it names, a link, or a directory with the numbers of its user and group. */
export type LeftFile =
  | string
  | { readonly path: string; readonly text: string; readonly mode?: number }
  | { readonly path: string; readonly program: LeftProgram }
  | { readonly path: string; readonly link: string }
  | { readonly path: string; readonly owner: readonly [uid: number, gid: number] };

export type LeftProgram = {
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly versionsNeeded?: readonly string[];
  /** What it has at least. */
  readonly bytes?: number;
  /** Module lines of a Go program, as Go writes them. */
  readonly goModules?: string;
};

export function defineRemedy(remedy: Remedy): Remedy {
  return remedy;
}
