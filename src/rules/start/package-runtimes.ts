import { shapeOf } from '../../files/table/text-pool.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Package } from '../../packages/package.ts';
import type { Runtime } from './interpreters.ts';

type Compiler = {
  readonly type: Package['type'];
  readonly names: RegExp;
  readonly runtimes: readonly Runtime[];
};

/** Libraries with which an application compiles or interprets source text when it runs. */
const COMPILERS: readonly Compiler[] = [
  { type: 'maven', names: /^org\.clojure:clojure$/, runtimes: ['clojure'] },
  { type: 'maven', names: /:kotlin-(scripting-|main-kts)/, runtimes: ['kotlin'] },
  { type: 'maven', names: /:scala3?-compiler/, runtimes: ['scala'] },
  { type: 'maven', names: /^org\.python:jython/, runtimes: ['python'] },
  { type: 'maven', names: /^org\.jruby:jruby/, runtimes: ['ruby'] },
  {
    type: 'nuget',
    names: /^(Microsoft\.AspNetCore\.Mvc\.Razor\.RuntimeCompilation|RazorLight|RazorEngine.*)$/i,
    runtimes: ['razor'],
  },
  {
    type: 'nuget',
    names: /^Microsoft\.CodeAnalysis\.(CSharp|VisualBasic)\.Scripting$/i,
    runtimes: ['dotnet'],
  },
  { type: 'npm', names: /^(sass|node-sass|sass-embedded|less|stylus)$/, runtimes: ['styles'] },
  { type: 'npm', names: /^(@babel\/(register|node|standalone)|sucrase)$/, runtimes: ['jsx'] },
];

/** Compilers that browsers are given, which then ask for the sources. */
const IN_BROWSERS: ReadonlyMap<string, Runtime> = new Map([
  ['less.js', 'styles'],
  ['less.min.js', 'styles'],
  ['babel.js', 'jsx'],
  ['babel.min.js', 'jsx'],
  ['babel-standalone.min.js', 'jsx'],
  ['vue3-sfc-loader.js', 'vue'],
  ['httpVueLoader.js', 'vue'],
]);
const SHAPES: ReadonlySet<number> = new Set([...IN_BROWSERS.keys()].map(shapeOf));

/** Runtimes that the packages and scripts of the finished image bring; what only development needs runs nothing. */
export function findPackageRuntimes(ledger: Ledger): readonly Runtime[] {
  const known = ledger.packages.filter(
    ({ isDevelopment }, index) => isDevelopment !== true && ledger.isInstalled(index),
  );
  const found = known.flatMap(({ type, name }) =>
    COMPILERS.flatMap((one) => (one.type === type && one.names.test(name) ? one.runtimes : [])),
  );
  // Without `deps.json` nobody knows what an application of .NET is made of.
  const isOpen = !known.some(({ type }) => type === 'nuget');
  return [...found, ...browserRuntimes(ledger), ...(isOpen ? RAZOR : [])];
}

const RAZOR: readonly Runtime[] = ['razor'];

function browserRuntimes({ catalog }: Ledger): readonly Runtime[] {
  const { paths } = catalog;
  const found = new Set<Runtime>();
  for (let node = 1; node < paths.size; node += 1) {
    if (!SHAPES.has(paths.nameShape(node)) || catalog.visibleRow(node) < 0) continue;
    const runtime = IN_BROWSERS.get(paths.name(node));
    if (runtime !== undefined && !paths.path(node).includes('/node_modules/')) found.add(runtime);
  }
  return [...found];
}
