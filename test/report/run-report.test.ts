import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_REPORT_BYTES, readReport } from '../../src/report/read-report.ts';
import { conclusionOf, distinctNames } from '../../src/report/run-report.ts';
import type { ImageOutcome, RunReport } from '../../src/report/run-report.ts';
import { runReportJsonSchema } from '../../src/report/schema-run.ts';
import { GateError } from '../../src/errors.ts';
import { gateReport } from '../helpers/report-builder.ts';
import { CASES } from './cases.ts';

// Comparing 12,000 findings takes jest longer than reading them.
const cases = CASES.filter(({ name }) => name !== 'many-findings');
const path = join(import.meta.dirname, '..', '..', 'docs', 'run-report.schema.json');
const toBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const judged = (name: string, conclusion: 'success' | 'neutral' | 'failure'): ImageOutcome => ({
  name,
  kind: 'judged',
  report: gateReport({ verdict: { conclusion, violations: [], allowed: [], proposed: [] } }),
});
const unread: ImageOutcome = { name: 'worker', kind: 'no-verdict', reason: 'it does not build' };

function runOf(...images: readonly ImageOutcome[]): RunReport {
  return { schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' }, images };
}

function refusalOf(bytes: Uint8Array): GateError {
  try {
    readReport(bytes, 'it');
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a report of several images', () => {
  const schema: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const run = runOf(
    ...cases.map(({ name, report }): ImageOutcome => ({ name, kind: 'judged', report })),
    unread,
  );

  test('has the schema that is in the repository, and is valid by it', () => {
    expect(schema).toEqual(runReportJsonSchema());
    validate(JSON.parse(JSON.stringify(run)));
    expect(validate.errors).toBeNull();
    expect(validate(runOf())).toBe(false);
  });

  test('is read back as it was written', () => {
    expect(readReport(toBytes(run), 'it')).toEqual({ kind: 'run', run });
  });

  test.each(cases.map(({ name, report }) => [name, report] as const))(
    'and one of %s alone is read back, too',
    (_name, report) => {
      expect(readReport(toBytes(report), 'it')).toEqual({ kind: 'one', report });
    },
  );

  test.each([
    [runOf(judged('a', 'success'), judged('b', 'neutral')), 'neutral'],
    [runOf(judged('a', 'failure'), judged('b', 'neutral')), 'failure'],
    [runOf(judged('a', 'success')), 'success'],
    [runOf(judged('a', 'failure'), unread), null],
  ])('ends as its worst image %#', (images, conclusion) => {
    expect(conclusionOf(images)).toBe(conclusion);
  });

  test('has names that are distinct', () => {
    expect(distinctNames(['a', 'a', 'b', 'a (2)', 'a'])).toEqual(['a', 'a (2)', 'b', 'a (2) (2)', 'a (3)']);
  });
});

describe('what is no report of this version is refused in one sentence', () => {
  const report = gateReport();
  const deep = `{"images":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  test.each([
    ['no JSON', new TextEncoder().encode('{"schemaVersion":'), 'it is not JSON'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'it is not JSON'],
    ['more than the limit', new Uint8Array(MAX_REPORT_BYTES + 1), `it has ${MAX_REPORT_BYTES + 1} bytes`],
    ['a number', toBytes(1), 'it is not a report of this version'],
    ['null', toBytes(null), 'it is not a report of this version'],
    ['another field', toBytes({ ...report, more: 1 }), 'at `more`: found a field that it does not have'],
    [
      'a size that is no integer',
      toBytes({ ...report, size: { ...report.size, pull: 0.5 } }),
      'at `size.pull`: found 0.5, expected int',
    ],
    [
      'an image of no kind',
      toBytes({ ...runOf(unread), images: [{ name: 'a' }] }),
      "at `images.0.kind`: found nothing, expected 'judged' | 'unchanged' | 'no-verdict'",
    ],
    [
      'an image without a reason',
      toBytes(runOf({ name: 'a', kind: 'no-verdict', reason: ' ' })),
      'at `images.0.reason`: found a text of 1 characters',
    ],
    [
      'another schema',
      toBytes({ ...report, schemaVersion: 2, tool: { name: 'final-stage', version: '9.4.0' } }),
      'of this version: it was written by 9.4.0, and differs from the schema at `schemaVersion`: found 2, expected 1',
    ],
    [
      'a version that is none',
      toBytes({ ...report, schemaVersion: 2, tool: { name: 'final-stage', version: '9 :: x' } }),
      'of this version: it differs',
    ],
    ['brackets without end', new TextEncoder().encode(deep), 'it differs from the schema'],
    [
      'a prototype',
      new TextEncoder().encode(JSON.stringify(report).replace('{', '{"__proto__":{"mode":"check"},')),
      'it is not a report of this version',
    ],
  ])('%s', (_what, bytes, words) => {
    const error = refusalOf(bytes);
    expect(error.code).toBe('bad-input');
    expect(error.message).toContain(words);
    expect(error.message.length).toBeLessThan(300);
  });

  test('and hostile names of fields are shown harmlessly', () => {
    const field = `\u001b[31m\`${'x'.repeat(5000)}`;
    const ledger = { ...report.ledger, byOwner: { [field]: 1 } };
    const { message } = refusalOf(toBytes({ ...report, ledger }));
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(300);
  });
});
