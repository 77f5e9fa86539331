import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

/** Modules that Go programs were linked from, by their own word. https://pkg.go.dev/runtime/debug#BuildInfo */
export const golang: PackageDatabase = {
  name: 'Go programs',
  type: 'golang',
  kind: 'language',
  files: [],
  textOf: ({ elf }) => elf?.goModules?.join('\n'),
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistrations) }) }),
};

/** A program is its main module's where that was downloaded; what was built here is nobody's but its author's. */
function toRegistrations({ path, text }: DatabaseFile): readonly Registration[] {
  const { needed, main } = goPackages(text.split('\n'));
  const registered = needed.map((pkg) => ({ package: pkg }));
  return main === null ? registered : [...registered, { package: main, files: [path] }];
}

/** Packages of a program: its main module, where that was downloaded, and the others. `lines`: what was noted of it. */
export function goPackages(lines: readonly string[]): {
  readonly main: Package | null;
  readonly needed: readonly Package[];
} {
  const modules = lines.flatMap(toModule);
  const needed = modules.filter(({ isMain }) => !isMain).map((one) => toPackage(one, []));
  const names = needed.map(({ name }) => name);
  const main = modules.find(({ isMain, isFetched }) => isMain && isFetched);
  return { main: main === undefined ? null : toPackage(main, names), needed };
}

type Module = {
  readonly name: string;
  readonly version: string;
  readonly isMain: boolean;
  readonly isFetched: boolean;
};

/** A line of what was noted; a module without a version, as in a workspace, has none: `(devel)`. */
function toModule(line: string): readonly Module[] {
  const [kind, name, version, sum] = line.split(' ', 4);
  if ((kind !== 'mod' && kind !== 'dep') || !isPackageWord(name) || !/[^/]/.test(name)) return [];
  const known = isPackageWord(version) && version !== '(devel)' ? version : '';
  return [{ name, version: known, isMain: kind === 'mod', isFetched: sum === 'fetched' }];
}

function toPackage({ name, version }: Module, depends: readonly string[]): Package {
  const cut = name.lastIndexOf('/');
  const purl = toPurl({
    ...{ type: 'golang', name: name.slice(cut + 1), version },
    ...(cut > 0 && { namespace: name.slice(0, cut) }),
  });
  return { type: 'golang', name, version, purl, depends };
}
