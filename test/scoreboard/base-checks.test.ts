import { describe, expect, test } from '@jest/globals';
import {
  inheritedTools,
  isSdkReported,
  renderBaseChecks,
  wrongErrors,
} from '../../scripts/scoreboard/base-checks.ts';
import { sightingOf } from './label.ts';

const { alarms } = sightingOf(
  [],
  [
    { subject: 'gcc', isInherited: true },
    { subject: 'make', isInherited: true },
    { subject: 'gcc', isInherited: true },
    { rule: 'sdk-base', category: 'base-image', subject: 'sdk' },
    { rule: 'context-file', category: 'context-leak', subject: 'README.md', severity: 'warning' },
    { rule: 'source-file', category: 'source', subject: 'C' },
  ],
);
const check = { name: 'gcc_bookworm', packages: 40, left: [], alarms };

describe('an application on a base image', () => {
  test('is to blame for errors of its own, and for nothing that came with the base image or is less than an error', () => {
    expect(wrongErrors(check).map(({ rule }) => rule)).toEqual(['source-file']);
  });

  test('has the build tools of the base image, each once', () => {
    expect(inheritedTools(check)).toEqual(['gcc', 'make']);
    expect(isSdkReported(check)).toBe(true);
    expect(isSdkReported({ ...check, alarms: [] })).toBe(false);
  });

  test('is a row of the page', () => {
    expect(renderBaseChecks([check])).toContain(
      '| `gcc_bookworm` | 40 | `source-file` C | yes | gcc, make |',
    );
  });
});
