import { join } from 'node:path';

/** The programs under test: the committed ones, or those of another version, to see whether a test fails on them. */
export const DIST = process.env['FINAL_STAGE_TEST_DIST'] ?? join(import.meta.dirname, '..', '..', 'dist');
