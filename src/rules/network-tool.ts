import { defineAdminRule } from './tool/admin-rule.ts';

export const networkTool = defineAdminRule({
  id: 'network-tool',
  headline: 'program to reach other machines from a terminal: git, curl, ssh, dig',
  fix: 'Use it in an earlier stage, or remove it in the `RUN` that installs it',
  examples: {
    catches: [
      'the package `git`, with Perl if only `git` needs that',
      '`/usr/local/bin/curl`, copied from another image',
      '`openssh-server`, `netcat-openbsd`, `dnsutils`, `iproute2`, `rsync`',
    ],
    ignores: [
      '`curl` if `HEALTHCHECK`, `ENTRYPOINT`, `CMD` or a script that they start calls it',
      '`git` if GitPython or simple-git is installed, which call it',
      'a tool that another package needs',
      'tools of the base image, and applets of BusyBox',
    ],
  },
});
