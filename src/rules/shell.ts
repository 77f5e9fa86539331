import { defineAdminRule } from './tool/admin-rule.ts';

export const shell = defineAdminRule({
  id: 'shell',
  headline: 'shell that nothing in the image is seen to use',
  fix: 'Leave it out, and attach a debug container (`kubectl debug`, `docker debug`) if you need a shell',
  examples: {
    catches: [
      '`/busybox` or `/bin/sh`, copied into an image that has no shell',
      '`bash`, `zsh` or `fish` that an instruction installed and no script names',
    ],
    ignores: [
      'a shell of the base image',
      'a shell that `ENTRYPOINT`, `CMD` or `HEALTHCHECK` runs, in their shell form, too',
      '`bash` if a script of the application begins with `#!/bin/bash`',
      'the shell of a distribution that an instruction unpacked as a whole',
    ],
  },
});
