import type { Package } from '../../packages/package.ts';
import { adminToolOf, type AdminTool } from './admin-tools.ts';

/** Id of the rule that reports a package which a running container does without, and the subject under which it does. */
export type Spare = {
  readonly ruleId: 'dev-package' | 'debug-symbols' | AdminTool['ruleId'];
  readonly subject: string;
};

/** Names of packages to build against. Debian Policy 8.4; Alpine's and Fedora's packaging guidelines. */
const DEVELOPMENT: Readonly<Partial<Record<Package['type'], RegExp>>> = {
  deb: /-dev$|-dev-bin$|^linux-libc-dev|^linux-headers-|^lib.*-headers$/,
  apk: /-(?:dev|static)$|^linux-headers$/,
  rpm: /-(?:devel|static|headers)(?:-x86)?$/,
};

/** Names of packages of debug symbols. https://wiki.debian.org/DebugPackage; Fedora, "Debuginfo packages" */
const DEBUG: Readonly<Partial<Record<Package['type'], RegExp>>> = {
  deb: /-dbg$|-dbgsym$/,
  apk: /-dbg$/,
  rpm: /-debug(?:info|source)$/,
};

/** What a package is for, where that is not running; undefined for all others. Build tools are known elsewhere. */
export function spareKind(pkg: Package): Spare | undefined {
  if (isIn(pkg, 'debug') || DEBUG[pkg.type]?.test(pkg.name) === true)
    return { ruleId: 'debug-symbols', subject: pkg.name };
  if (isIn(pkg, 'libdevel') || DEVELOPMENT[pkg.type]?.test(pkg.name) === true)
    return { ruleId: 'dev-package', subject: pkg.name };
  return adminToolOf(pkg);
}

/** Sections of Debian; `contrib/libdevel`, too. */
function isIn({ type, section = '' }: Package, name: string): boolean {
  return type === 'deb' && section.slice(section.lastIndexOf('/') + 1) === name;
}
