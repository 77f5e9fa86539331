import { MIB } from './database.ts';
import type { DatabaseFile, DatabaseReader, PackageDatabase, Registration } from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';

/** Folder of gems, `default/` where the gem is part of Ruby itself, and the gem's full name. */
const SPECIFICATION = /^(.*)\/specifications\/(default\/)?([^/]+)\.gemspec$/;
/** What a gem's native extension was built into: by platform, by Ruby's interface, by the gem's full name. */
const EXTENSION = /^(.*\/extensions\/[^/]+\/[^/]+\/([^/]+))\/gem_make\.out$/;

/** Gems by the specifications that RubyGems and Bundler write. https://guides.rubygems.org/specification-reference/ */
export const gem: PackageDatabase = {
  name: 'gems',
  type: 'gem',
  kind: 'language',
  files: [
    { end: '.gemspec', pattern: SPECIFICATION, maxBytes: MIB },
    { end: '/gem_make.out', pattern: EXTENSION, maxBytes: MIB },
  ],
  open: openGems,
};

function openGems(): DatabaseReader {
  const byFullName = new Map<string, Package>();
  return {
    read(files) {
      const gems = files.flatMap((file) => toRegistration(file, byFullName));
      return { registrations: [...gems, ...files.flatMap((file) => toExtension(file, byFullName))] };
    },
  };
}

function toRegistration(
  { path, text }: DatabaseFile,
  byFullName: Map<string, Package>,
): readonly Registration[] {
  const [, folder, isDefault, fullName = ''] = SPECIFICATION.exec(path) ?? [];
  const entry = folder === undefined ? undefined : parseGemSpecification(fullName, text);
  if (folder === undefined || entry === undefined) return [];
  const pkg = toPackage(entry);
  byFullName.set(fullName, pkg);
  // The files of a default gem lie among Ruby's own; no directory is that gem's alone.
  const names = isDefault === undefined ? [`gems/${fullName}`, `doc/${fullName}`] : [];
  const directories = names.map((name) => ({ path: `${folder}/${name}`, claim: 'whole' as const }));
  return [{ package: pkg, files: [path], directories }];
}

function toExtension(
  { path }: DatabaseFile,
  byFullName: ReadonlyMap<string, Package>,
): readonly Registration[] {
  const [, directory, fullName = ''] = EXTENSION.exec(path) ?? [];
  if (directory === undefined) return [];
  const entry = parseGemSpecification(fullName, '');
  const pkg = byFullName.get(fullName) ?? (entry && toPackage(entry));
  return pkg === undefined ? [] : [{ package: pkg, directories: [{ path: directory, claim: 'whole' }] }];
}

function toPackage({ name, version, depends }: GemEntry): Package {
  return { type: 'gem', name, version, purl: toPurl({ type: 'gem', name, version }), depends };
}

/** A gem as its specification names it, with the gems that it needs to run. */
export type GemEntry = {
  readonly name: string;
  readonly version: string;
  readonly depends: readonly string[];
};

const MAX_DEPENDENCIES = 2_000;
/** A text as RubyGems has written it over the years. */
const QUOTED = String.raw`(?:%q[<{]([^<>{}]+)[>}]|"([^"]+)"|'([^']+)')`;
const NAME = new RegExp(String.raw`\.name = ${QUOTED}`);
const VERSION = new RegExp(String.raw`\.version = ${QUOTED}`);
const DEPENDENCY = new RegExp(String.raw`\.add_(runtime_|development_)?dependency\(${QUOTED}`, 'g');

/** Gem of a specification, which is Ruby as RubyGems writes it; its file's name says what the text does not. */
export function parseGemSpecification(fullName: string, text: string): GemEntry | undefined {
  const [, nameOfFile, versionOfFile] = /^(.+?)-(\d[^-]*)(?:-.*)?$/.exec(fullName) ?? [];
  const name = quoted(NAME.exec(text)) ?? nameOfFile;
  const version = quoted(VERSION.exec(text)) ?? versionOfFile;
  if (!isPackageWord(name) || !isPackageWord(version)) return undefined;
  return { name, version, depends: dependenciesIn(text) };
}

/** For RubyGems before 1.2 older specifications say all dependencies once more, those of development among them. */
function dependenciesIn(text: string): readonly string[] {
  const found = [...text.matchAll(DEPENDENCY)].slice(0, MAX_DEPENDENCIES);
  const namesOf = (kind: string | undefined) =>
    found.filter((match) => match[1] === kind).map((match) => match[2] ?? match[3] ?? match[4]);
  const runtime = namesOf('runtime_');
  const development = new Set(namesOf('development_'));
  const needed = runtime.length > 0 ? runtime : namesOf(undefined).filter((name) => !development.has(name));
  return [...new Set(needed.filter(isPackageWord))];
}

function quoted(match: RegExpExecArray | null): string | undefined {
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
