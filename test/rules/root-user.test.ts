import { describe, expect, test } from '@jest/globals';
import { rootUser } from '../../src/rules/root-user.ts';
import { elf } from '../helpers/elf-builder.ts';
import { layer, type ConfigInput } from '../helpers/image-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const program = elf({});
const FILES = {
  '/bin/sh': program,
  '/usr/bin/node': program,
  '/usr/sbin/nginx': program,
  '/usr/bin/tini': program,
  '/usr/sbin/gosu': program,
  '/drop.sh': '#!/bin/sh\nset -e\nexec gosu app "$@"\n',
  '/start.sh': '#!/bin/sh\nset -e\nexec node server.js\n',
};

const START = 'CMD ["node", "server.js"]';

/** What the rule says of an image whose Dockerfile ends with the lines. */
function reported(lines: string, config: ConfigInput): readonly string[] {
  const dockerfile = `FROM debian\nCOPY x /x\n${lines}\n`;
  return reportOf(ledgerOf({ base: [layer(FILES)], own: [layer({ '/x': 'x' })], dockerfile, config }), [
    rootUser,
  ]);
}

describe('root-user', () => {
  test.each<[string, string, ConfigInput]>([
    ['no user', START, { cmd: ['node', 'server.js'] }],
    ['root by name', `USER root\n${START}`, { user: 'root', cmd: ['node', 'server.js'] }],
    ['root by number, with a group', `USER 0:0\n${START}`, { user: '0:0', cmd: ['node', 'server.js'] }],
    ['a shell', 'CMD node server.js', { cmd: ['/bin/sh', '-c', 'node server.js'] }],
    ['an init in front', 'ENTRYPOINT ["tini", "--", "node"]', { entrypoint: ['tini', '--', 'node'] }],
    ['a start script', 'ENTRYPOINT ["/start.sh"]', { entrypoint: ['/start.sh'] }],
  ])('is found with %s', (_title, lines, config) => {
    expect(reported(lines, config)).toEqual(['root-user: root']);
  });

  test.each<[string, string, ConfigInput]>([
    ['a user by number', `USER 10001\n${START}`, { user: '10001', cmd: ['node', 'server.js'] }],
    ['a user by name', `USER app:app\n${START}`, { user: 'app:app', cmd: ['node', 'server.js'] }],
    ['a user of the base image', START, { user: 'node', cmd: ['node', 'server.js'] }],
    ['the start of the base image', 'EXPOSE 80', { cmd: ['node', 'server.js'] }],
    [
      'a server that gives it up',
      'CMD ["nginx", "-g", "daemon off;"]',
      { cmd: ['nginx', '-g', 'daemon off;'] },
    ],
    ['the same behind a shell', 'CMD exec nginx', { cmd: ['/bin/sh', '-c', 'exec nginx'] }],
    ['a script that changes it', START, { entrypoint: ['/drop.sh'], cmd: ['node', 'server.js'] }],
    ['a command that changes it', 'CMD gosu app node', { cmd: ['/bin/sh', '-c', 'gosu app node'] }],
    ['no start at all', 'CMD []', {}],
  ])('is not found with %s', (_title, lines, config) => {
    expect(reported(lines, config)).toEqual([]);
  });
});
