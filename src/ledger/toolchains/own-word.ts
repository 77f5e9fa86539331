import type { Package } from '../../packages/package.ts';

/**
 * What a package that no table names says of itself. `describes`: that it is a build tool, in its summary or by what it
 * provides; else its distribution merely files it under development. `atMost`: where it is less than a build tool.
 */
export type OwnWord = {
  readonly describes: boolean;
  readonly ruleId: string;
  readonly atMost?: 'warning' | 'note';
};

/** Virtual packages that only compilers and linkers provide. Debian Policy, "Authoritative list of virtual package names". */
const TOOL_PROVIDES =
  /^(?:c-compiler|c\+\+-compiler|objc(?:\+\+)?-compiler|fortran\d*-compiler|d-v\d-compiler|(?:d|m2|algol68|ada|haskell|rust|pascal)-compiler|elf-binutils|java\d*-sdk(?:-headless)?|java-compiler|scheme-.+-compiler|lisp-compiler|go-compiler)(?:-[a-z0-9_]+-linux-gnu[a-z0-9]*)?$/;

/** Sections of Debian in which a program that calls itself a compiler is a build tool. */
const TOOL_SECTIONS = /(?:^|\/)(?:devel|haskell|ocaml|lisp|java|rust|electronics|golang|cli-mono)$/;
const TOOL_SUMMARY =
  /\b(?:cross[- ])?(?:compilers?|assembler|linker|toolchain|preprocessor|transpiler|minifier|yacc|parser generator|(?:lexical|lexer|scanner)\b.{0,20}\bgenerator|lexical analy[sz]er|make ?files?\b.{0,30}|build(?:ing)?[- ](?:system|tool|machine|automation)|like make|around make)\b|\bbuild (?:tool|system)|\bfrom .{0,40}source packages?\b/i;
/** Languages in Section devel; their interpreters may be what the image is for. */
const LANGUAGE_SUMMARY = /\b(?:programming language|language based on|extension for C)/i;
/** What makes programs, said without doubt: such a program is a build tool in every section. */
const SURE_SUMMARY =
  /\b(?:(?:optimi[sz]ing|native[- ]code|cross|retargetable|C|C\+\+|Java|Pascal|Modula-?\d|Oberon|Ada|Fortran|Basic|Forth|Eiffel|Lisp|Scheme|Prolog|Erlang|ML) compiler|macro assembler|cross[- ]assembler|(?:into|to) (?:elf|object) (?:objects?|files?)|build automation|(?:personal|source) package (?:auto)?builder|package building|make replacement)\b/i;
/** What talks about compilers and is none. */
const NO_TOOL =
  /-(?:doc|docs|data|common|base|examples?|locales|source|dbg|dbgsym|mode|el|dev)$|^(?:lib(?!.*-bin$)|elpa-|vim-)/;

/**
 * What runs, watches or shows other things, or is a library: distributions file some of it under development, though a
 * container may be for it.
 */
const OTHER_USE = new RegExp(
  String.raw`\b(?:${[
    'daemon|servers?|clients?|services?|proxy|exporter|prober|relay|webhooks?|bots?|monitor\\w*|messag\\w+|orchestration',
    'virtual machine|interpreter|implementation of|runtime|MPI|parallel|clusters?|containers?|container images?|registries|snap packages|Kubernetes|Kafka|Prometheus',
    'debug\\w*|profil\\w+|trac(?:e|er|ers|es|ing)|instrument\\w*|sampler|inspect(?:ion)?|crash dumps?|stress|benchmark|fuzz\\w*|honeypot|disassembl\\w*|reverse engineering',
    'view(?:er)?|visuali[sz]\\w+|browser|editor|desktop|clipboard|terminal|games?|e-?mail|voice|images?|scanning',
    'compress\\w*|bzip2|encod\\w+|decod\\w+|JSON|YAML|SQL|SASL|OATH|DKIM|DMARC|password|UEFI|MTP|firmware|devices?|drivers?|Yubikeys?',
    'version control|revision control|solver',
  ].join('|')})\b`,
  'i',
);

