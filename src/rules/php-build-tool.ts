import { phpFix } from './fix/tool-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const phpBuildTool = defineToolRule({
  id: 'php-build-tool',
  headline: 'Composer or PHP extension build tools',
  fix: 'Run Composer in an earlier stage (`COPY --from=composer`) with `--no-dev` and copy `vendor`',
  fixFor: phpFix,
  examples: {
    catches: [
      'an unpackaged `/usr/bin/composer` or `composer.phar`',
      'the packages `composer` and `php-dev`',
    ],
    ignores: [
      '`PHPIZE_DEPS` in the environment, which is only text',
      '`phpize` and `pecl` that came with a PHP base image',
    ],
  },
});
