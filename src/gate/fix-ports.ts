import type { Denial, Observation, Probe } from '../fix/behaviour.ts';
import type { ChangedFile } from '../fix/patch.ts';
import type { Platform } from '../image/image.ts';
import type { GatePorts, Side } from './ports.ts';
import type { GateRequest } from './request.ts';

/** Texts that stand in for those of the checkout; its context stays as it is. */
export type FixedTexts = { readonly dockerfile: string; readonly ignoreFile: string };

/** What building and proving fixes asks of the world besides the gate. */
export interface FixPorts extends GatePorts {
  /** The ignore file that a build of the checkout uses, or the one that it would use, with an empty text. Path relative to the repository. */
  ignoreFile(request: GateRequest): Promise<{ readonly path: string; readonly text: string }>;
  /** Path of the policy file, relative to the repository. Throws `bad-input` for one outside of it. */
  policyPath(request: GateRequest): Promise<string>;
  /** Builds the checkout's context with other texts, and says how long it took. `ordinal` from 1 tells builds apart. Throws `build-failed`. */
  makeFixed(request: GateRequest, texts: FixedTexts, ordinal: number): Promise<FixedSide>;
  /** The candidate once more, without the builder's cache. Throws `build-failed`. */
  makeAgain(request: GateRequest): Promise<Side>;
  /**
   * Starts a side's image in a container without a network and without mounts, looks at it, and removes it. `trial` says what else it is
   * denied, and how long it is looked at.
   */
  observe(request: GateRequest, side: Side, trial: Trial): Promise<Observation | Unstartable>;
  /** Changes files of the checkout. Throws `bad-input`, and changes nothing, where one is no longer what it was. */
  writeFiles(files: readonly ChangedFile[]): Promise<void>;
  /** Throws where somebody cancelled the run: that is no failure of a fix. */
  throwIfCancelled(): void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** The gate's edges, and the way to those that fixes need. */
export interface GateAndFixPorts extends GatePorts {
  /** Loads what fixes need: for those who ask for them. */
  forFixes(): Promise<FixPorts>;
}
/** How a container is started and looked at. */
export type Trial = {
  readonly probe: Probe;
  readonly denied: readonly Denial[];
  /** What the image is for. */
  readonly platform: Platform;
  /** Longest that it runs. */
  readonly milliseconds: number;
  /** Without a probe, it is looked at until it has printed nothing for so long. */
  readonly quietMilliseconds: number;
};

/** Why no engine can start it: one clause without a dot. */
export type Unstartable = { readonly unavailable: string };

export type FixedSide = { readonly side: Side; readonly seconds: number };
