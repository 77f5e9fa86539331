/** Jest runs TypeScript by stripping its types, as Node itself does. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.mjs' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testSequencer: '<rootDir>/test/longest-first.mjs',
  // Only a hang is a failure: on a busy machine a test that starts programs may wait long for a processor.
  testTimeout: 300_000,
  // Kept between runs, whatever the temporary folder.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  coverageProvider: 'v8',
};
