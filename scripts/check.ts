import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What `npm run check` runs, in order; needs no engine. */
const STEPS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  {
    name: 'lint',
    command: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'src', 'test', 'scripts'],
  },
  {
    name: 'format',
    command: [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      'src',
      'test',
      'scripts',
    ],
  },
  { name: 'unused', command: ['node_modules/knip/bin/knip.js', '--no-progress', '--exclude', 'types'] },
  {
    name: 'architecture',
    command: [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--silent',
      'test/architecture.test.ts',
    ],
  },
  { name: 'generated files', command: ['--no-warnings', 'scripts/generate.ts', '--check'] },
  { name: 'dist', command: ['--no-warnings', 'scripts/build.ts', '--check'] },
];

/** Runs all steps, also after one failed, and tells each in one line. */
export function runChecks(): readonly string[] {
  const root = join(import.meta.dirname, '..');
  return STEPS.filter(({ name, command }) => {
    const started = Date.now();
    const run = spawnSync(process.execPath, [...command], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${run.status === 0 ? 'ok  ' : 'FAIL'} check: ${name} (${seconds} s)\n`);
    if (run.status !== 0) process.stdout.write(`${run.stdout}${run.stderr}\n`);
    return run.status !== 0;
  }).map(({ name }) => name);
}

if (import.meta.main) process.exitCode = runChecks().length === 0 ? 0 : 1;
