import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { digestSources } from '../../src/layer-cache/reader-version.ts';

/** One bundled program, and the source files that went in, relative to the root. */
export type Bundle = { readonly text: string; readonly inputs: readonly string[] };

/**
 * Parts of dockerode that are never used here (ssh hosts, its own BuildKit session) and that need native modules: whether
 * those were compiled on this machine would change the bundle.
 */
const LEFT_OUT = /[\\/](?:docker-modem[\\/]lib[\\/]ssh|dockerode[\\/]lib[\\/](?:session|buildkit))\.js$/;

/** Bundles a program and all that it imports into one CommonJS text, the same on every machine. */
export async function bundle(root: string, entry: string, target: string): Promise<Bundle> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
    define: { FINAL_STAGE_SOURCES: JSON.stringify(digestSources(join(root, 'src'))) },
    // What the definition replaces reads the sources.
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [leaveOut, onlyVersion],
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`${entry} made no output`);
  return { text: output.text, inputs: Object.keys(result.metafile.inputs).sort() };
}

/** zod's messages in fifty languages; the English ones are another file. */
const LOCALES = /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/;

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(hooks) {
    hooks.onLoad({ filter: LEFT_OUT }, () => ({
      contents: `module.exports = function () { throw new Error('not part of final-stage'); };`,
      loader: 'js',
    }));
    hooks.onLoad({ filter: LOCALES }, () => ({ contents: 'export {};', loader: 'js' }));
  },
};

/** Of our package.json only the version: another script or dependency is not another program. */
const onlyVersion: Plugin = {
  name: 'only-version',
  setup(hooks) {
    const manifest = join(hooks.initialOptions.absWorkingDir ?? '', 'package.json');
    hooks.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (path !== manifest) return undefined;
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
