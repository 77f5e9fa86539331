import type { DependencyGraph } from './dependency-graph.ts';

/**
 * Of so many packages those that none of the others needs, and one of each circle that nothing else leads to: what a search
 * in depth leaves last is needed by nothing that it left before. `isOverOthers`: what they need by way of packages that are
 * none of them counts, too.
 */
export function topsOf(
  graph: DependencyGraph,
  among: readonly number[],
  isOverOthers = false,
): ReadonlySet<number> {
  const isIn = new Uint8Array(graph.nodes).fill(1, isOverOthers ? 0 : graph.packages);
  for (const number of among) isIn[number] = 1;
  const tops = new Set<number>();
  const reached = new Uint8Array(graph.nodes);
  for (const number of leftLast(graph, among, isIn)) {
    if (reached[number] === 1) continue;
    tops.add(number);
    leave(graph, number, { isIn, seen: reached });
  }
  return tops;
}

/** Packages in the order in which a search in depth leaves them, the last first. */
function leftLast(graph: DependencyGraph, among: readonly number[], isIn: Uint8Array): readonly number[] {
  const seen = new Uint8Array(graph.nodes);
  const left = among.flatMap((number) => (seen[number] === 1 ? [] : leave(graph, number, { isIn, seen })));
  return left.filter((node) => node < graph.packages).reverse();
}

type Searched = { readonly isIn: Uint8Array; readonly seen: Uint8Array };

function leave({ needs }: DependencyGraph, start: number, { isIn, seen }: Searched): number[] {
  const left: number[] = [];
  const open = [{ node: start, edges: needs.of(start), at: 0 }];
  seen[start] = 1;
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.edges[top.at];
    top.at += 1;
    if (next === undefined) {
      left.push(top.node);
      open.pop();
    } else if (isIn[next] === 1 && seen[next] === 0) {
      seen[next] = 1;
      open.push({ node: next, edges: needs.of(next), at: 0 });
    }
  }
  return left;
}
