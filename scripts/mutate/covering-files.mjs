import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the folder where one mutation run works, so that it goes with that. */
const KNOWN = join(process.cwd(), 'files-of-tests.json');

/**
 * A Jest sequencer that loads only the files with tests that run a mutant. Stryker names those tests; by itself Jest loads every
 * file to find that it has none of them. https://jestjs.io/docs/configuration#testsequencer-string
 */
export default class CoveringFiles {
  constructor({ globalConfig }) {
    this.pattern = globalConfig.testNamePattern;
  }

  sort(tests) {
    if (!this.pattern) return tests;
    const wanted = new RegExp(this.pattern, 'i');
    const files = new Map(JSON.parse(readFileSync(KNOWN, 'utf8')));
    return tests.filter(({ path }) => files.get(path)?.some((name) => wanted.test(name)) ?? true);
  }

  allFailedTests(tests) {
    return tests;
  }

  /** The first run is of all tests, without a mutant. */
  cacheResults(_tests, { testResults }) {
    if (this.pattern || process.env.__STRYKER_ACTIVE_MUTANT__) return;
    const files = testResults.map((file) => [file.testFilePath, file.testResults.map((test) => test.fullName)]);
    writeFileSync(KNOWN, JSON.stringify(files));
  }
}
