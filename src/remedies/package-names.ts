import type { SystemManager } from '../rules/start/install-fix.ts';

/** Names of a package by package manager. */
type Names = Partial<Readonly<Record<SystemManager['kind'] | 'other', string>>>;

/** Packages by the program that they bring. */
export const PROGRAM_PACKAGES: Readonly<Record<string, Names>> = {
  bash: { other: 'bash' },
  dash: { other: 'dash' },
  zsh: { other: 'zsh' },
  perl: { other: 'perl' },
  python: { apk: 'python3', apt: 'python-is-python3' },
  python3: { other: 'python3' },
  node: { other: 'nodejs' },
  ruby: { other: 'ruby' },
  php: { apt: 'php-cli', apk: 'php', other: 'php-cli' },
  tini: { apk: 'tini', apt: 'tini' },
  'dumb-init': { apk: 'dumb-init', apt: 'dumb-init' },
  gosu: { apt: 'gosu' },
  'su-exec': { apk: 'su-exec' },
  java: { apk: 'openjdk21-jre-headless', apt: 'default-jre-headless' },
  nginx: { other: 'nginx' },
};

/** Debian's packages that are not called after their library. */
const OTHERS: Readonly<Record<string, string>> = {
  'libz.so.1': 'zlib1g',
  'libjpeg.so.62': 'libjpeg62-turbo',
  'libxslt.so.1': 'libxslt1.1',
  'libexslt.so.0': 'libxslt1.1',
  'libgthread-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libgmodule-2.0.so.0': 'libglib2.0-0',
  'libcrypto.so.3': 'libssl3',
  'libcrypto.so.1.1': 'libssl1.1',
  'libgeos_c.so.1': 'libgeos-c1v5',
};

/**
 * The package of a library by Debian's rule, and the name that it got when time became 64 bits wide.
 * https://www.debian.org/doc/debian-policy/ch-sharedlibs.html
 */
export function debianPackages(soname: string): readonly string[] {
  const [, name = soname, version = ''] = /^(.+?)\.so(?:\.(.+))?$/.exec(soname) ?? [];
  const dash = /\d$/.test(name) && version !== '' ? '-' : '';
  const own = `${name}${dash}${version}`.toLowerCase().replaceAll('_', '-');
  const found = OTHERS[soname] ?? own;
  return [found, `${found}t64`];
}
