import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Visibility } from '../files/table/file-entry.ts';
import type { FieldRef } from '../ledger/config-fields.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Category, Marks, RuleMeta, Severity } from '../rules/rule.ts';
import type { Place } from './places.ts';

/** Where evidence is: a file of the image, or a field of its configuration. */
export type FindingLocation = FileLocation | ConfigLocation;

/** `layer` is an ordinal from 0. */
export type FileLocation = {
  readonly kind: 'file';
  readonly path: string;
  readonly layer: number;
  readonly visibility: Visibility;
  readonly instruction: InstructionRef | null;
};

/** `field`: `config.Env.NPM_TOKEN`, `history[3]`. `instruction`: what set it; null where it is unknown. */
export type ConfigLocation = {
  readonly kind: 'config';
  readonly field: string;
  readonly instruction: InstructionRef | null;
};

/** Where evidence is, as people read it. `instruction`: what made its layer; null where there are several, or where it is unknown. */
export type FindingPlace = FilePlace | ConfigLocation;
export type FilePlace = Place & { readonly instruction: InstructionRef | null };

/**
 * One step of why a package is there: the instruction that asked for it or for what needs it, the program that it was
 * linked into, and the packages that lead to it.
 */
export type ReasonLink =
  | { readonly kind: 'instruction'; readonly instruction: InstructionRef }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly purl: string };

/** What a policy looks at to say how severe a rule's findings are. */
export type Rating = Pick<RuleMeta, 'id' | 'category' | 'severity'>;

/** A finding of one image, before it is compared and judged. The evidence rows stay with it so that sums and splits are exact. */
export type Finding = {
  readonly ruleId: string;
  readonly category: Category;
  /** Rules that say how severe it is: its own, and the one whose things are among the evidence. The most severe counts. */
  readonly ratings: readonly Rating[];
  /** No more severe than this, whatever the rules say; null: no such limit. */
  readonly atMost: Severity | null;
  readonly subject: string;
  readonly version: string | null;
  /** Common name, if that is not the subject with its version. */
  readonly title: string | null;
  /** All evidence comes from the base image. */
  readonly inherited: boolean;
  readonly message: string;
  readonly fix: string;
  /** Bytes of all evidence rows over all layers. */
  readonly bytes: number;
  /** Evidence rows that are regular files or hard links. */
  readonly files: number;
  /** Package URLs: the tool first, then the packages that only it needs or recommends. */
  readonly packages: readonly string[];
  /** Why the first of them is there, what was asked for first; null where there is none, or nobody can tell. */
  readonly because: readonly ReasonLink[] | null;
  /** At most 20: visible rows first, then by size (largest first), then by path; fields of the configuration behind them. */
  readonly locations: readonly FindingLocation[];
  readonly locationsOmitted: number;
  /** At most 20 files and directories that stand for the files in them: what is nearest to the thing first, then the largest. */
  readonly places: readonly FindingPlace[];
  /** What holds all the evidence: a file, a directory at least two levels deep, or a field; null where there is none. */
  readonly place: string | null;
  /** sha256 hex over rule id, subject and Dockerfile path (docs/report.md, "Findings"). */
  readonly fingerprint: string;
  readonly evidence: 'thing' | 'user-files';
  /** Ledger rows of the evidence, ascending. */
  readonly rows: readonly number[];
  /** What tells the things in one file from each other, of the rows that may hold several. */
  readonly marks: Marks;
  /** None of the rows is a location. */
  readonly isUnlisted: boolean;
  /** Rows whose bytes another finding counts. */
  readonly countedElsewhere: ReadonlySet<number>;
  /** Fields of the image's configuration that are evidence; what stands in them is not kept. */
  readonly fields: readonly FieldRef[];
  /** The instruction a reader should look at: of the largest evidence, the `FROM` line when inherited; null when unknown. */
  readonly primary: InstructionRef | null;
};

/** One image with everything that is known of it. */
export type Inspection = { readonly ledger: Ledger; readonly findings: readonly Finding[] };
