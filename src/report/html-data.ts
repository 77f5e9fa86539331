/** A tree as the page's script reads it: columns, parents first. Kinds are the first letters of those of the breakdown. */
export type PageTree = {
  readonly parents: readonly number[];
  readonly kinds: string;
  /** As they may be shown: hidden characters are visible. */
  readonly names: readonly string[];
  /** Null without a baseline. */
  readonly baseline: readonly number[] | null;
  readonly candidate: readonly number[];
  readonly files: readonly number[];
};

/** What the page's script is given. */
export type PageData = {
  readonly directories: PageTree;
  readonly instructions: PageTree;
  readonly packages: PageTree;
  readonly classes: PageTree;
  /** How many packages there are, those without a node of their own included. */
  readonly packageCount: number;
};

/** Ids and classes that the page and its script share. */
export const PAGE = {
  data: 'page-data',
  explorer: 'explorer',
  filter: 'finding-filter',
  finding: 'finding',
  /** On the root element where the script runs. */
  scripted: 'scripted',
} as const;
