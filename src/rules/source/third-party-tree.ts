/** Directories that a package manager fills: what lies below is somebody else's, whatever it is called. */
const DEPENDENCY_TREE =
  /\/(node_modules|site-packages|dist-packages|bower_components|vendor|gems|\.venv|venv|\.cargo|\.rustup|\.m2|\.gradle|\.nuget|\.npm|\.cache)\/|\/pkg\/mod\//;

/** Where distributions and `make install` put programs, libraries and their documents. */
const SYSTEM_TREE =
  /^\/(usr\/(local\/)?(share|lib|lib64|libexec|include)|lib|lib64|var\/lib|nix\/store|etc\/skel)\//;

/** Whether a path lies in a tree of dependencies (`node_modules`, `site-packages`, `vendor`, …). */
export function isDependencyPath(path: string): boolean {
  return DEPENDENCY_TREE.test(path);
}

/** Whether a path lies where installed software lives, and not an application that was copied in. */
export function isInstalledPath(path: string): boolean {
  return SYSTEM_TREE.test(path) || isDependencyPath(path);
}
