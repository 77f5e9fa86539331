import type { PlannedImage } from '../inputs/planned-image.ts';
import type { SeveralInputs } from '../inputs/several.ts';
import type { Checkout } from './checkout.ts';
import type { CheckRequest, Environment } from './run.ts';

/** What finding the images of a run needs. `variables`: of this process. */
export type PlanEnvironment = Pick<Environment, 'workspace' | 'token' | 'signal' | 'log'> & {
  readonly variables: Readonly<Record<string, string | undefined>>;
};

/** Images as they are described, and how the baseline's commit describes those of the same names. */
export type Described = {
  readonly images: readonly PlannedImage[];
  /** Absolute path that the descriptions are relative to. */
  readonly folder: string;
  /** Null: it is built as the candidate is. Else what the base describes; an image that it lacks has no baseline. */
  readonly base: { readonly images: readonly PlannedImage[]; readonly what: string } | null;
};

/** What is at hand for finding images. */
export type Planning = {
  readonly request: CheckRequest;
  readonly several: SeveralInputs;
  readonly checkout: Checkout;
  /** The commit to compare with, and the one whose policy judges; undefined where there is none. */
  readonly commit: string | undefined;
  readonly judge: string | undefined;
  /** Values that no description may read. */
  readonly secrets: readonly string[];
  readonly environment: PlanEnvironment;
};
