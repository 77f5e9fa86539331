import type { Case } from './start-cases.ts';

const SCRIPT = { 'run.sh': '#!/bin/sh\necho started\n' };
const GONE = { says: /\/app\/gone|gone: not found/, rule: 'missing-interpreter' } as const;
const entry = (...lines: readonly string[]) => ({
  'entry.sh': ['#!/bin/sh', ...lines, ''].join('\n'),
});
const INSTALLED = 'RUN apt-get update && apt-get install -y --no-install-recommends tini dumb-init gosu';

function wrapped(name: string, words: readonly string[]): readonly (readonly [string, Case])[] {
  const at = (program: string) => [INSTALLED, `ENTRYPOINT ${JSON.stringify([...words, program])}`];
  return [
    [`${name} with a program`, { dockerfile: at('true') }],
    [
      `${name} with a program that is not there`,
      { dockerfile: at('/app/gone'), says: /\/app\/gone/, rule: 'missing-interpreter' },
    ],
  ];
}
const WITH_ENTRY = 'COPY --chmod=755 entry.sh /entry.sh';

/** On Alpine: what starts another program, and the forms in which a command line is written. */
export const FORMS: Readonly<Record<string, Case>> = {
  'env with a program that is not there': { dockerfile: ['ENTRYPOINT ["env", "A=1", "/app/gone"]'], ...GONE },
  'env with a program': { dockerfile: ['ENTRYPOINT ["/usr/bin/env", "A=1", "true"]'] },
  'a command alone that is not there': {
    dockerfile: ['CMD ["gone"]'],
    says: /"gone": executable file not found/,
    rule: 'missing-interpreter',
  },
  'an empty entrypoint and a command': { dockerfile: ['ENTRYPOINT []', 'CMD ["true"]'] },
  'an empty entrypoint and a command that is not there': {
    dockerfile: ['ENTRYPOINT []', 'CMD ["/app/gone"]'],
    ...GONE,
  },
  'an empty word as entrypoint and a command': { dockerfile: ['ENTRYPOINT [""]', 'CMD ["true"]'] },
  'an empty word as entrypoint and a command that is not there': {
    dockerfile: ['ENTRYPOINT [""]', 'CMD ["/app/gone"]'],
    ...GONE,
  },
  'no command at all': { dockerfile: ['CMD []'], says: /no command specified/i },
  'a whole command as one word': {
    dockerfile: ['CMD ["true --now"]'],
    says: /executable file not found/,
    rule: 'missing-interpreter',
  },
  'a variable in exec form': {
    dockerfile: ['ENV APP=/bin/true', 'ENTRYPOINT ["$APP"]'],
    says: /\$APP/,
    rule: 'missing-interpreter',
  },
  'a variable in shell form': { dockerfile: ['ENV APP=/bin/true', 'CMD exec $APP'] },
  'a command in single quotes': {
    dockerfile: ["CMD ['/bin/true']"],
    says: /not found/,
    rule: 'missing-interpreter',
  },
  'a shell form whose program is not there': { dockerfile: ['CMD exec /app/gone --port 1'], ...GONE },
  'sh -c as entrypoint with a command that is not there': {
    dockerfile: ['ENTRYPOINT ["sh", "-c"]', 'CMD ["/app/gone --port 1"]'],
    ...GONE,
  },
  'an entrypoint script that starts its arguments': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["true"]'],
    files: entry('set -e', 'exec "$@"'),
  },
  'an entrypoint script that starts its arguments, which are not there': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["/app/gone"]'],
    files: entry('set -e', 'exec "$@"'),
    ...GONE,
  },
  'the same with a word that PATH does not have': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["gone", "-x"]'],
    files: entry('exec "$@"'),
    ...GONE,
  },
  'an entrypoint script that starts its arguments in a wrapper': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["gone"]'],
    files: entry('exec env A=1 "$@"'),
    says: /gone/,
    rule: 'missing-interpreter',
  },
  'an entrypoint script that may start something else': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["gone"]'],
    files: entry('if [ "$1" = gone ]; then exec true; fi', 'exec "$@"'),
  },
  'an entrypoint script that puts words before its arguments': {
    dockerfile: [WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["gone"]'],
    files: entry('set -- echo "$@"', 'exec "$@"'),
  },
};

