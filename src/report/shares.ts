/**
 * Room for several things in order of their importance: each gets what it needs as long as there is an equal share for each of
 * those after it; what one leaves, the next may use.
 */
export function shareRoom(needs: readonly number[], room: number): readonly number[] {
  const shares = new Map<number, number>();
  let left = room;
  // The smallest first: whoever needs less than an equal share leaves more to the others.
  const order = needs.map((need, index) => ({ need, index })).toSorted((a, b) => a.need - b.need);
  order.forEach(({ need, index }, place) => {
    const share = Math.min(need, Math.floor(left / (order.length - place)));
    shares.set(index, share);
    left -= share;
  });
  return needs.map((_need, index) => shares.get(index) ?? 0);
}
