import { normalise } from './python-requirements.ts';

/** What a package's table in a lock file has. */
export type LockedPackage = {
  /** Normalised; empty where there is none. */
  readonly name: string;
  readonly version: string | undefined;
  /** Whether it is a part of the project itself. */
  readonly isRoot: boolean;
  /** Groups of dependencies that it belongs to; undefined where the file does not say. */
  readonly groups: readonly string[] | undefined;
  /** What it needs, and what only development of it needs, by normalised names. */
  readonly needs: readonly string[];
  readonly development: readonly string[];
};

const MAX_PACKAGES = 20_000;
const MAX_LINE = 20_000;

/** The few forms in which uv, Poetry and PDM write TOML: a table for each package, and lists of one dependency a line. */
export function readLockedPackages(text: string): readonly LockedPackage[] {
  const packages = text.split(/^\[\[package\]\]$/m, MAX_PACKAGES + 1).slice(1);
  return packages.map((lines) => {
    const draft: Draft = { fields: new Map(), needs: [], development: [] };
    readTable(draft, lines.split('\n'));
    return toPackage(draft);
  });
}

type Draft = {
  /** Lines of the package's own table by key; a list may go on over several. */
  readonly fields: Map<string, string>;
  readonly needs: string[];
  readonly development: string[];
};

/** Tables behind the package's own, each with lists of dependencies by group. */
const LISTS: Readonly<Record<string, 'needs' | 'development'>> = {
  'package.optional-dependencies': 'needs',
  'package.dev-dependencies': 'development',
};

function readTable(draft: Draft, lines: readonly string[]): void {
  let [table, key] = ['package', ''];
  for (const line of lines.filter(({ length }) => length <= MAX_LINE)) {
    const header = /^\[+([\w.-]+)\]+/.exec(line)?.[1];
    table = header ?? table;
    key = header === undefined ? (/^([\w-]+) = /.exec(line)?.[1] ?? key) : '';
    readLine(draft, { table, key, line });
  }
}

type Line = { readonly table: string; readonly key: string; readonly line: string };

function readLine({ fields, ...lists }: Draft, { table, key, line }: Line): void {
  if (table === 'package') fields.set(key, `${fields.get(key) ?? ''}${line}\n`);
  const list = `${table}.${key}` === 'package.dependencies' ? 'needs' : LISTS[table];
  if (list !== undefined) lists[list].push(...namesIn(line));
}

function namesIn(line: string): readonly string[] {
  return [...line.matchAll(/\{ name = "([^"]+)"/g)].map(([, name = '']) => normalise(name));
}

function toPackage({ fields, needs, development }: Draft): LockedPackage {
  const textOf = (key: string): string | undefined => /= "([^"]*)"/.exec(fields.get(key) ?? '')?.[1];
  const groups = fields.get('groups') ?? fields.get('category');
  return {
    name: normalise(textOf('name') ?? ''),
    version: textOf('version'),
    isRoot: /\b(?:virtual|editable|directory) = "/.test(fields.get('source') ?? ''),
    groups: groups === undefined ? undefined : [...groups.matchAll(/"([^"]*)"/g)].map(([, one = '']) => one),
    ...{ needs, development },
  };
}
