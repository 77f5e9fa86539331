import { expect } from '@jest/globals';
import type { GateReport, ReportFinding } from '../../src/report/report.ts';
import type { ExpectedFinding, Variant } from './example.ts';
import type { Exported } from './root-filesystem.ts';

/** Findings that the variant's own instructions introduced and that fail it: exactly the expected ones. */
export function expectFindings(report: GateReport, { findings, warnings, budgets }: Variant): void {
  const failing = ownFindings(report, 'introduced').filter(({ severity }) => severity === 'error');
  expect(ruleIds(failing)).toEqual([...new Set(findings.map(({ ruleId }) => ruleId))].sort());
  for (const expected of findings) expectFinding(failing, expected);
  const lesser = ownFindings(report, 'introduced').filter(({ severity }) => severity !== 'error');
  for (const expected of warnings) expectFinding(lesser, expected);
  const { violations } = report.verdict;
  const violating = violations.flatMap((each) => (each.kind === 'finding' ? [each.fingerprint] : []));
  expect(violating.sort()).toEqual(failing.map(({ fingerprint }) => fingerprint).sort());
  expect(violations.flatMap((each) => (each.kind === 'budget' ? [each.size] : []))).toEqual(budgets);
}

/** Nothing that anybody has to look at. */
export function expectSilence(report: GateReport): void {
  const loud = report.findings.filter(({ severity, inherited, status }) => {
    return severity !== 'note' && !inherited && status !== 'resolved';
  });
  expect(loud.map(({ ruleId, subject, locations }) => ({ ruleId, subject, locations }))).toEqual([]);
}

/** A container that answers has no broken stage; one that cannot start has exactly one, by the recorded rule. */
export function expectBrokenStage(report: GateReport, { cannotStart }: Variant): void {
  const broken = report.findings.filter(
    ({ category, status }) => category === 'broken-stage' && status !== 'resolved',
  );
  expect(ruleIds(broken)).toEqual(cannotStart === undefined ? [] : [cannotStart.ruleId]);
}

/** What the other direction introduced is gone, and nothing is new; a mend may cost more bytes than the budget allows. */
export function expectResolved(report: GateReport, { findings }: Variant): void {
  expect(report.verdict.violations.filter(({ kind }) => kind === 'finding')).toEqual([]);
  expect(ruleIds(ownFindings(report, 'introduced').filter(({ severity }) => severity === 'error'))).toEqual(
    [],
  );
  expect(ruleIds(ownFindings(report, 'resolved'))).toEqual(
    expect.arrayContaining(findings.map(({ ruleId }) => ruleId)),
  );
}

/** The findings are there as they were, and none is new. */
export function expectPersistence(report: GateReport, { findings }: Variant): void {
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  expect(errors.filter(({ status }) => status !== 'persisting').map(({ subject }) => subject)).toEqual([]);
  expect(ruleIds(errors)).toEqual(expect.arrayContaining(findings.map(({ ruleId }) => ruleId)));
}

/** Every sum of the report adds up to the byte. */
export function expectSums({ candidate, baseline, size, ledger }: GateReport): void {
  for (const image of [candidate, ...(baseline === null ? [] : [baseline])]) {
    expect(sum(image.layers.map(({ contentBytes }) => contentBytes))).toBe(image.contentBytes);
    expect(sum(image.layers.map(({ transferBytes }) => transferBytes))).toBe(image.transferBytes);
    expect(image.rootfsBytes + image.hiddenBytes).toBe(image.contentBytes);
  }
  for (const lines of Object.values(ledger)) {
    expect(sum(lines.map((line) => line.candidate))).toBe(size.content.candidate);
    expect(sum(lines.map((line) => line.baseline ?? 0))).toBe(size.content.baseline ?? 0);
    expect(sum(lines.map((line) => line.delta ?? 0))).toBe(size.content.delta ?? 0);
  }
}

/** The root filesystem is what the builder or the engine gives out. */
export function expectExported({ candidate }: GateReport, exported: Exported): void {
  expect({ bytes: candidate.rootfsBytes, files: candidate.fileCount }).toEqual(exported);
}

function expectFinding(
  found: readonly ReportFinding[],
  { ruleId, subject, paths = [] }: ExpectedFinding,
): void {
  const same = found.filter(
    (each) => each.ruleId === ruleId && (subject === undefined || each.subject === subject),
  );
  expect(same).not.toEqual([]);
  const shown = same.flatMap(({ locations }) =>
    locations.map((location) => (location.kind === 'file' ? location.path : location.field)),
  );
  expect(shown).toEqual(expect.arrayContaining([...paths]));
}

function ownFindings({ findings }: GateReport, wanted: ReportFinding['status']): readonly ReportFinding[] {
  return findings.filter(({ status, inherited, ruleId }) => {
    return status === wanted && (!inherited || ruleId === 'sdk-base');
  });
}

function ruleIds(findings: readonly ReportFinding[]): readonly string[] {
  return [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
