import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import type { Log } from 'sarif';
import { openSarifMultitool } from '../../scripts/engine/sarif-multitool.ts';
import { renderRunSarif } from '../../src/report/run-sarif.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { testWith } from '../helpers/untested.ts';
import { CASES } from './cases.ts';

const folder = temporaryFolder();
const opened = await openSarifMultitool();
const validator = typeof opened === 'string' ? opened : null;
const testWithValidator = testWith(validator, typeof opened === 'string' ? '' : opened.unavailable);

const TOOL = { name: 'final-stage', version: '0.0.0' } as const;
/** All but the one with very many findings, which is long enough by itself. */
const several = CASES.filter(({ name }) => name !== 'many-findings').map(
  ({ name, report }) => ({ name, kind: 'judged', report }) as const,
);
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CASES.map(({ name, report }) => [name, renderSarif(report)])),
  'several images': renderRunSarif({ schemaVersion: 1, tool: TOOL, images: several }),
  'one that is wrong': renderSarif(CASES[0]!.report).replace('"version": "2.1.0"', '"version": "9"'),
};

/** What the validator says of each file: rule and text of every error and warning, also of those that it has for GitHub. */
function validate(program: string): ReadonlyMap<string, readonly string[]> {
  const output = join(folder, 'result.json');
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${name}.sarif`);
    writeFileSync(path, text);
    return path;
  });
  const flags = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--log', 'ForceOverwrite'];
  try {
    execFileSync(program, ['validate', ...paths, ...flags, '--output', output], { stdio: 'ignore' });
  } catch (error) {
    // It ends with 1 where it found an error.
    if (Reflect.get(Object(error), 'status') !== 1) throw error;
  }
  const { runs } = JSON.parse(readFileSync(output, 'utf8')) as Log;
  const results = runs.flatMap((run) => run.results ?? []);
  return new Map(
    Object.keys(files).map((name) => [
      name,
      results
        .filter(({ locations }) =>
          locations?.some(({ physicalLocation: place }) =>
            decodeURI(place?.artifactLocation?.uri ?? '').endsWith(`/${name}.sarif`),
          ),
        )
        .map(({ ruleId, message }) => `${ruleId}: ${message.text ?? JSON.stringify(message.arguments)}`),
    ]),
  );
}

describe('SARIF', () => {
  testWithValidator('is accepted by the validator of those who wrote the standard', (program) => {
    const { 'one that is wrong': wrong, ...said } = Object.fromEntries(validate(program));
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((name) => [name, []])));
    expect(wrong).toContainEqual(expect.stringMatching(/^JSON/));
    expect(Object.keys(said)).toHaveLength(CASES.length + 1);
    return Promise.resolve();
  });
});
