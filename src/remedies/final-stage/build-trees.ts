import type { Ledger } from '../../ledger/ledger.ts';
import { deriveUsedText } from '../../rules/start/used-text.ts';

/** What a build system leaves beside what it makes. */
type BuildSystem = {
  /** Names of files that lie at the top of its tree. */
  readonly marker: RegExp;
  /** Paths relative to that. */
  readonly leaves: RegExp;
};

const BUILD_SYSTEMS: readonly BuildSystem[] = [
  // CMake: https://cmake.org/cmake/help/latest/manual/cmake.1.html, "Introduction to CMake Buildsystems"
  {
    marker: /^CMakeCache\.txt$/,
    leaves:
      /^(?:.*\/)?(?:CMakeFiles(?:\/|$)|CMakeCache\.txt$|Makefile$|cmake_install\.cmake$|CTestTestfile\.cmake$|install_manifest\.txt$|compile_commands\.json$|build\.ninja$|\.ninja_(?:log|deps)$)/,
  },
  // Setuptools: https://setuptools.pypa.io/en/latest/deprecated/commands.html
  { marker: /^(?:setup\.py|pyproject\.toml)$/, leaves: /^build\/(?:bdist|lib|temp)(?:\.[^/]+)?(?:\/|$)/ },
  // Maven: https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html
  {
    marker: /^pom\.xml$/,
    leaves:
      /^target\/(?:maven-(?:status|archiver)|(?:test-)?classes|generated-(?:test-)?sources|surefire-reports)(?:\/|$)/,
  },
  // Gradle: https://docs.gradle.org/current/userguide/directory_layout.html
  {
    marker: /^(?:build|settings)\.gradle(?:\.kts)?$/,
    leaves: /^(?:\.gradle|build\/(?:classes|generated|kotlin|reports|resources|test-results|tmp))(?:\/|$)/,
  },
  // Cargo: https://doc.rust-lang.org/cargo/reference/build-cache.html
  { marker: /^Cargo\.toml$/, leaves: /^target(?:\/|$)/ },
];

const INSTALLED = /\/(?:node_modules|vendor|site-packages|dist-packages|gems)\//;

/**
 * Tells of a path whether a build system that a `RUN` called left it there, and neither what starts, nor the environment, nor a link names
 * its directory.
 */
export function buildLeavings(ledger: Ledger): (path: string) => boolean {
  const trees = buildTrees(ledger);
  if (trees.length === 0) return () => false;
  const used = [deriveUsedText(ledger), ...ledger.config.env, ...linkTargets(ledger)].join('\n');
  return (path) =>
    trees.some(({ directory, leaves }) => {
      if (!path.startsWith(directory)) return false;
      const [left] = leaves.exec(path.slice(directory.length)) ?? [];
      return left !== undefined && !used.includes(left.replace(/\/$/, ''));
    });
}

function linkTargets({ catalog, ...ledger }: Ledger): readonly string[] {
  const targets: string[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.type(row) === 'symlink' && !ledger.isInherited(row);
    if (isOwn && catalog.visibleRow(catalog.node(row)) === row) targets.push(catalog.linkTarget(row) ?? '');
  }
  return targets;
}

/** Directories with a slash at their end. */
function buildTrees(ledger: Ledger): readonly { readonly directory: string; readonly leaves: RegExp }[] {
  const { catalog } = ledger;
  const trees: { readonly directory: string; readonly leaves: RegExp }[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || ledger.isInherited(row)) continue;
    const name = catalog.paths.name(catalog.node(row));
    const system = BUILD_SYSTEMS.find(({ marker }) => marker.test(name));
    if (system === undefined) continue;
    const path = catalog.path(row);
    if (!INSTALLED.test(path)) trees.push({ directory: path.slice(0, -name.length), leaves: system.leaves });
  }
  return trees;
}
