import { describe, expect, test } from '@jest/globals';
import {
  inheritedTools,
  isSdkReported,
  renderBaseChecks,
  wrongErrors,
} from '../../scripts/scoreboard/base-checks.ts';
import { renderDockerfileChecks, reportedTools } from '../../scripts/scoreboard/dockerfile-checks.ts';
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

describe('a labelled Dockerfile', () => {
  test('has the tools of its own instructions, and the choice of an SDK', () => {
    expect(reportedTools(alarms)).toEqual(['sdk']);
    expect(reportedTools(sightingOf([], [{ subject: 'uv' }]).alarms)).toEqual(['uv']);
  });

  test('is judged rightly where the scan and its label agree', () => {
    const built = { kind: 'built', alarms } as const;
    const page = renderDockerfileChecks([
      { name: 'a', hasTools: true, outcome: built },
      { name: 'b', hasTools: false, outcome: built },
      { name: 'c', hasTools: true, outcome: { kind: 'not built', why: 'its repository is not there' } },
    ]);
    expect(page).toContain('2 of 3 were built, 1 of these are judged as their label says.');
    expect(page).toContain('| `b` | no | sdk |');
    expect(page).not.toContain('`c`');
  });
});
