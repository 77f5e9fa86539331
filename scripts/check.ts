import { join } from 'node:path';
import { runCommand } from './engine/command.ts';

/** What `npm run check` runs, in order; needs no engine. */
const STEPS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  {
    name: 'types of the page',
    command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/report/html-script'],
  },
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

/** Runs all steps, also after one failed, and says each in one line; gives the names of those that failed. */
export async function runChecks(): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const step of STEPS) if (!(await runStep(step))) failed.push(step.name);
  return failed;
}

async function runStep({ name, command }: (typeof STEPS)[number]): Promise<boolean> {
  const started = Date.now();
  const cwd = join(import.meta.dirname, '..');
  const { code, stdout, stderr } = await runCommand(process.execPath, command, {
    cwd,
    env: { NO_COLOR: '1' },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} check: ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return code === 0;
}

if (import.meta.main) process.exitCode = (await runChecks()).length === 0 ? 0 : 1;