/** On Alpine: files that are there, and are not what they should be. */
export const FILES: Readonly<Record<string, Case>> = {
  'links in a circle': {
    dockerfile: ['RUN ln -s /b /a && ln -s /a /b', 'ENTRYPOINT ["/a"]'],
    says: /too many levels of symbolic links/,
    rule: 'missing-interpreter',
  },
  'a bash script without bash': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/bin/bash\necho\n' },
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'env and a carriage return': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/usr/bin/env sh\r\necho\r\n' },
    says: /No such file|not found/i,
    rule: 'missing-interpreter',
  },
  'a mark of byte order': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '\uFEFF#!/bin/sh\necho\n' },
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'blanks in the first line': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#! /bin/sh -e\necho\n' },
  },
  'a first line that names nothing': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!\necho\n' },
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a relative interpreter': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!sh\necho\n' },
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'a relative interpreter that is there': {
    dockerfile: ['WORKDIR /bin', 'COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!sh\necho\n' },
  },
  'an interpreter that is a directory': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/bin\necho\n' },
    says: /permission denied/,
    rule: 'missing-interpreter',
  },
  'a program of macOS': {
    dockerfile: [
      "RUN printf '\\317\\372\\355\\376\\007\\000\\000\\001' > /server && chmod 755 /server",
      'ENTRYPOINT ["/server"]',
    ],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a program of Windows': {
    dockerfile: [
      "RUN printf 'MZ\\220\\000\\003' > /server.exe && chmod 755 /server.exe",
      'ENTRYPOINT ["/server.exe"]',
    ],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a script that is missing its bit, given to a shell by a word of PATH': {
    dockerfile: ['COPY --chmod=644 run.sh /usr/bin/serve', 'CMD sh /usr/bin/serve'],
    files: SCRIPT,
  },
  'a text without a first line that env starts': {
    dockerfile: ['COPY --chmod=755 run /begin', 'ENTRYPOINT ["env", "/begin"]'],
    files: { run: 'echo started\n' },
  },
  'a working directory through a link that leads nowhere': {
    dockerfile: ['RUN ln -s /gone /app', 'WORKDIR /', 'CMD ["true"]'],
  },
  'a path through a file': {
    dockerfile: ['RUN touch /app', 'CMD ["/app/run"]'],
    says: /not a directory/,
    rule: 'missing-interpreter',
  },
};

/** On Debian: what Alpine's env does not know, and wrappers that have to be installed. */
export const WRAPPERS: Readonly<Record<string, Case>> = {
  'env -S': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/usr/bin/env -S sh -e\necho\n' },
  },
  'env -S and a program that is not there': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/usr/bin/env -S gone -e\necho\n' },
    says: /'gone': No such file/,
    rule: 'missing-interpreter',
  },
  ...Object.fromEntries(
    [
      ['tini', ['tini', '--']],
      ['tini with options', ['tini', '-g', '-p', 'SIGTERM', '--']],
      ['dumb-init', ['dumb-init']],
      ['dumb-init with an option', ['dumb-init', '--rewrite', '15:3', '--']],
      ['gosu', ['gosu', 'nobody']],
      ['nice', ['nice']],
    ].flatMap(([name = '', words = []]) => wrapped(String(name), [words].flat())),
  ),
  'gosu and a user that is not there': {
    dockerfile: [INSTALLED, 'ENTRYPOINT ["gosu", "ann", "true"]'],
    says: /unable to find user ann/,
    rule: 'missing-user',
  },
  'an entrypoint script that starts its arguments as a user that is not there': {
    dockerfile: [INSTALLED, WITH_ENTRY, 'ENTRYPOINT ["/entry.sh"]', 'CMD ["true"]'],
    files: entry('set -e', 'exec gosu ann "$@"'),
    says: /unable to find user ann/,
    rule: 'missing-user',
  },
  'an entrypoint script that starts its arguments as a user': {
    dockerfile: [INSTALLED, WITH_ENTRY, 'ENTRYPOINT ["tini", "--", "/entry.sh"]', 'CMD ["true"]'],
    files: entry('set -e', 'exec gosu nobody "$@"'),
  },
  'a static program that may lie anywhere in memory': {
    dockerfile: [
      'FROM debian:bookworm-slim AS build',
      'FROM scratch',
      'COPY --from=build /sbin/ldconfig /server',
      'ENTRYPOINT ["/server", "--version"]',
    ],
  },
};

/** On Alpine: users, and what a volume brings. */
export const PLACES: Readonly<Record<string, Case>> = {
  'a user whose passwd another stage brings': {
    dockerfile: [
      'FROM alpine:3 AS build',
      'RUN adduser -D app',
      'FROM alpine:3',
      'COPY --from=build /etc/passwd /etc/group /etc/',
      'USER app:app',
      'CMD ["true"]',
    ],
  },
  'a user whose passwd stayed in another stage': {
    dockerfile: [
      'FROM alpine:3 AS build',
      'RUN adduser -D app',
      'FROM alpine:3',
      'COPY --from=build /etc/hostname /etc/',
      'USER app',
      'CMD ["true"]',
    ],
    says: /unable to find user app/,
    rule: 'missing-user',
  },
  'a user by name in a group by number': { dockerfile: ['USER nobody:4711', 'CMD ["true"]'] },
  'a group alone': { dockerfile: ['USER :4711', 'CMD ["true"]'] },
  'a program that a volume brings': {
    dockerfile: ['VOLUME /app', 'ENTRYPOINT ["/app/gone"]'],
    ...GONE,
    severity: 'note',
  },
  'a link to a program that a volume brings': {
    dockerfile: ['VOLUME ["/data"]', 'RUN ln -s /data/bin/server /server', 'ENTRYPOINT ["/server"]'],
    says: /no such file/,
    rule: 'missing-interpreter',
    severity: 'note',
  },
  'a script whose interpreter a volume brings': {
    dockerfile: ['VOLUME ["/opt"]', 'COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/opt/sh\n' },
    says: /no such file/,
    rule: 'missing-interpreter',
    severity: 'note',
  },
  'a program in a volume that the image fills': {
    dockerfile: ['COPY --chmod=755 run.sh /app/run.sh', 'VOLUME /app', 'ENTRYPOINT ["/app/run.sh"]'],
    files: SCRIPT,
  },
  'a program beside a volume': { dockerfile: ['VOLUME /app-data', 'ENTRYPOINT ["/app/gone"]'], ...GONE },
};
