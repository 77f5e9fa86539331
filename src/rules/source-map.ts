import { defineFileRule, isOwnFile } from './rule.ts';
import {
  isServed,
  isSourceMap,
  isSourceMapPath,
  lacksSources,
  SOURCE_MAPS,
} from './source/source-map-content.ts';
import { isDependencyPath } from './source/third-party-tree.ts';

/** It names the sources and nearly always holds them whole; only debuggers read it. ECMA-426, Source map format. */
export const sourceMap = defineFileRule({
  id: 'source-map',
  category: 'source',
  headline: 'source map of a bundled script or style sheet',
  severity: 'error',
  since: '0.1.0',
  fix: 'Build without source maps, or upload them to your error tracker and leave them out of the final stage',
  evidence: 'user-files',
  reads: [SOURCE_MAPS],
  examples: {
    catches: [
      '/usr/share/nginx/html/assets/index-BKj3k2_s.js.map',
      '/app/dist/main.js.map',
      '/app/dist/worker.mjs.map',
      '/app/dist/server.cjs.map',
      '/srv/www/site.css.map',
    ],
    ignores: [
      '/app/node_modules/express/index.js.map',
      '/usr/lib/python3/dist-packages/django/static/a.js.map',
      '/app/vendor/symfony/a.css.map',
      '/var/lib/postgresql/data/base/1/pg_filenode.map',
      '/boot/System.map',
      '/app/js.map',
      '/app/dist/index.d.ts.map',
    ],
  },
  match(file) {
    if (!isSourceMapPath(file.path) || !isOwnFile(file) || file.owner !== undefined) return undefined;
    if (isDependencyPath(file.path) || !isSourceMap(file)) return undefined;
    return isServed(file.path) || !lacksSources(file) ? { subject: 'source maps' } : BARE;
  },
});

/** Names and positions alone, which a stack trace is worth. */
const BARE = { subject: 'source maps without sources', atMost: 'note' } as const;
