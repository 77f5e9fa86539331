import type { ReportFix } from '../../src/report/report-fix.ts';
import type { GateReport, ReportFinding, Summary } from '../../src/report/report.ts';

const SUMMARY: Summary = {
  reference: 'final-stage:candidate',
  imageID: `sha256:${'1'.repeat(64)}`,
  platform: 'linux/amd64',
  contentBytes: 1000,
  rootfsBytes: 1000,
  hiddenBytes: 0,
  transferBytes: 500,
  transferEstimated: false,
  fileCount: 10,
  layers: [],
};

const SIZE = { baseline: 900, candidate: 1000, delta: 100, percent: 11.11 };

/** A finding that an instruction brought; `change` replaces fields. */
export function finding(change: Partial<ReportFinding> = {}): ReportFinding {
  return {
    ruleId: 'go-toolchain',
    category: 'build-tool',
    severity: 'error',
    status: 'introduced',
    inherited: false,
    subject: 'Go toolchain',
    version: '1.22',
    title: null,
    message: 'Go toolchain in /usr/local/go',
    fix: 'copy only the binary into the final stage',
    bytes: 100,
    files: 3,
    packages: [],
    because: null,
    locations: [],
    locationsOmitted: 0,
    places: [],
    place: null,
    fingerprint: 'f'.repeat(64),
    primary: {
      dockerfile: 'Dockerfile',
      line: 3,
      endLine: 3,
      keyword: 'RUN',
      stage: 'runtime',
      text: 'RUN apt-get install golang',
    },
    cause: 'change',
    ...change,
  };
}

/** A proven fix of the finding above; `change` replaces fields. */
export function reportFix(change: Partial<ReportFix> = {}): ReportFix {
  return {
    fingerprints: ['f'.repeat(64)],
    remedies: ['package-cache'],
    edits: [{ file: 'Dockerfile', start: 18, end: 18, replacement: ' && rm -rf /var/lib/apt/lists/*' }],
    patch:
      'diff --git a/Dockerfile b/Dockerfile\n--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,1 +1,1 @@\n-FROM a\n+FROM b\n',
    lineChanges: [{ file: 'Dockerfile', line: 1, before: ['FROM a'], after: ['FROM b'] }],
    dockerfile: null,
    proof: {
      state: 'proven',
      checks: [{ id: 'builds', state: 'passed', message: 'it builds' }],
      ...{
        buildSeconds: 2,
        contentBytes: 900,
        delta: -100,
        removed: 3,
        changed: [],
        changedOmitted: 0,
        ran: null,
      },
    },
    ...change,
  };
}

/** A report that passed with nothing to say; `change` replaces fields. */
export function gateReport(change: Partial<GateReport> = {}): GateReport {
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: '0.0.0' },
    mode: 'check',
    candidate: SUMMARY,
    baseline: { ...SUMMARY, reference: 'final-stage:baseline', contentBytes: 900 },
    size: {
      content: SIZE,
      rootfs: SIZE,
      hidden: { baseline: 0, candidate: 0, delta: 0, percent: null },
      transfer: { baseline: 450, candidate: 500, delta: 50, percent: 11.11 },
      pull: 50,
    },
    causes: {
      change: { files: 3, bytes: 100, layers: 1, pull: 50 },
      rebuild: { files: 0, bytes: 0, layers: 0, pull: 0 },
      base: { files: 0, bytes: 0, layers: 0, pull: 0 },
    },
    findings: [],
    ledger: { byInstruction: [], byOwner: [], byClass: [], byDirectory: [] },
    places: [],
    requested: null,
    trend: [],
    composedFiles: [],
    budgets: [],
    verdict: { conclusion: 'success', violations: [], allowed: [], proposed: [] },
    fixes: [],
    notices: [],
    ...change,
  };
}
