import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { WhyReport } from '../../src/report/why-text.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const COUNT = 100_000;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const status = (fieldsOf: (index: number) => string): FileInputs => ({
  '/var/lib/dpkg/status': numbers(COUNT)
    .map((index) => `Package: p${index}\nStatus: install ok installed\nVersion: 1\n${fieldsOf(index)}\n`)
    .join('\n'),
  '/var/lib/dpkg/info/p0.list': '/usr/bin/gcc\n',
  [`/var/lib/dpkg/info/p${COUNT - 1}.list`]: '/usr/bin/last\n',
  '/var/lib/apt/extended_states': 'Package: p0\nAuto-Installed: 1\n',
  '/usr/bin/gcc': 'x',
  '/usr/bin/last': 'y',
});

const DATABASES: Readonly<Record<string, FileInputs>> = {
  // 10,000,000,000 edges from package to package.
  'all need and provide the same names': status(() => 'Depends: all, a | b\nProvides: all, a, b'),
  'a chain of all packages': status((index) => `Depends: p${index + 1}`),
  'a circle of all packages': status(
    (index) => `Depends: p${(index + 1) % COUNT}\nRecommends: p${index + 7}`,
  ),
  'alternatives without end': status((index) => `Depends: ${'z|'.repeat(index === 0 ? 1_000_000 : 20)}p0`),
};

/** Each folder has a manifest that needs all names, each of which is looked for in all folders above. */
const deepTree = (): FileInputs => {
  const needs = Object.fromEntries(numbers(2000).map((index) => [`n${index}`, '1']));
  const folders = numbers(250).map((depth) => `/app${'/node_modules/d'.repeat(depth + 1)}`);
  return Object.fromEntries(
    folders.map((path) => [
      `${path}/package.json`,
      JSON.stringify({ name: 'd', version: '1', dependencies: needs }),
    ]),
  );
};

/** The answer of `why`, within a memory that edges from package to package would not fit into. */
async function ask(files: FileInputs, what: string): Promise<WhyReport['answer']> {
  const directory = join(folder, 'image');
  await writeOciLayout(directory, [layer(files)]);
  const { exitCode, stdout, stderr } = await runCli(['why', `oci:${directory}`, what, '--format', 'json'], {
    environment: { NODE_OPTIONS: '--max-old-space-size=1000' },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.length).toBeLessThan(200_000);
  return JSON.parse(stdout) as WhyReport['answer'];
}

const MOST_MS = 60_000;

describe('a database in which everybody needs everybody', () => {
  test.each(Object.entries(DATABASES))(
    'is answered in time: %s',
    async (_case, files) => {
      const { packages } = await ask(files, `p${COUNT - 1}`);
      expect(packages).toHaveLength(1);
      expect(packages[0]?.because?.length).toBeLessThanOrEqual(101);
    },
    MOST_MS,
  );

  test(
    'is answered in time: a deep tree of node_modules',
    async () => {
      expect((await ask(deepTree(), 'd')).packages).toHaveLength(1);
    },
    MOST_MS,
  );
});
