import { breakDownReport } from '../../src/report/break-down.ts';
import type { GateReport, LayerSummary } from '../../src/report/report.ts';
import { inspectBuilt } from '../compare/inspections.ts';
import { whiteout, type FileInputs } from './image-builder.ts';
import { finding, gateReport } from './report-builder.ts';

const of = (bytes: number) => 'x'.repeat(bytes);

const BASE = { '/etc/os-release': 'debian', '/usr/lib/libc.so.6': of(90_000), '/usr/bin/dash': of(30_000) };
const DOCKERFILE = `FROM golang:1.22 AS build
RUN go build -o /app/server .

FROM debian:12
RUN apt-get install -y gcc
COPY --from=build /app /app
ENV API_TOKEN=hunter2hunter2hunter2
RUN rm /app/server.map
`;

/** Files that each have little. */
const DOCS: FileInputs = Object.fromEntries(
  Array.from({ length: 200 }, (_, index) => [`/usr/share/doc/p${index}/copyright`, of(40 + index)]),
);

/** The report of two small images that were really read, with everything that the page lets people explore. */
export function exploredReport(change: Partial<GateReport> = {}): GateReport {
  const baseline = inspectBuilt({
    dockerfile: 'FROM debian:12\nCOPY --from=build /app /app\n',
    base: BASE,
    layers: [{ '/app/server': of(70_000), '/app/old.so': of(22_222) }],
  });
  const candidate = inspectBuilt({
    dockerfile: DOCKERFILE,
    base: BASE,
    layers: [
      {
        '/usr/bin/gcc': of(40_000),
        '/usr/lib/gcc/cc1': of(300_000),
        '/usr/include/stdio.h': of(20_000),
        ...DOCS,
      },
      { '/app/server': of(50_000), '/app/server.map': of(12_345) },
      whiteout('/app/server.map'),
    ],
  });
  const { catalog, layers, origins } = candidate.ledger;
  const [before, after] = [baseline.ledger.catalog.contentBytes, catalog.contentBytes];
  const report = gateReport();
  const size = { baseline: before, candidate: after, delta: after - before, percent: 90 };
  return {
    ...report,
    candidate: {
      ...report.candidate,
      contentBytes: after,
      layers: layers.map(({ ordinal, diffID, transferBytes }): LayerSummary => {
        const origin = origins[ordinal];
        const contentBytes = Array.from({ length: catalog.rowCount }, (_, row) => row)
          .filter((row) => catalog.layer(row) === ordinal)
          .reduce((sum, row) => sum + catalog.bytes(row), 0);
        const instruction = origin?.kind === 'instruction' ? origin.instruction : null;
        return {
          ordinal,
          diffID,
          contentBytes,
          transferBytes,
          origin: origin?.kind ?? 'unknown',
          instruction,
        };
      }),
    },
    size: { ...report.size, content: size },
    findings: [
      finding({
        subject: 'gcc',
        ruleId: 'c-toolchain',
        because: WHY,
        packages: ['pkg:deb/debian/gcc-12@12.2'],
      }),
      finding({
        subject: 'apt cache',
        ruleId: 'package-cache',
        category: 'waste',
        severity: 'warning',
        fingerprint: 'a'.repeat(64),
      }),
      finding({
        subject: 'curl',
        ruleId: 'network-tool',
        category: 'admin-tool',
        severity: 'note',
        status: 'persisting',
        cause: null,
        fingerprint: 'b'.repeat(64),
      }),
    ],
    breakdown: breakDownReport({ candidate, baseline, dockerfile: { path: 'Dockerfile', text: DOCKERFILE } }),
    ...change,
  };
}

const WHY = [
  { kind: 'package', purl: 'pkg:deb/debian/build-essential@12.9' },
  { kind: 'package', purl: 'pkg:deb/debian/gcc@12.2' },
  { kind: 'package', purl: 'pkg:deb/debian/gcc-12@12.2' },
] as const;
