const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes for people: exact below 1000, else decimal units with one digit (`824.3 MB`), as registries and disks count. */
export function renderBytes(bytes: number): string {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? '−' : '';
  if (size < 1000) return `${sign}${size} B`;
  let value = size / 1000;
  let unit = 0;
  // 999,950 B would read as `1000.0 kB`.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${sign}${value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

/** A change in bytes with its sign: `+824.3 MB`, `−1.2 kB`, `0 B`. */
export function renderDelta(bytes: number): string {
  return bytes > 0 ? `+${renderBytes(bytes)}` : renderBytes(bytes);
}

/** A whole number for people: `9,312`. What the language brings for it takes ten milliseconds to start. */
export function renderCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
