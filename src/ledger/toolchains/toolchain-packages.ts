import type { Package } from '../../packages/package.ts';
import { LANGUAGE_TOOLCHAINS } from './language-toolchains.ts';
import { NATIVE_TOOLCHAINS } from './native-toolchains.ts';
import { OTHER_TOOLCHAINS } from './other-toolchains.ts';
import type { Toolchain } from './toolchain.ts';

/** All build tools that are known by name; the first one that fits counts. */
export const TOOLCHAINS: readonly Toolchain[] = [
  ...NATIVE_TOOLCHAINS,
  ...LANGUAGE_TOOLCHAINS,
  ...OTHER_TOOLCHAINS,
];

/** Virtual packages that only compilers and linkers provide. Debian Policy, "Authoritative list of virtual package names". */
const TOOL_PROVIDES =
  /^(?:c-compiler|c\+\+-compiler|objc(?:\+\+)?-compiler|fortran\d*-compiler|d-v\d-compiler|elf-binutils|java\d*-sdk(?:-headless)?|java-compiler|scheme-.+-compiler|lisp-compiler|go-compiler)$/;

/** Sections of Debian in which a program that calls itself a compiler is a build tool. */
const TOOL_SECTIONS = /(?:^|\/)(?:devel|haskell|ocaml|lisp|java|rust|electronics|golang|cli-mono)$/;
const TOOL_SUMMARY =
  /\b(?:cross[- ])?(?:compilers?|assembler|linker|toolchain|preprocessor|transpiler|minifier|yacc|parser generator|(?:lexical|lexer|scanner)\b.{0,20}\bgenerator|lexical analy[sz]er|make ?files?\b.{0,30}|build(?:ing)?[- ](?:system|tool|machine|automation)|like make|around make)\b|\bbuild (?:tool|system)|\bfrom .{0,40}source packages?\b/i;
/** Languages in Section devel; their interpreters may be what the image is for. */
const LANGUAGE_SUMMARY = /\b(?:programming language|language based on|extension for C)/i;
/** What talks about compilers and is none. */
const NO_TOOL =
  /-(?:doc|docs|data|common|base|examples?|locales|source|dbg|dbgsym|mode|el|dev)$|^(?:lib(?!.*-bin$)|elpa-|vim-)/;

function named(pkg: Package): Toolchain | undefined {
  return TOOLCHAINS.find((toolchain) => {
    if (toolchain.packages[pkg.type]?.test(pkg.name) !== true) return false;
    if (pkg.type !== 'npm') return true;
    return toolchain.developmentOnly === true ? pkg.isDevelopment === true : pkg.isDevelopment !== false;
  });
}

function isToolBySummary(section: string, summary: string): boolean {
  const text = summary.slice(0, 200);
  if (TOOL_SECTIONS.test(section) && TOOL_SUMMARY.test(text)) return true;
  return /(?:^|\/)devel$/.test(section) && LANGUAGE_SUMMARY.test(text) && !/interpret|runtime/i.test(text);
}

function isToolByItsOwnWord({ name, section, summary, provides }: Package): boolean {
  if (NO_TOOL.test(name)) return false;
  if (provides?.some((virtual) => TOOL_PROVIDES.test(virtual)) === true) return true;
  return section !== undefined && summary !== undefined && isToolBySummary(section, summary);
}

/**
 * The build tool that a package is: one known by name, else, for Debian, one that calls itself so in Section, Provides
 * and summary; such a tool is a subject of its own and counts only where the package ships programs.
 */
export function toolchainOf(
  pkg: Package,
): { readonly toolchain: Toolchain; readonly needsProgram: boolean } | undefined {
  const known = named(pkg);
  if (known !== undefined) return { toolchain: known, needsProgram: false };
  if (pkg.type !== 'deb' || !isToolByItsOwnWord(pkg)) return undefined;
  const toolchain = { subject: pkg.name, ruleId: 'other-toolchain', isSdk: false, packages: {} };
  return { toolchain, needsProgram: true };
}
