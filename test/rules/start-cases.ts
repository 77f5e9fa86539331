/** An image that is really started: what the engine says of it, and which rule says so before. */
export type Case = {
  /** Lines of the Dockerfile. */
  readonly dockerfile: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** Part of what the engine says, and the rule that says so before; absent: it starts. */
  readonly says?: RegExp;
  readonly rule?: string;
  /** Absent: an error. */
  readonly severity?: 'note';
};

const SCRIPT = { 'run.sh': '#!/bin/sh\necho started\n' };
/** On Alpine. */
export const ALPINE: Readonly<Record<string, Case>> = {
  'a script without a first line': {
    dockerfile: ['COPY --chmod=755 run /begin', 'ENTRYPOINT ["/begin"]'],
    files: { run: 'echo started\n' },
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'an empty file': {
    dockerfile: ['RUN touch /begin && chmod 755 /begin', 'ENTRYPOINT ["/begin"]'],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a script that nobody may execute': {
    dockerfile: ['COPY --chmod=644 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: SCRIPT,
    says: /permission denied/,
    rule: 'missing-interpreter',
  },
  'a word of PATH that nobody may execute': {
    dockerfile: ['COPY --chmod=644 run.sh /usr/bin/serve', 'CMD ["serve"]'],
    files: SCRIPT,
    says: /not found in \$PATH/,
    rule: 'missing-interpreter',
  },
  'a script that only root may read': {
    dockerfile: ['COPY --chmod=700 run.sh /run.sh', 'USER 1000:1000', 'ENTRYPOINT ["/run.sh"]'],
    files: SCRIPT,
    says: /permission denied/i,
    rule: 'missing-interpreter',
  },
  'a script in a directory that only root may enter': {
    dockerfile: ['COPY --chmod=755 run.sh /root/run.sh', 'USER 1000', 'ENTRYPOINT ["/root/run.sh"]'],
    files: SCRIPT,
    says: /permission denied/i,
    rule: 'missing-interpreter',
  },
  'a script that a shell is given and only root may read': {
    dockerfile: ['COPY --chmod=600 run.sh /run.sh', 'USER 1000:1000', 'CMD ["sh", "/run.sh"]'],
    files: SCRIPT,
    says: /can't open '\/run\.sh'/,
    rule: 'missing-interpreter',
  },
  'a user and a group of one name that are not there': {
    dockerfile: ['USER ann:ann', 'CMD ["true"]'],
    says: /unable to find user ann/,
    rule: 'missing-user',
  },
  'a script of the group of a user by number': {
    dockerfile: ['COPY --chmod=750 run.sh /run.sh', 'USER 1000', 'ENTRYPOINT ["/run.sh"]'],
    files: SCRIPT,
  },
  'a directory': {
    dockerfile: ['COPY --chmod=755 run.sh /serve/run.sh', 'ENTRYPOINT ["/serve"]'],
    files: SCRIPT,
    says: /is a directory|permission denied/,
    rule: 'missing-interpreter',
  },
  'a dangling link': {
    dockerfile: ['RUN ln -s /opt/gone /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'line endings of Windows': {
    dockerfile: ['COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["/run.sh"]'],
    files: { 'run.sh': '#!/bin/sh\r\necho started\r\n' },
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'a program for another machine': {
    // e_machine of a copy: s390.
    dockerfile: [
      "RUN cp /bin/busybox /server && printf '\\026\\000' | dd of=/server bs=1 seek=18 conv=notrunc && chmod 755 /server",
      'ENTRYPOINT ["/server"]',
    ],
    says: /exec format error/,
    rule: 'missing-interpreter',
  },
  'a user that is not there': {
    dockerfile: ['USER ann', 'CMD ["true"]'],
    says: /unable to find user ann/,
    rule: 'missing-user',
  },
  'a group that is not there': {
    dockerfile: ['USER 1000:grp', 'CMD ["true"]'],
    says: /unable to find group grp/,
    rule: 'missing-user',
  },
  'root without any passwd': {
    dockerfile: ['RUN rm /etc/passwd', 'USER root', 'CMD ["true"]'],
    says: /unable to find user root/,
    rule: 'missing-user',
  },
  'a number that is too large': {
    dockerfile: ['USER 2147483648', 'CMD ["true"]'],
    says: /must be in range/,
    rule: 'missing-user',
  },
  'a working directory that is a file': {
    dockerfile: ['WORKDIR /app', 'RUN cd / && rmdir /app && touch /app', 'CMD ["true"]'],
    says: /not a directory/,
    rule: 'missing-user',
  },
  'a program that an entrypoint script ends with and that is not there': {
    dockerfile: ['COPY --chmod=755 entry.sh /entry.sh', 'ENTRYPOINT ["/entry.sh"]'],
    files: { 'entry.sh': '#!/bin/sh\nset -e\necho begins\nexec /app/server --port 1\n' },
    says: /\/app\/server: not found/,
    rule: 'missing-interpreter',
  },
  'a script that its shell is given and that is not there': {
    dockerfile: ['WORKDIR /app', 'CMD ["sh", "./run.sh"]'],
    says: /can't open '\.\/run\.sh'/,
    rule: 'missing-interpreter',
  },
  'an entrypoint relative to another working directory': {
    dockerfile: ['WORKDIR /srv/app', 'COPY --chmod=755 run.sh /run.sh', 'ENTRYPOINT ["./run.sh"]'],
    files: SCRIPT,
    says: /no such file/,
    rule: 'missing-interpreter',
  },
  'a program that an entrypoint script ends with': {
    dockerfile: ['COPY --chmod=755 entry.sh /entry.sh', 'ENTRYPOINT ["/entry.sh"]'],
    files: { 'entry.sh': '#!/bin/sh\nset -e\nexec /bin/true\n' },
  },
  'a script that its shell is given': {
    dockerfile: ['COPY --chmod=644 run.sh /run.sh', 'ENTRYPOINT ["sh", "/run.sh"]'],
    files: SCRIPT,
  },
  'a text that a shell takes for a script of its own': {
    dockerfile: ['COPY --chmod=755 run /begin', 'CMD /begin'],
    files: { run: 'echo started\n' },
  },
  'a user by number': { dockerfile: ['USER 4711:4711', 'CMD ["true"]'] },
  'a user of the image': { dockerfile: ['RUN adduser -D app', 'USER app', 'CMD ["true"]'] },
  'a working directory that the engine makes': { dockerfile: ['WORKDIR /new/place', 'CMD ["true"]'] },
  'a link to a program': {
    dockerfile: ['RUN mkdir /opt/bin && ln -s /bin/true /opt/bin/true', 'ENTRYPOINT ["/opt/bin/true"]'],
  },
};
