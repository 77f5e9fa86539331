/** Folders of a repository in which projects keep what others wrote. */
const VENDORED =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|gems|vendor|third[_-]?party|3rdparty|externals?|extern|deps|Pods)\//i;

/** Whether a tracked path lies where a repository keeps the work of others; the repository's own word, so no proof. */
export function isVendored(tracked: string): boolean {
  return VENDORED.test(tracked);
}
