import type { ImageReference, Platform } from '../image/image.ts';
import type { Overrides } from '../policy/apply-policy.ts';

/** What to build, in build-push-action's words. `context` and `dockerfile` are relative to the working directory. */
export type BuildInputs = {
  readonly context: string;
  /** Absent: `Dockerfile` in the context. */
  readonly dockerfile?: string;
  readonly target?: string;
  /** `NAME=value` each. */
  readonly buildArgs: readonly string[];
  /** `name=source` each. */
  readonly buildContexts: readonly string[];
  /** As `docker buildx build --secret` takes them. */
  readonly secrets: readonly string[];
  readonly platform?: Platform;
  readonly builder?: string;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly network?: string;
};

/** A shell command that runs in a tree before it is built: in the baseline's always. */
export type Prepare = { readonly command: string; readonly inCandidate: boolean };

/** What GitHub says happened; `none` outside of a workflow. Shas are 40 hex digits. */
export type GitHubEvent =
  | {
      readonly kind: 'pull_request';
      readonly number: number;
      readonly headSha: string;
      readonly baseSha: string;
      /** Branch name, without `refs/heads/`. */
      readonly baseRef: string;
      /** `owner/name` of the repository that branch is in; absent where nobody says: then it is `origin`'s. */
      readonly baseRepository?: string;
      readonly isFork: boolean;
      readonly labels: readonly string[];
      /** The merge commit that GitHub made for this run; absent where the run is not about one. */
      readonly mergeSha?: string;
    }
  | { readonly kind: 'merge_group'; readonly baseSha: string; readonly headSha: string }
  | { readonly kind: 'push'; readonly before: string | null; readonly after: string; readonly ref: string }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'none' };

export type BaselineChoice =
  /** From git: by the event, else the merge base with `baseRef` or the remote's default branch. */
  | { readonly kind: 'git'; readonly baseRef?: string }
  | { readonly kind: 'reference'; readonly reference: ImageReference }
  /** `why`: one clause without a dot; absent: none was requested. */
  | { readonly kind: 'none'; readonly why?: string };

type Common = {
  /** Policy file; absent: `.github/final-stage.yml` where there is one. */
  readonly policyPath?: string;
  readonly overrides: Overrides;
  /** Read the engine's own folders where that is possible. Absent: no. */
  readonly readInPlace?: boolean;
  readonly event: GitHubEvent;
  /** Today as ISO day in UTC: allow entries expire by it. */
  readonly today: string;
};

/** For images that are given, not built. */
type Given = Common & {
  readonly platform?: Platform;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly buildArgs: readonly string[];
  /** Image that the final stage started from, when no builder reports it. */
  readonly base?: ImageReference;
  /** Folder whose tracked files count as source; absent: the checkout that holds the Dockerfile, else none. */
  readonly repository?: string;
};

export type GateRequest =
  | (Common & {
      readonly mode: 'check';
      readonly build: BuildInputs;
      /** How the baseline is built, where its commit describes it in another way. Absent: as `build` says. */
      readonly baselineBuild?: BuildInputs;
      /** What people call the image, where several are gated and the policy has no name for it. */
      readonly imageName?: string;
      /** Absent: the trees are built as they are. */
      readonly prepare?: Prepare;
      readonly image?: ImageReference;
      readonly baseline: BaselineChoice;
      /** Whether nothing is built where nothing changed that the image is built from. Absent: no. */
      readonly skipWhenUnchanged?: true;
      /** Whether a baseline that an earlier run recorded is taken, and images are recorded for later runs. Absent: no. */
      readonly recordBaseline?: true;
      /** Whether fixes are looked for after the verdict. Absent: no. */
      readonly suggestFixes?: true;
      /** Longest that proving fixes may take. Absent: ten minutes. */
      readonly fixMilliseconds?: number;
      /** Whether a proof only looks at the images, or starts them as well. Absent: `static`. */
      readonly verify?: 'static' | 'run';
    })
  | (Given & { readonly mode: 'inspect'; readonly candidate: ImageReference })
  | (Given & {
      readonly mode: 'compare';
      readonly candidate: ImageReference;
      readonly baseline: ImageReference;
      readonly baselineBase?: ImageReference;
    });
