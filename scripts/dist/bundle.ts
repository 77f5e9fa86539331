import { join } from 'node:path';
import { build, transform } from 'esbuild';
import type { BuildResult } from 'esbuild';
import { digestSources } from '../../src/layer-cache/reader-version.ts';
import { leanOn, leaveOut, noCollator, noProxyWarning, onlyIdentity } from './bundle-plugins.ts';
import { nameParts } from './part-names.ts';

/** A bundled file, by its name in dist. */
export type Part = { readonly name: string; readonly text: string };

/** Bundled programs in parts, and the source files that went in, relative to the root. */
export type Bundle = { readonly parts: readonly Part[]; readonly inputs: readonly string[] };

type Output = BuildResult<{ readonly metafile: true; readonly write: false }>;

/**
 * Bundles programs, by name, and all that they import into CommonJS files, the same on every machine. What both need is in
 * files that they share; what is imported when it is needed is a file that is read when it is needed.
 */
export async function bundle(root: string, programs: Readonly<Record<string, string>>): Promise<Bundle> {
  const output = withoutEmpty(await split(root, programs));
  const names = nameParts(output.metafile, Object.keys(programs));
  const parts = output.outputFiles.map(async ({ path, text }) => ({
    name: names.get(fileName(path)) ?? fileName(path),
    text: await toCommonJs(text, names),
  }));
  return { parts: await Promise.all(parts), inputs: Object.keys(output.metafile.inputs).sort() };
}

/** What several parts share may be a file that only passes names on: nothing is left of it, and nobody needs to load it. */
function withoutEmpty(output: Output): Output {
  const isEmpty = (path: string): boolean => output.metafile.outputs[path]?.bytes === 0;
  const empty = Object.keys(output.metafile.outputs).filter(isEmpty).map(fileName);
  const imported = new RegExp(`^import "\\./(?:${empty.join('|').replaceAll('.', '\\.')})";\n`, 'gm');
  const outputs = Object.entries(output.metafile.outputs).filter(([path]) => !isEmpty(path));
  return {
    ...output,
    metafile: {
      ...output.metafile,
      outputs: Object.fromEntries(
        outputs.map(([path, one]) => [path, { ...one, imports: one.imports.filter((to) => !isEmpty(to.path)) }]),
      ),
    },
    outputFiles: output.outputFiles
      .filter(({ path }) => !empty.includes(fileName(path)))
      .map((file) => ({ ...file, text: empty.length === 0 ? file.text : file.text.replace(imported, '') })),
  };
}

/** Only modules of the newer kind can be bundled in parts. */
function split(root: string, programs: Readonly<Record<string, string>>): Promise<Output> {
  return build({
    absWorkingDir: root,
    entryPoints: { ...programs },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: TARGET,
    legalComments: 'none',
    // One character, one byte: text beyond ASCII makes Node hold and scan the whole file as two bytes each.
    charset: 'ascii',
    logLevel: 'error',
    define: { FINAL_STAGE_SOURCES: JSON.stringify(digestSources(join(root, 'src'))) },
    // What the definition replaces reads the sources.
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [leaveOut, noCollator, noProxyWarning, onlyIdentity, leanOn(LOADED_FIRST, 'src/main.ts')],
  });
}

const TARGET = 'node22';

/** What both programs need at once. A file that is missing here costs another part of dist, and nothing else. */
const LOADED_FIRST = [
  'src/run/adapters.ts',
  'src/run/redacted.ts',
  'src/build/cancellation.ts',
  'src/fix/listing.ts',
  'src/run/failure-text.ts',
  'src/fix/listing.ts',
  'src/gate/gate.ts',
  'src/github/api-failure.ts',
  'src/inputs/input-texts.ts',
  'src/inputs/inputs.ts',
  'src/inputs/merge.ts',
  'src/layer-cache/layer-cache.ts',
  'src/layer-cache/reader-version.ts',
  'src/report/json.ts',
  'src/report/run-report.ts',
  'src/report/terminal.ts',
  'src/report/unchanged.ts',
  'src/version.ts',
];

/**
 * Node starts CommonJS faster, above all where it imports `node:http`: as a module that would load all of fetch. The places
 * where files begin stay told.
 */
async function toCommonJs(text: string, names: ReadonlyMap<string, string>): Promise<string> {
  const renamed = text.replace(/"\.\/([\w.-]+\.js)"/g, (all, file: string) =>
    names.has(file) ? `"./${names.get(file)}"` : all,
  );
  const { code } = await transform(renamed.replace(FILE_COMMENT, '//! '), {
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    charset: 'ascii',
    legalComments: 'inline',
    // As calls of `require`: what Node has for modules need not be started for them.
    supported: { 'dynamic-import': false },
  });
  return code.replace(/^\/\/! /gm, '// ').replace(/[^\0-\x7f]/g, toEscape);
}

/** In strings it is done: what is left stands in comments, where it matters to nobody, and in regular expressions. */
function toEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Comments that say from which file the lines below are. */
const FILE_COMMENT = /^\/\/ (?=[\w@.][\w@./-]*$)/gm;

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
