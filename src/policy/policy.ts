import type { Severity } from '../rules/rule.ts';
import type { GrowthLimit, SizeUnit } from './size.ts';

/** The five sizes by the policy's names. */
export type SizeName = 'content' | 'rootfs' | 'hidden' | 'transfer' | 'pull';

/** A limit on one size, of the whole image or of a part of it. `path` and `package` are globs. */
export type Budget = {
  readonly size: SizeName;
  readonly max?: number;
  /** The unit in which `max` was written. */
  readonly maxUnit?: SizeUnit;
  readonly maxGrowth?: GrowthLimit;
  readonly path?: string;
  readonly class?: string;
  readonly package?: string;
  readonly dockerfileStage?: string;
};

/** A finding that somebody accepted. `expires`: ISO day, UTC, valid to its end; null only with `permanent: true`. */
export type AllowEntry = {
  /** Rule id or category. */
  readonly rule: string;
  readonly subject?: string;
  readonly path?: string;
  readonly package?: string;
  readonly reason: string;
  readonly expires: string | null;
  readonly source: 'policy' | 'inline';
  /** Inline entries: the text of the instruction that they stand above, to be shown, and its digest, which must match. */
  readonly instructionText?: string;
  readonly instructionDigest?: string;
};

export type FailOn = 'introduced' | 'any' | 'never';

/** How fixes are made and proven. */
export type FixPolicy = {
  /** Program and arguments that run in a container that was started, to see whether it works. */
  readonly probe?: readonly string[];
  /** Images that final stages start from, by the image that builds, or by its name without registry and tag. */
  readonly runtimeBases?: Readonly<Record<string, string>>;
};

/** What one image's entry in `images` says. Paths are relative to the repository. */
export type ImagePolicy = {
  readonly name: string;
  readonly context?: string;
  readonly dockerfile?: string;
  readonly target?: string;
  /** `os/arch` or `os/arch/variant` each. */
  readonly platforms?: readonly string[];
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** As the input `baseline` spells it. */
  readonly baseline?: string;
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly budgets?: readonly Budget[];
  readonly allow?: readonly AllowEntry[];
  readonly fix?: FixPolicy;
};

/** The user's decisions, defaults filled in. docs/policy.md. */
export type Policy = {
  readonly failOn: FailOn;
  readonly inherited: 'report' | 'fail';
  /** Rule id or category to severity; an id wins over its category. Absent: the rule's own severity. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly budgets: readonly Budget[];
  readonly allow: readonly AllowEntry[];
  /** Label name, or false: switched off. */
  readonly waiverLabel: string | false;
  readonly fix: FixPolicy;
  readonly images: readonly ImagePolicy[];
};

/** `content` growth over 10 MiB and 10% together; findings fail when introduced. */
export const DEFAULT_POLICY: Policy = {
  failOn: 'introduced',
  inherited: 'report',
  rules: {},
  budgets: [{ size: 'content', maxGrowth: { bytes: 10 * 1024 * 1024, unit: 'MiB', percent: 10 } }],
  allow: [],
  waiverLabel: 'final-stage-waived',
  fix: {},
  images: [],
};

/** Something the reader must know that is not a finding. `code` is kebab-case and stable. */
export type Notice = { readonly code: string; readonly message: string };
