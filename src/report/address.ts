/** Whether an address can stand in Markdown as it is. */
export function isAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[^\s()<>"'`]+$/.test(url);
}
