import type { BaseImage } from '../dockerfile/base-image.ts';
import type { RequiredContent } from '../files/table/layer-table.ts';
import type { Digest } from '../digest.ts';
import type { ImageRecord } from '../image/image-record.ts';
import type { Image, ImageReference, Platform } from '../image/image.ts';
import type { BuildProvenance } from '../image/provenance.ts';
import type { StageStart } from '../image/stage-start.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateRequest } from './request.ts';

/** One side of the gate: an image that can be read, with what is known of its making. */
export type Side = {
  /** What people call it in the report. */
  readonly label: string;
  readonly reference: ImageReference;
  readonly platform?: Platform;
  /** Dockerfile that made it, its path relative to the repository; null when unknown. */
  readonly dockerfile: { readonly path: string; readonly text: string } | null;
  readonly target?: string;
  readonly buildArgs: readonly string[];
  /** `name=source` each: a base image may be replaced by one of these. */
  readonly buildContexts: readonly string[];
  /** Image that the final stage started from, where the user names it. */
  readonly base?: ImageReference;
  readonly repository: RepositoryTree | null;
  /** What the builder recorded beside the image, where it was built here and the builder reports it. */
  readonly provenance?: BuildProvenance;
  /** What the builder said each stage started from, where it was built here. */
  readonly starts?: readonly StageStart[];
  /** What an earlier run recorded of it, where it is not built again. */
  readonly record?: ImageRecord;
};

/** The commit that the candidate is compared with, or why there is none (one clause without a dot). */
export type BaselineCommit = (
  { readonly commit: string; readonly how: string } | { readonly none: string }
) & {
  /** The commit whose policy judges, where it is another one: the base branch as it is now. */
  readonly judge?: string;
};

/** What there is of both images; no baseline is null. */
export type Sides<One> = { readonly candidate: One; readonly baseline: One | null };

/** A side whose image was read. */
export type ReadSide = { readonly side: Side; readonly image: Image };

/** A pull request's waiver label, and the login of who set it where the API reports it. */
export type Waiver = { readonly label: string; readonly by: string | null };

/** The edges of the gate; each implementation lives in one folder of its own. */
export interface GatePorts {
  /** Version of this tool. */
  readonly version: string;
  baselineCommit(request: GateRequest): Promise<BaselineCommit>;
  /** Text of the policy file that the request names or that has the usual name, at a commit or (null) in the checkout; null when there is none. */
  readPolicy(request: GateRequest, commit: string | null): Promise<string | null>;
  /** Text of a file of the repository, at a commit or (null) in the checkout; null when there is none. Path relative to the repository. */
  readText(commit: string | null, path: string): Promise<string | null>;
  /** Path of the Dockerfile that the request builds or names, relative to the repository; null when none is named. */
  dockerfilePath(request: GateRequest): Promise<string | null>;
  /** The same as the user wrote it, links not followed. */
  dockerfileAsWritten(request: GateRequest): Promise<string | null>;
  /** Why the checkout's image may be another than the commit's, one clause without a dot; undefined where it cannot be. */
  whyChanged(request: GateRequest, commit: string): Promise<string | undefined>;
  /** Says why something was not done that was asked for. */
  explain(line: string): void;
  /** The image of the checkout: built, or the one that was given. */
  makeCandidate(request: GateRequest): Promise<Side>;
  /**
   * The image of the baseline commit, built in a disposable worktree. `note` takes what a reader must know of it, however that
   * ends. Throws `build-failed`.
   */
  makeBaseline(request: GateRequest, commit: string, note: (notice: Notice) => void): Promise<Side>;
  /** A baseline that was given by reference. `commit`: whose Dockerfile made it, where that is known. */
  findBaseline(request: GateRequest, commit: string | null): Promise<Side>;
  /** Whether the recorded baseline could not be read, so that it has to be made. */
  isRecordRefused(): boolean;
  /** Gives the recorded baseline up, and says why: a clause without a dot. */
  refuseRecord(why: string): void;
  /** Records images for later runs, where that is asked for. Never throws. `commit`: the baseline's; null: there is none. */
  recordImages(request: GateRequest, read: Sides<ReadSide>, commit: string | null): Promise<void>;
  /** Both images, or the candidate alone, over one table of paths; a layer that both have is read once. */
  openImages(sides: Sides<Side>, required: RequiredContent): Promise<Sides<Image>>;
  /** Whether what earlier runs kept of layers turned out to be wrong, so that images have to be opened again with a new reading. */
  isCacheRefuted(): boolean;
  /**
   * diffIDs of a base image, bottom first: of the daemon's image of that name, or of the registry's of the digest that the
   * builder started from. Null where neither has one that `fits`.
   */
  baseDiffIDs(
    side: Side,
    base: BaseImage,
    fits: (diffIDs: readonly Digest[]) => boolean,
  ): Promise<readonly Digest[] | null>;
  /** The waiver label, where the pull request carries it, or why it does not count. */
  waiver(label: string): Promise<Waiver | { readonly unconfirmed: string } | null>;
}
