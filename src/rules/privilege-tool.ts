import { defineAdminRule } from './tool/admin-rule.ts';

export const privilegeTool = defineAdminRule({
  id: 'privilege-tool',
  headline: 'program that lets a user become another one',
  fix: 'Say with `USER` which user the container runs as, and drop the tool',
  examples: {
    catches: [
      'the packages `sudo`, `doas` and `opendoas`',
      '`gosu` or `su-exec` that no start script calls',
      'a program that an instruction gave the setuid bit, such as `chmod u+s /bin/bash`',
    ],
    ignores: [
      '`gosu` or `su-exec` that the start script calls',
      '`su`, `mount` and other programs of the base image',
      'setuid programs that a package installed, such as `passwd`',
    ],
  },
});
