import { expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDatabases, renderDatabaseChecks } from '../../scripts/scoreboard/real-databases.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const MAKE = ['P:make', 'V:4.4-r2', 'A:x86_64', 'F:usr', 'F:usr/bin', 'R:make', ''];
const MUSL = ['P:musl', 'V:1.2-r0', 'A:x86_64', 'F:lib', 'R:ld-musl-x86_64.so.1', ''];

const folder = temporaryFolder();

test('finds the build tools of a database by its packages and their paths, and none in a base image', async () => {
  for (const kind of ['apk', 'rpm', 'dpkg', 'dpkg-statusd/real-bookworm'])
    mkdirSync(join(folder, kind), { recursive: true });
  writeFileSync(join(folder, 'apk', 'base.installed'), `${MUSL.join('\n')}\n`);
  writeFileSync(join(folder, 'apk', 'tools.installed'), `${[...MUSL, ...MAKE].join('\n')}\n`);
  writeFileSync(join(folder, 'apk', 'README.md'), 'not a database');
  const checks = await checkDatabases(folder);
  expect(checks).toEqual([
    { name: 'base.installed', packages: 1, files: 1, tools: [], wrong: [] },
    { name: 'tools.installed', packages: 2, files: 2, tools: ['GNU Make (make)'], wrong: [] },
  ]);
  expect(renderDatabaseChecks(checks)).toContain('| `base.installed` | 1 | 1 | none | nothing |');
});
