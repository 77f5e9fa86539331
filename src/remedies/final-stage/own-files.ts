import { isGenerated } from '../../compare/generated-files.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { buildLeavings } from './build-trees.ts';
import { isOfInstalling, isOfScripts, isOfTriggers } from './package-scripts.ts';
import { isSystemPackage } from './system-files.ts';
import { deriveUsedText } from '../../rules/start/used-text.ts';
import { cacheManager } from '../../rules/waste/package-caches.ts';
import type { Finding } from '../../scan/finding.ts';

/** What the repository's own instructions left in the root filesystem, sorted by whether a final stage needs it. Visible rows. */
export type OwnFiles = {
  /** Files that the program may need, and directories that stand empty for it. */
  readonly kept: ReadonlySet<number>;
  /** What only the build needed. */
  readonly dropped: ReadonlySet<number>;
  /** What nobody needs and what harms nobody: logs, caches of the system, what its packages bring again. */
  readonly indifferent: ReadonlySet<number>;
};

/** Findings whose evidence a final stage does without. */
const LEFT_BEHIND: ReadonlySet<string> = new Set(
  (
    'c-toolchain go-toolchain rust-toolchain jdk jvm-build-tool dotnet-sdk node-bundler python-build-tool ruby-build-tool ' +
    'php-build-tool code-generator other-toolchain packaging-tool source-file vcs-directory context-file dev-package header ' +
    'static-library build-cache package-cache'
  ).split(' '),
);

/** Trees that are whole or nothing: what is in them was installed together, and notes itself. */
const INSTALLED_TREE = /\/(?:node_modules|vendor|site-packages|dist-packages|gems)\//;

/** What commands leave in homes and in the folders of the system beside what they are for. */
const LEFTOVERS: readonly RegExp[] = [
  /^\/(?:run|var\/run|proc|sys|dev)\//,
  /^\/var\/(?:lib\/(?:apt|dpkg|systemd|ucf|pam)|cache\/(?:apt|debconf|ldconfig|man|apk|dnf|yum)|backups)\//,
  /^\/etc\/(?:\.pwd\.lock|mailcap|ca-certificates\.conf)$/,
  /^\/usr\/share\/(?:mime\/(?!packages\/)|applications\/mimeinfo\.cache$|icons\/[^/]+\/icon-theme\.cache$|glib-2\.0\/schemas\/gschemas\.compiled$)/,
  /^\/(?:root|home\/[^/]+)\/\.(?:npm|gnupg|m2|gradle|rustup|nuget|templateengine|node-gyp|yarn|wget-hsts|bash_history|lesshst|config\/(?:go|configstore))(?:\/|$)/,
  /\/\.(?:config\/)?composer\/(?:\.htaccess$|keys\.|cache\/)/,
  /\/\.cache\/(?:pip|uv|pypoetry|go-build|yarn|pnpm|composer|node-gyp|ccache|sccache|zig|bazel|JNA)(?:\/|$)/,
  /^\/(?:root\/|home\/[^/]+\/)?go\/pkg\/|\/\.?cargo\/(?:registry|git|\.(?:package-cache|global-cache|crates)[^/]*)(?:\/|$)/,
];

/** Accounts are carried over by the instructions that made them. */
const ACCOUNTS = /^\/etc\/(?:passwd|group|shadow|gshadow|subuid|subgid)-?$/;

/** Evidence of the image's own findings tells what is left behind; a class tells it where no finding looks. */
export function sortOwnFiles(ledger: Ledger, findings: readonly Finding[]): OwnFiles {
  const [left, isOfBuild] = [leftBehind(findings), buildLeavings(ledger)];
  const files = { kept: new Set<number>(), dropped: new Set<number>(), indifferent: new Set<number>() };
  const { catalog } = ledger;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || ledger.isInherited(row)) continue;
    const kind = kindOf(ledger, row, left);
    if (kind === null) continue;
    const isLeft = kind === 'kept' && isOfRun(ledger, row) && isOfBuild(catalog.path(row));
    files[isLeft ? 'dropped' : kind].add(row);
  }
  return files;
}

/** Whether findings of a rule are of what only the build needed. */
export function isLeftBehind(ruleId: string): boolean {
  return LEFT_BEHIND.has(ruleId);
}

/** Rows of what own instructions left although only the build needed it, by the findings' word. */
export function leftBehind(findings: readonly Finding[]): ReadonlySet<number> {
  const own = findings.filter(({ ruleId, inherited }) => LEFT_BEHIND.has(ruleId) && !inherited);
  return new Set(own.flatMap(({ rows }) => rows));
}

function kindOf(ledger: Ledger, row: number, left: ReadonlySet<number>): keyof OwnFiles | null {
  const { catalog } = ledger;
  const path = catalog.path(row);
  if (catalog.type(row) === 'directory') return kindOfDirectory(ledger, row, path);
  // The final stage has it from its own package, or not at all.
  if (isSystemPackage(ledger.rightfulOwner(row))) return null;
  if (isLeftover(ledger, row, path)) return left.has(row) ? 'dropped' : 'indifferent';
  if (ledger.fileClass(row) === 'vcs') return 'dropped';

  return left.has(row) && !INSTALLED_TREE.test(path) ? 'dropped' : 'kept';
}

/** What a `COPY` brought is there for a reason, except where nothing is to last. */
function isLeftover(ledger: Ledger, row: number, path: string): boolean {
  if (isMadeAgain(ledger, row, path)) return true;
  if (TEMPORARY.test(path)) return !isAtWork(ledger, path);
  return (
    isOfRun(ledger, row) && (LEFTOVERS.some((leftover) => leftover.test(path)) || isOfTriggers(ledger, row))
  );
}

function isOfRun({ catalog, origins }: Ledger, row: number): boolean {
  const origin = origins[catalog.layer(row)];
  return origin?.kind === 'instruction' && origin.instruction.keyword === 'RUN';
}

/** FHS 3.0, 3.18: programs must not assume that anything there is preserved. */
const TEMPORARY = /^\/(?:tmp|var\/tmp)\//;

function isAtWork(ledger: Ledger, path: string): boolean {
  const { workingDir = '' } = ledger.config;
  const isWithin = TEMPORARY.test(`${workingDir}/`) && path.startsWith(`${workingDir}/`);
  return isWithin || TEMPORARY_WORD.test(deriveUsedText(ledger));
}

const TEMPORARY_WORD = /(?:^|[\s"'=])\/(?:var\/)?tmp\/\w/;

/** By packages, where they are installed. */
function isMadeAgain(ledger: Ledger, row: number, path: string): boolean {
  return isGenerated(path) || ACCOUNTS.test(path) || isOfScripts(ledger, row);
}

/** Only an empty one is a thing of its own: a program may write into it. */
function kindOfDirectory(ledger: Ledger, row: number, path: string): keyof OwnFiles | null {
  const { catalog } = ledger;
  if (catalog.paths.firstChild(catalog.node(row)) >= 0) return null;
  const isLeft = isLeftover(ledger, row, `${path}/`) || isOfInstalling(ledger, row);
  const isOfTool = ledger.fileClass(row) === 'vcs' || cacheManager(`${path}/x`) !== undefined;
  return isLeft || isOfTool ? 'indifferent' : 'kept';
}
