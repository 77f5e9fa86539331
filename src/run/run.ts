import type { GateRequest } from '../gate/request.ts';
import type { BuildLog } from '../build/docker/build-log.ts';
import type { RunFolder } from '../build/run-folder.ts';
import type { Checkout } from './checkout.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Digest } from '../digest.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';
import type { ReadingTime } from './reading-time.ts';
import type { LayerCache } from '../layer-cache/layer-cache.ts';

/** What the shells bring: the client of GitHub, where logs go, what may cancel. */
export type Environment = {
  readonly token: string | null;
  readonly client: GitHubClient | null;
  readonly signal: AbortSignal;
  /** GITHUB_WORKSPACE, which holds the checkout; null outside of a workflow. */
  readonly workspace: string | null;
  /** Where build logs go; absent: standard error. */
  readonly buildLog?: BuildLog;
  /** Values of secrets, for the builder's environment. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly log: (message: string) => void;
  /** Registries that may be asked without TLS, besides those of the engine. */
  readonly insecureRegistries: readonly string[];
  /** Longest that reading the images may take. */
  readonly readMinutes: number;
  /** Told now and then how many bytes of an image were read. */
  readonly onProgress?: (label: string, bytes: number) => void;
  /** Absent: every layer is read. */
  readonly layerCache?: LayerCache;
};

/** What one run has at hand. `made` is disposed of in reverse order when the run ends, however it ends. */
export type Run = {
  readonly environment: Environment;
  readonly checkout: Checkout;
  readonly runFolder: RunFolder | null;
  readonly made: AsyncDisposable[];
  readonly readingTime: ReadingTime;
  /** Layers that were read in the engine's own folders; null: that is not asked for. */
  readonly inPlace: Map<Digest, LayerBlob> | null;
};

/** A run that builds, or is given, the image of a checkout. */
export type CheckRequest = GateRequest & { readonly mode: 'check' };
