import { developmentRows } from './tool/development-tools.ts';
import { bundlerFix } from './fix/node-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const nodeBundler = defineToolRule({
  id: 'node-bundler',
  headline: 'bundler, transpiler or another JavaScript build tool',
  fix: 'Build in an earlier stage and copy `dist` and the production dependencies (`npm ci --omit=dev`)',
  fixFor: bundlerFix,
  examples: {
    catches: [
      '`typescript`, `webpack`, `vite`, `esbuild` in `node_modules`',
      'the packages `node-typescript` and `webpack`',
    ],
    ignores: [
      'what npm itself depends on',
      'a production dependency that is not a build tool',
      'a development dependency beside Node.js: `dev-dependency` reports all of them at once, with the same severity',
    ],
  },
  reportedElsewhere: developmentRows,
});
