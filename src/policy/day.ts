/** Whether a text is an existing ISO day such as `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether an entry that is valid to the end of `expires` (UTC) is over `today`. ISO days compare as texts. */
export function isExpired(expires: string | null, today: string): boolean {
  return expires !== null && expires < today;
}
