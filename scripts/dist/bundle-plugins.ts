import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Parts of packages that are never used here: of dockerode (ssh hosts, its own BuildKit session) what needs native modules, so
 * that whether those were compiled on this machine would change the bundle; of the Actions toolkit its identity tokens; of zod
 * the JSON schemas, which are written when the documentation is generated.
 */
const LEFT_OUT =
  /[\\/](?:docker-modem[\\/]lib[\\/]ssh|dockerode[\\/]lib[\\/](?:session|buildkit)|@actions[\\/]core[\\/]lib[\\/]oidc-utils|zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors))\.js$/;

/** zod's messages in fifty languages; the English ones are another file. */
const LOCALES = /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/;

export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(hooks) {
    hooks.onLoad({ filter: LEFT_OUT }, () => ({
      contents: `module.exports = function () { throw new Error('not part of final-stage'); };`,
      loader: 'js',
    }));
    hooks.onLoad({ filter: LOCALES }, () => ({ contents: 'export {};', loader: 'js' }));
  },
};

const STRINGS_OF_PURL = /[\\/]packageurl-js[\\/]src[\\/]strings\.js$/;
const COLLATOR = 'const { compare: localeCompare } = new Intl.Collator()';

/** packageurl-js starts a collator, which takes ten milliseconds, to put eight numbers in order. */
export const noCollator: Plugin = {
  name: 'no-collator',
  setup(hooks) {
    hooks.onLoad({ filter: STRINGS_OF_PURL }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(COLLATOR)) throw new Error(`${path} has no collator: leave this plugin out`);
      const plain = 'const localeCompare = (one, other) => (one < other ? -1 : one > other ? 1 : 0)';
      return { contents: text.replace(COLLATOR, plain), loader: 'js' };
    });
  },
};

const PROXIES_OF_UNDICI = /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]env-http-proxy-agent\.js$/;
const NOT_WARNED = 'let experimentalWarned = false';

/** undici 6 prints for everybody that its reading of HTTPS_PROXY may change with it; which one is used is for us to know. */
export const noProxyWarning: Plugin = {
  name: 'no-proxy-warning',
  setup(hooks) {
    hooks.onLoad({ filter: PROXIES_OF_UNDICI }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(NOT_WARNED)) throw new Error(`${path} does not warn: leave this plugin out`);
      return { contents: text.replace(NOT_WARNED, NOT_WARNED.replace('false', 'true')), loader: 'js' };
    });
  },
};

type Manifest = { readonly version: string; readonly homepage: string };

/** Of our package.json only the version and the address: another script or dependency is not another program. */
export const onlyIdentity: Plugin = {
  name: 'only-identity',
  setup(hooks) {
    const manifest = join(hooks.initialOptions.absWorkingDir ?? '', 'package.json');
    hooks.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (path !== manifest) return undefined;
      const { version, homepage } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
      return { contents: JSON.stringify({ version, homepage }), loader: 'json' };
    });
  },
};

/**
 * Makes whatever is imported when it is needed, and a program, import these files too, relative to the root, which are there by
 * then. What it has in common with them is then one file with what they have in common with each other, not a file for each set
 * of sharers.
 */
export function leanOn(files: readonly string[], program: string): Plugin {
  return {
    name: 'lean-on',
    setup(hooks) {
      const root = hooks.initialOptions.absWorkingDir ?? '';
      const imports = files.map((file) => `import ${JSON.stringify(join(root, file))};\n`).join('');
      hooks.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) =>
        kind === 'dynamic-import' ? { path: join(resolveDir, path), pluginData: LEANING } : undefined,
      );
      hooks.onLoad({ filter: /\.ts$/ }, ({ path, pluginData }) => {
        if (pluginData !== LEANING && path !== join(root, program)) return undefined;
        return { contents: readFileSync(path, 'utf8') + imports, loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

const LEANING = { leans: true };
