import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** What is mutated, and the tests that have to notice: those of the decisions, which take no engine and few seconds. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/policy': ['policy', 'compare', 'gate/{gate,judgement}'],
  'src/compare': ['compare', 'policy', 'gate/{gate,judgement}'],
  'src/github': ['github', 'gate/adapters'],
  'src/{gate,inspect,judgement}.ts': ['gate/{gate,inspect,judgement}', 'judgement'],
  'src/{subjects,adapters}.ts': ['gate/{subjects,adapters,reading}'],
};

/** One change of the source, and what became of it. */
type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Mutates one room after the other and says how much of it the tests notice. Arguments: rooms or files in them; none: all. */
async function main(wanted: readonly string[]): Promise<void> {
  for (const part of wanted.length > 0 ? wanted : Object.keys(ROOMS)) print(part, await mutate(part));
}

function testsOf(part: string): readonly string[] {
  const [, tests] = Object.entries(ROOMS).find(([room]) => part.startsWith(room)) ?? [];
  if (tests !== undefined) return tests;
  throw new Error(`\`${part}\` is in no room, expected one of ${Object.keys(ROOMS).join(', ')}`);
}

function mutate(part: string): Promise<readonly Mutant[]> {
  const stryker = new Stryker({
    mutate: [part.endsWith('.ts') ? part : `${part}/**/*.ts`],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    jest: {
      projectType: 'custom',
      config: {
        testTimeout: 30_000,
        testMatch: testsOf(part).flatMap((name) => [
          `<rootDir>/test/${name}.test.ts`,
          `<rootDir>/test/${name}/**/!(*.engine).test.ts`,
        ]),
      },
      // The tests are named above: what else imports a module starts programs and takes minutes.
      enableFindRelatedTests: false,
    },
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only'],
    // What runs when a module is loaded would have every test run again.
    ignoreStatic: true,
    ignorePatterns: ['dist', 'examples'],
    tempDirName: join(tmpdir(), 'final-stage-mutants'),
    concurrency: 1,
  });
  return stryker.runMutationTest();
}

const NOTICED: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const UNNOTICED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

function print(room: string, mutants: readonly Mutant[]): void {
  const count = (statuses: ReadonlySet<string>) =>
    mutants.filter(({ status }) => statuses.has(status)).length;
  const [noticed, unnoticed] = [count(NOTICED), count(UNNOTICED)];
  for (const { fileName, location, status, replacement } of mutants) {
    if (!UNNOTICED.has(status)) continue;
    const text = replacement.replace(/\s+/g, ' ').slice(0, 80);
    const place = `${fileName.replace(`${process.cwd()}/`, '')}:${location.start.line + 1}`;
    process.stdout.write(`${status === 'Survived' ? 'survived' : 'untested'} ${place}: ${text}\n`);
  }
  const percent = ((100 * noticed) / Math.max(1, noticed + unnoticed)).toFixed(1);
  process.stdout.write(`${room}: ${percent}% of ${noticed + unnoticed} mutants noticed, ${unnoticed} not\n`);
}

await main(process.argv.slice(2));
