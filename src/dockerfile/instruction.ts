/** One instruction of a Dockerfile, with its place. Lines count from 1, `endLine` included. */
export type InstructionRef = {
  /** Path relative to the repository, `/` between components. */
  readonly dockerfile: string;
  readonly line: number;
  readonly endLine: number;
  /** Upper case: `RUN`, `COPY`, `FROM`, … */
  readonly keyword: string;
  /** Stage name as written, or its ordinal from 0 as text. */
  readonly stage: string;
  /** Whole instruction with continuations joined, white space folded; at most 1,000 characters. */
  readonly text: string;
  /** SHA-256 of the whole instruction as the builder reads it, line breaks included; absent where no Dockerfile was read. */
  readonly digest?: string | undefined;
};

/** Where it is: `Dockerfile:12`, or `Dockerfile:12-14` over several lines. */
export function placeOf({ dockerfile, line, endLine }: InstructionRef): string {
  return endLine > line ? `${dockerfile}:${line}-${endLine}` : `${dockerfile}:${line}`;
}

/** Where a layer comes from. `unknown` says why in one clause without a dot. */
export type LayerOrigin =
  | { readonly kind: 'base-image'; readonly from: InstructionRef | null }
  | { readonly kind: 'instruction'; readonly instruction: InstructionRef }
  | { readonly kind: 'unknown'; readonly reason: string };
