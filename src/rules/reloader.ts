import { developmentRows } from './tool/development-tools.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const reloader = defineToolRule({
  id: 'reloader',
  category: 'dev-files',
  severity: 'warning',
  headline: 'program that restarts another one when its sources change',
  fix: 'Install it for development only (`npm install --save-dev nodemon`), and not in the final stage',
  examples: {
    catches: [
      '`nodemon` or `ts-node-dev` in `node_modules`, installed globally, or as a dependency like the program’s own',
      'the same where the container starts it: the start is the mistake then, not a reason to have it',
      'Air, Reflex, CompileDaemon and gin, by the Go program’s own word, whatever it is called',
      'the gems `guard` and `rerun`, `watchexec`, `cargo-watch`, `entr`',
    ],
    ignores: [
      'libraries that watch files, which applications need: `chokidar`, `watchdog`, `watchfiles`, `listen`',
      '`tsx` and `ts-node`, which run TypeScript',
      'an `air` or `gin` that is something else',
      'a development dependency beside Node.js: `dev-dependency` reports all of them at once',
    ],
  },
  reportedElsewhere: developmentRows,
});
