import { describe, expect, test } from '@jest/globals';
import type { LeftFile } from '../../src/remedies/remedy.ts';
import { fixed } from './remedy-bench.ts';

const PASSWD = { path: '/etc/passwd', text: 'root:x:0:0:root:/root:/bin/sh\n' } as const;
const GROUP = { path: '/etc/group', text: 'root:x:0:\nstaff:x:50:\n' } as const;
const USERADD = { path: '/usr/sbin/useradd', program: {} } as const;

function ways(user: string, base: readonly LeftFile[], head = ''): readonly string[] {
  const start = `${head}FROM base\nCOPY server /\n`;
  const before = `${start}USER ${user}\nCMD ["/server"]\n`;
  const line = start.split('\n').length - 1;
  const leaves = { [line]: [{ path: '/server', program: {} }] };
  const subject = /^\w+/.exec(user)?.[0] ?? '';
  const all = fixed({ rule: 'missing-user', subject, before, leaves, base });
  return all.map((text) => text.slice(start.length).replace('CMD ["/server"]\n', '').trim());
}

describe('a user that the image lacks', () => {
  test.each([
    ['app', [PASSWD, GROUP, USERADD], 'RUN useradd --system app\nUSER app'],
    ['app:app', [PASSWD, GROUP, USERADD], 'RUN useradd --system --user-group app\nUSER app:app'],
    ['app:staff', [PASSWD, GROUP, USERADD], 'RUN useradd --system --gid staff app\nUSER app:staff'],
    ['app:web', [PASSWD, GROUP], 'RUN addgroup -S web && adduser -S -D -G web app\nUSER app:web'],
  ] as const)('is made by what the image has: %s', (user, base, expected) => {
    expect(ways(user, base)).toEqual([expected, 'USER 10001:10001']);
  });

  test('is first made as the build stage makes it', () => {
    const head = 'FROM base AS build\nRUN addgroup --gid 7 app && adduser -D -u 7 -G app app && make\n\n';
    expect(ways('app', [PASSWD], head)[0]).toBe(
      'RUN addgroup --gid 7 app && adduser -D -u 7 -G app app\nUSER app',
    );
  });

  test('is left to a number where its name is not certain', () => {
    expect(ways('root', [], '')).toEqual(['RUN adduser -S -D root\nUSER root', 'USER 0:0']);
  });
});
