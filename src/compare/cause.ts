/** Who made a difference: what the commits change, a rebuild of the same, or a base image that moved under both. */
export type Cause = 'change' | 'rebuild' | 'base';

/** Where the difference of one layer comes from; `same`: the other image has the layer. */
export type LayerCause = {
  readonly cause: Cause | 'same';
  /** Its growth is not held against the pull request. */
  readonly isExcused: boolean;
  /** Nothing that a pull request can write made the difference: findings in it are not its own either. */
  readonly isCertain: boolean;
  /**
   * Both images have the instruction, it takes nothing from the build context, and its difference is put down to the commits: yet
   * it may come from what the instruction, or a stage that it copies from, fetched.
   */
  readonly isRepeated: boolean;
};
