/** A bar for a share from 0 to 1; what it says stands beside it in words. */
export function renderBar(share: number): string {
  const width = Math.max(0, Math.min(100, Math.round(share * 1000) / 10));
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10"/></svg>`;
}