const DEBIAN_DEVEL = /(?:^|\/)devel$/;
const DEVELOPMENT_FILES = { deb: /-dev(?:-bin|-tools)?$/, apk: /-dev$/, rpm: /-devel$/ } as const;
const RPM_TOOLS = /^Development\/(?:Tools|Build)/;
const RPM_ASIDE = /^Development\/(?:Tools\/(?:Version|Debug|Doc|Other|IDE)|Debug)/;

const PACKAGING = /\b(?:debian|rpm|packaging|source packages?|packages? (?:auto)?build)/i;
const GENERATOR =
  /\b(?:(?:code|parser|lexer|scanner|stub|binding)s?\b.{0,12} generator|generat\w+ .{0,20}code)\b/i;

function isToolBySummary(section: string, summary: string): boolean {
  if (TOOL_SECTIONS.test(section) && TOOL_SUMMARY.test(summary)) return true;
  if (SURE_SUMMARY.test(summary)) return true;
  return DEBIAN_DEVEL.test(section) && LANGUAGE_SUMMARY.test(summary) && !/interpret|runtime/i.test(summary);
}

function describesTool({ type, name, section, summary, provides }: Package): boolean {
  if (type !== 'deb' || NO_TOOL.test(name)) return false;
  if (provides?.some((virtual) => TOOL_PROVIDES.test(virtual)) === true) return true;
  return section !== undefined && summary !== undefined && isToolBySummary(section, summary.slice(0, 200));
}

/** Whether a package of a distribution is there to build against: headers and libraries, and programs that go with them. */
function isDevelopmentFiles({ type, name, section = '' }: Package): boolean {
  if (type !== 'deb' && type !== 'apk' && type !== 'rpm') return false;
  return DEVELOPMENT_FILES[type].test(name) || (type === 'deb' && /(?:^|\/)libdevel$/.test(section));
}

/** Packages that others are built with or built from, in whatever section: modules and headers of the kernel, sources, apk's virtual packages. */
const BUILT_WITH =
  /-(?:dkms|source|src|headers|debug(?:info|source)?)$|^(?:linux|kernel)-(?:headers|devel|kbuild|source)|^\./;

/** Whether a package of a distribution is for development: what it needs is needed for nothing that runs. */
export function isForDevelopment(pkg: Package): boolean {
  return isDevelopmentFiles(pkg) || developmentOf(pkg) !== undefined || BUILT_WITH.test(pkg.name);
}

/** How severe at most a package is that its distribution files under development; undefined where it does not. */
function developmentOf(pkg: Package): Pick<OwnWord, 'atMost'> | undefined {
  const { type, section = '' } = pkg;
  if (isDevelopmentFiles(pkg)) return { atMost: 'warning' };
  if (type === 'deb') return DEBIAN_DEVEL.test(section) ? ofFiled(pkg) : undefined;
  if (type !== 'rpm') return undefined;
  if (RPM_ASIDE.test(section)) return { atMost: 'note' };
  return RPM_TOOLS.test(section) ? ofFiled(pkg) : undefined;
}

function ofFiled({ type, summary = '' }: Package): Pick<OwnWord, 'atMost'> {
  if (GENERATOR.test(summary) || PACKAGING.test(summary)) return {};
  const isOther = OTHER_USE.test(summary) || (type === 'rpm' && LANGUAGE_SUMMARY.test(summary));
  return isOther ? { atMost: 'note' } : {};
}

function ruleOf({ summary = '' }: Package): string {
  if (PACKAGING.test(summary)) return 'packaging-tool';
  return GENERATOR.test(summary) ? 'code-generator' : 'other-toolchain';
}

/** Whether a package that no table names is a build tool by its own or its distribution's word; it counts only where it ships programs. */
export function ownWordOf(pkg: Package): OwnWord | undefined {
  if (describesTool(pkg)) return { describes: true, ruleId: 'other-toolchain' };
  const development = developmentOf(pkg);
  return development && { describes: false, ruleId: ruleOf(pkg), ...development };
}
