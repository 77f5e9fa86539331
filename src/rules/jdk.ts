import { jdkFix } from './fix/tool-fix.ts';
import { defineToolRule } from './tool/tool-rule.ts';

export const jdk = defineToolRule({
  id: 'jdk',
  headline: 'Java development kit where a runtime would do',
  fix: 'Start from a JRE image, or make a runtime with `jlink` in an earlier stage',
  fixFor: jdkFix,
  examples: {
    catches: [
      'the package `openjdk-17-jdk-headless`',
      'an unpackaged directory with `bin/javac`, `lib/ct.sym` or `jmods`',
    ],
    ignores: ['a Java runtime: `openjdk-17-jre-headless`, `jspawnhelper`, `jexec`'],
  },
});
