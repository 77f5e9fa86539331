import { managerFix } from './fix/node-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const nodePackageManager = defineToolRule({
  id: 'node-package-manager',
  headline: 'Node.js package manager (npm, Yarn, pnpm or Corepack) that the image itself adds',
  fix: 'Install in an earlier stage, copy `node_modules`, and start with `node` instead of the package manager',
  fixFor: managerFix,
  examples: {
    catches: ['`npm install -g pnpm` in the final stage', 'the packages `npm` and `yarnpkg`'],
    ignores: ['npm, Yarn and Corepack that came with a Node.js base image'],
  },
});
