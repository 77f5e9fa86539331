// A test runner for Stryker: it loads the tests once and runs those of a mutant until one fails.
// https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const GLOBALS = new URL('jest-globals.mjs', import.meta.url).href;

/** Status numbers of Stryker's TestStatus. */
const [PASSED, FAILED, SKIPPED] = [0, 1, 2];

/** A test that takes longer has noticed the mutant. */
const TEST_MILLISECONDS = 8_000;

class InProcess {
  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
    });
    this.globals = await import(GLOBALS);
    this.stryker = globalThis.__stryker__ ??= {};
    const names = JSON.parse(process.env.FINAL_STAGE_MUTATION_TESTS ?? '[]');
    this.files = [];
    for (const name of names) {
      const block = await this.globals.loadFile(pathToFileURL(resolve(name)).href);
      this.files.push({ block, tests: nameTests(this.globals, name, block), milliseconds: 0 });
    }
    // What fails beside a test fails it: the test may wait for it without end.
    for (const event of ['unhandledRejection', 'uncaughtException'])
      process.on(event, (error) => this.fail?.(error));
  }

  /** All tests without a mutant. */
  async dryRun() {
    const tests = [];
    for (const { id, file } of await this.run(() => true, { stopsEarly: false }, tests)) {
      tests.push({ id, name: id, timeSpentMs: 0, status: SKIPPED, fileName: file });
    }
    return { status: 'complete', tests, mutantCoverage: this.stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const wanted = testFilter && new Set(testFilter);
    Object.assign(this.stryker, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const tests = [];
    this.stryker.activeMutant = activeMutant.id;
    try {
      await this.run((id) => wanted?.has(id) ?? true, { stopsEarly: true }, tests);
    } finally {
      this.stryker.activeMutant = undefined;
    }
    const reason = this.stryker.hitCount > hitLimit ? 'the code ran too often' : undefined;
    Object.assign(this.stryker, { hitLimit: undefined, hitCount: undefined });
    if (reason !== undefined) return { status: 'timeout', reason };
    const failed = tests.find(({ status }) => status === FAILED);
    if (failed === undefined) return { status: 'survived', nrOfTests: tests.length };
    await this.expectUnspoilt(failed.id);
    return {
      status: 'killed',
      killedBy: [failed.id],
      failureMessage: failed.failureMessage,
      nrOfTests: tests.length,
    };
  }

  async dispose() {}

  /** What a mutant left behind must not count against the next one: Stryker starts another process then. */
  async expectUnspoilt(id) {
    const again = [];
    await this.run((each) => each === id, { stopsEarly: true }, again);
    if (again.some(({ status }) => status === FAILED))
      throw new Error(`"${id}" fails now without a mutant, too`);
  }

  /** Runs tests, pushes their results, and answers which ones are skipped. Files that take little time come first. */
  async run(isWanted, { stopsEarly }, results) {
    const order = this.files.toSorted((a, b) => a.milliseconds - b.milliseconds);
    const skipped = [];
    for (const file of order) {
      if (stopsEarly && results.some(({ status }) => status === FAILED)) break;
      const ids = new Map(file.tests.map(({ id, test }) => [test, id]));
      skipped.push(...file.tests.filter(({ test }) => test.isSkipped));
      const started = performance.now();
      await this.runFile(
        file,
        (test) => !test.isSkipped && isWanted(ids.get(test)),
        async (test, work) => {
          if (stopsEarly && results.some(({ status }) => status === FAILED)) return;
          results.push(await this.runOne({ id: ids.get(test), file: file.tests[0].file }, work));
        },
        results,
      );
      if (!stopsEarly) file.milliseconds = performance.now() - started;
    }
    return skipped;
  }

  /** A hook that fails is a test that fails. */
  async runFile(file, isWanted, runOne, results) {
    const first = file.tests.find(({ test }) => isWanted(test));
    try {
      await this.globals.runBlock(file.block, isWanted, runOne);
    } catch (error) {
      results.push(toResult({ id: first.id, file: first.file }, 0, { error }));
    }
  }

  async runOne(test, work) {
    const started = performance.now();
    this.stryker.currentTestId = test.id;
    const failed = new Promise((_resolve, reject) => (this.fail = reject));
    const late = setTimeout(() => this.fail(new Error('it takes too long')), TEST_MILLISECONDS);
    try {
      await Promise.race([work(), failed]);
      return toResult(test, performance.now() - started);
    } catch (error) {
      return toResult(test, performance.now() - started, { error });
    } finally {
      clearTimeout(late);
      this.fail = undefined;
      this.stryker.currentTestId = undefined;
    }
  }
}

function toResult({ id, file }, timeSpentMs, failure) {
  const shared = { id, name: id, timeSpentMs, fileName: file };
  if (failure === undefined) return { ...shared, status: PASSED };
  return { ...shared, status: FAILED, failureMessage: String(failure.error?.message ?? failure.error) };
}

/** Tests of one title are told apart by their place. */
function nameTests({ testsOf, fullName }, file, block) {
  const seen = new Map();
  return testsOf(block).map((test) => {
    const name = `${file} ${fullName(test)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: count === 1 ? name : `${name} #${count}`, test, file };
  });
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcess }];
