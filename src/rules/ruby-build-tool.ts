import { rubyFix } from './fix/tool-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const rubyBuildTool = defineToolRule({
  id: 'ruby-build-tool',
  headline: 'Ruby build tool that the image itself adds',
  fix: 'Install the gems in an earlier stage and copy `/usr/local/bundle`',
  fixFor: rubyFix,
  examples: {
    catches: ['the packages `bundler` and `ruby-build`'],
    ignores: ['gem, bundler and rake, which every Ruby brings'],
  },
});
