import { posix } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * Names of bundled files, by the name that esbuild gave them, without the hashes that change with every change: programs have
 * their own, what is imported when needed that of its source, what several share a number.
 */
export function nameParts({ outputs }: Metafile, programs: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let shared = 0;
  for (const path of inOrder(outputs, programs)) {
    const source = outputs[path]?.entryPoint;
    const file = posix.basename(path);
    if (programs.includes(file.replace(/\.js$/, ''))) names.set(file, file.replace(/\.js$/, '.cjs'));
    else if (source === undefined) names.set(file, `shared-${++shared}.cjs`);
    else names.set(file, `${nameOf(source)}.cjs`);
  }
  if (new Set(names.values()).size < names.size) throw new Error('two parts of dist have one name');
  return names;
}

/** Programs first, then what they import, in the order of the imports. */
function inOrder(outputs: Metafile['outputs'], programs: readonly string[]): readonly string[] {
  const found = new Set(programs.map((name) => `dist/${name}.js`));
  for (const path of found)
    for (const one of outputs[path]?.imports ?? []) if (one.external !== true) found.add(one.path);
  return [...found];
}

/** `github-client` of `src/github/client.ts`, `dockerode` of a file of that package. */
function nameOf(source: string): string {
  const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? source;
  return name
    .replace(/^src\/|\.ts$|^@/g, '')
    .replaceAll('/', '-');
}
