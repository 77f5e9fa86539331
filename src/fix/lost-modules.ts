import type { Ledger } from '../ledger/ledger.ts';
import { packageDirectory, packageRootOf } from '../rules/library/node-modules.ts';
import { scriptCommands } from '../rules/start/package-scripts.ts';
import { findPythonNeeds } from '../rules/start/python-program.ts';
import { deriveStart } from '../rules/start/start-commands.ts';
import { textOf } from '../rules/start/visible-files.ts';

/** Something that the application loads or calls by name: who, and what. */
export type LostModule = { readonly by: string; readonly name: string };

/**
 * A package of the first image that the second does not have, although an own source imports it or the start calls its program: a package for
 * development by the manifest's word may be one that runs. Sources that only test and build are not looked at.
 */
export function findLostModule(before: Ledger, after: Ledger): LostModule | undefined {
  return lostNodePackage(before, after) ?? lostNodeProgram(before, after) ?? lostPythonModule(before, after);
}

const SOURCE = /\.[cm]?jsx?$/;
const NOT_STARTED =
  /(?:^|\/)(?:\.[^/]+|tests?|__tests__|__mocks__|spec|e2e|cypress|scripts?)\/|[.-](?:test|spec|stories)\.[cm]?jsx?$|\/(?:babel|build|commitlint|cypress|esbuild|eslint|Gruntfile|gulpfile|jest|karma|lint-staged|playwright|postcss|prettier|rollup|stylelint|tailwind|tsup|vite|vitest|webpack)[^/]*\.[cm]?jsx?$|\/\.[^/]+$/;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//g;
const LINE_COMMENT = /(^|\s)\/\/.*$/gm;
/** Whatever a text may name: what runs only sometimes has to be there as well, and some packages are loaded by a setting. */
const QUOTED = /(["'])((?:@[\w.-]+\/)?[a-zA-Z][\w.-]*(?:\/[\w./-]*)?)\1/g;

function lostNodePackage(before: Ledger, after: Ledger): LostModule | undefined {
  const { catalog } = after;
  for (const row of catalog.factRows) {
    const path = catalog.path(row);
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && packageRootOf(path) === undefined;
    if (!isOwn || !SOURCE.test(path) || NOT_STARTED.test(path)) continue;
    const name = namesIn(textOf(catalog, path) ?? '').find((one) => isLost(one, path, { before, after }));
    if (name !== undefined) return { by: path, name };
  }
  return undefined;
}

function namesIn(source: string): readonly string[] {
  const code = source.replace(BLOCK_COMMENT, '').replace(LINE_COMMENT, '$1');
  return [...new Set([...code.matchAll(QUOTED)].map(([, , name = '']) => name))];
}

type Images = { readonly before: Ledger; readonly after: Ledger };

/** `name`: as `require` takes it. */
function isLost(name: string, from: string, { before, after }: Images): boolean {
  const packageName = /^(?:@[^/]+\/)?[^./][^/:]*(?=\/|$)/.exec(name)?.[0];
  if (packageName === undefined) return false;
  const isIn = ({ catalog }: Ledger) => packageDirectory(catalog, packageName, from) !== undefined;
  return isIn(before) && !isIn(after);
}

/** Options of Node.js that load a module first. https://nodejs.org/api/cli.html */
const PRELOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;

/** Programs of packages that a script of `package.json` calls, and what `node` is told to load before the application. */
function lostNodeProgram(before: Ledger, after: Ledger): LostModule | undefined {
  const directory = before.config.workingDir ?? '/';
  const commands = deriveStart(before).commands.flatMap(
    (command) => scriptCommands(before, command) ?? [command],
  );
  for (const words of commands) {
    const programs = words[0] === 'npx' ? words.slice(1, 3) : words.slice(0, 1);
    const called = programs.find((word) =>
      isLostProgram(`${directory}/node_modules/.bin/${word}`, before, after),
    );
    const loaded = words.find(
      (word, at) => PRELOADS.test(words[at - 1] ?? '') && isLost(word, `${directory}/x`, { before, after }),
    );
    const name = called ?? loaded;
    if (name !== undefined) return { by: words.join(' '), name };
  }
  return undefined;
}

function isLostProgram(path: string, before: Ledger, after: Ledger): boolean {
  return before.catalog.resolve(path) >= 0 && after.catalog.resolve(path) < 0;
}

function lostPythonModule(before: Ledger, after: Ledger): LostModule | undefined {
  const [was, is] = [findPythonNeeds(before), findPythonNeeds(after)];
  const name = is?.missing.find((one) => was?.missing.includes(one) === false);
  return name === undefined ? undefined : { by: is?.program ?? '', name };
}
