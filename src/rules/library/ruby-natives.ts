import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, findProgram, type StartedProgram } from '../start/entrypoint.ts';
import type { ExtensionModule } from './extension-module.ts';
import { findMainProgram } from '../start/main-program.ts';
import { parseRubyImports } from './ruby-imports.ts';
import { textOf } from '../start/visible-files.ts';

const MAX_SOURCES = 500;
const RUBY = /(^|\/)ruby[\d.]*$/;
/** Where Ruby looks for features of gems and of the distribution's packages. */
const GEM_PATH = /\/gems\/[^/]+\/lib\/|\/extensions\/[^/]+\/[^/]+\/[^/]+\/|\/vendor_ruby\/([\d.]+\/)?/;

/**
 * Shared objects of gems that the started Ruby program loads whatever happens: by its own sources, and by the first source of
 * each gem that it requires. `ruby SCRIPT` and `bundle exec ruby SCRIPT` are followed.
 */
export function findRubyNatives(ledger: Ledger): readonly ExtensionModule[] {
  const start = findRubyStart(ledger);
  if (start === undefined) return [];
  const features = findFeatures(ledger.catalog);
  const sources = new Map([[start.path, start.path]]);
  return follow(ledger.catalog, { sources, features, loader: start.loader });
}

type Walk = {
  /** Each source with the application's own source that leads to it. */
  readonly sources: Map<string, string>;
  readonly features: (feature: string, from: string) => Feature;
  readonly loader: number;
};

function follow(catalog: FileCatalog, walk: Walk): readonly ExtensionModule[] {
  const found: ExtensionModule[] = [];
  for (const [path, importedBy] of walk.sources) {
    const imports = parseRubyImports(textOf(catalog, path) ?? '');
    if (walk.sources.size > MAX_SOURCES) return [];
    for (const name of ownFiles(catalog, path, imports.files)) walk.sources.set(name, name);
    found.push(...takeFeatures(walk, imports.features, { path, importedBy }));
  }
  return found;
}

type Asking = { readonly path: string; readonly importedBy: string };

function takeFeatures(
  { sources, features, loader }: Walk,
  names: readonly string[],
  { path, importedBy }: Asking,
): readonly ExtensionModule[] {
  return names.flatMap((name) => {
    const { source, rows } = features(name, path);
    if (source !== undefined && !sources.has(source)) sources.set(source, importedBy);
    return rows.length > 0 ? [{ name, importedBy, rows, loader }] : [];
  });
}

type RubyStart = { readonly path: string; readonly loader: number };

function findRubyStart(ledger: Ledger): RubyStart | undefined {
  const program = withoutBundle(ledger, findMainProgram(ledger));
  if (program === undefined || program.row < 0 || !RUBY.test(program.word)) return undefined;
  const [script = ''] = program.args;
  const row = script.endsWith('.rb') ? ledger.catalog.resolve(absolutePath(ledger.config, script)) : -1;
  return row < 0 ? undefined : { path: ledger.catalog.path(row), loader: program.row };
}

function withoutBundle(ledger: Ledger, program: StartedProgram | undefined): StartedProgram | undefined {
  const [exec, word, ...args] = program?.args ?? [];
  if (program === undefined || !/(^|\/)bundle$/.test(program.word)) return program;
  return exec === 'exec' && word !== undefined ? { word, args, ...findProgram(ledger, word) } : undefined;
}

function ownFiles(catalog: FileCatalog, path: string, files: readonly string[]): readonly string[] {
  const directory = path.slice(0, path.lastIndexOf('/'));
  return files.flatMap((file) => {
    const row = catalog.resolve(`${directory}/${file.replace(/\.rb$/, '')}.rb`);
    return row < 0 ? [] : [catalog.path(row)];
  });
}

/** `source`: of a gem; `rows`: a gem's own shared objects, where its source asks for them by a name that begins as its own. */
type Feature = { readonly source: string | undefined; readonly rows: readonly number[] };

/** Every place of a feature: one that lies in two places is followed in neither. */
function findFeatures(catalog: FileCatalog): (feature: string, from: string) => Feature {
  const places = new Map<string, number[]>();
  for (const row of rubyFiles(catalog)) {
    const path = catalog.path(row);
    const [whole = ''] = GEM_PATH.exec(path) ?? [];
    const name = path.slice(path.lastIndexOf(whole) + whole.length);
    places.set(name, [...(places.get(name) ?? []), row]);
  }
  return (feature, from) => {
    const sources = places.get(`${feature}.rb`) ?? [];
    const gem = from.slice(from.lastIndexOf('/') + 1).replace(/\.rb$/, '');
    const isOwn = GEM_PATH.test(from) && feature.startsWith(gem) && sources.length === 0;
    const [only] = sources;
    return {
      source: sources.length === 1 && only !== undefined ? catalog.path(only) : undefined,
      rows: isOwn ? (places.get(`${feature}.so`) ?? []) : [],
    };
  };
}

function rubyFiles(catalog: FileCatalog): readonly number[] {
  const { paths } = catalog;
  const rows: number[] = [];
  for (let node = 0; node < paths.size; node += 1) {
    if (!/\.(rb|so)$/.test(paths.name(node))) continue;
    const row = catalog.visibleRow(node);
    if (row >= 0 && GEM_PATH.test(catalog.path(row))) rows.push(row);
  }
  return rows;
}
