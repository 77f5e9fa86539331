import { defineAdminRule } from './tool/admin-rule.ts';

export const debuggerTool = defineAdminRule({
  id: 'debugger',
  headline: 'debugger, tracer, editor or process viewer',
  fix: 'Keep it in a debug stage, or attach a debug container (`kubectl debug`, `docker debug`) if you need it',
  examples: {
    catches: [
      'the packages `gdb`, `strace`, `vim`, `htop`, `tmux`, with what only they need',
      '`/usr/bin/dlv`, copied from a build stage',
      '`debugpy` and `ipdb` of Python',
    ],
    ignores: [
      'a tool that the start or the health check calls',
      'tools of the base image',
      '`vim-tiny` if the base image has it',
    ],
  },
});
