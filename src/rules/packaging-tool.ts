import { defineToolRule } from './tool/tool-rule.ts';

export const packagingTool = defineToolRule({
  id: 'packaging-tool',
  headline: 'tools that make distribution packages',
  fix: 'Build packages in an earlier stage and install the result',
  examples: {
    catches: ['the packages `dpkg-dev`, `debhelper`, `rpm`, `abuild`'],
    ignores: ['`dpkg`, `apk` and `rpm` themselves if the base image has them'],
  },
});
