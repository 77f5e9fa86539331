import { globSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** What is mutated, and the tests that have to notice: those of the decisions, which take no engine and few seconds. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/policy': ['policy', 'compare', 'gate/{gate,judgement,policies}'],
  'src/compare': ['compare', 'policy', 'gate/{gate,judgement,policies}'],
  'src/github': ['github', 'gate/adapters'],
  'src/gate': ['gate'],
  'src/run': ['gate/{sides,adapters,reading}', 'github/cache-service'],
};

/** Where the unnoticed mutants of the latest run are named. */
const UNNOTICED_FILE = join(tmpdir(), 'final-stage-unnoticed-mutants.txt');

/** One change of the source, and what became of it. */
type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Mutates one room after the other and says how much of each folder the tests notice. Arguments: rooms or files; none: all. */
async function main(wanted: readonly string[]): Promise<void> {
  const mutants: Mutant[] = [];
  for (const part of wanted.length > 0 ? wanted : Object.keys(ROOMS)) mutants.push(...(await mutate(part)));
  const unnoticed = mutants.filter(({ status }) => UNNOTICED.has(status)).map(describeMutant);
  writeFileSync(UNNOTICED_FILE, unnoticed.map((line) => `${line}\n`).join(''));
  for (const [folder, found] of groupBy(mutants, ({ fileName }) => dirname(placeOf(fileName)))) {
    process.stdout.write(`${describeScore(folder, found)}\n`);
    for (const [file, inFile] of groupBy(found, ({ fileName }) => placeOf(fileName)))
      process.stdout.write(`  ${describeScore(file, inFile)}\n`);
  }
  process.stdout.write(`${unnoticed.length} unnoticed mutants are listed in ${UNNOTICED_FILE}\n`);
}

function testsOf(part: string): readonly string[] {
  const [, tests] = Object.entries(ROOMS).find(([room]) => part.startsWith(room)) ?? [];
  if (tests !== undefined) return tests;
  throw new Error(`\`${part}\` is in no room, expected one of ${Object.keys(ROOMS).join(', ')}`);
}

function mutate(part: string): Promise<readonly Mutant[]> {
  const tests = testsOf(part).flatMap((name) => [`test/${name}.test.ts`, `test/${name}/**/*.test.ts`]);
  const files = globSync(tests).filter((file) => !file.endsWith('.engine.test.ts'));
  process.env['FINAL_STAGE_MUTATION_TESTS'] = JSON.stringify(files.toSorted());
  const stryker = new Stryker({
    mutate: [part.endsWith('.ts') ? part : `${part}/**/*.ts`],
    // Jest would load all modules of a test anew for every mutant, which takes seconds.
    testRunner: 'in-process',
    plugins: ['./scripts/mutate/in-process.mjs'],
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only'],
    // What runs when a module is loaded would take a process of its own.
    ignoreStatic: true,
    ignorePatterns: ['dist', 'examples'],
    tempDirName: join(tmpdir(), 'final-stage-mutants'),
    concurrency: 1,
    timeoutMS: 20_000,
  });
  return stryker.runMutationTest();
}

const NOTICED: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const UNNOTICED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

/** Mutants that no test can notice, such as those that do not compile, are in neither number. */
function describeScore(what: string, mutants: readonly Mutant[]): string {
  const count = (statuses: ReadonlySet<string>) =>
    mutants.filter(({ status }) => statuses.has(status)).length;
  const noticed = count(NOTICED);
  const all = noticed + count(UNNOTICED);
  return `${what}: ${((100 * noticed) / Math.max(1, all)).toFixed(1)}% (${noticed} of ${all} noticed)`;
}

function describeMutant({ fileName, location, status, replacement }: Mutant): string {
  const text = replacement.replace(/\s+/g, ' ').slice(0, 120);
  const { start } = location;
  const place = `${placeOf(fileName)}:${start.line + 1}:${start.column + 1}`;
  return `${status === 'Survived' ? 'survived' : 'untested'} ${place}: ${text}`;
}

function placeOf(fileName: string): string {
  return relative(process.cwd(), fileName);
}

function groupBy(
  mutants: readonly Mutant[],
  nameOf: (mutant: Mutant) => string,
): readonly (readonly [string, readonly Mutant[]])[] {
  return [...Map.groupBy(mutants, nameOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

await main(process.argv.slice(2));
