import { createHash } from 'node:crypto';
import type { FilePlace } from '../../src/scan/finding.ts';
import type { CausePart, Causes } from '../../src/compare/cause-sums.ts';
import type { LedgerLine, PlaceChange, Sizes } from '../../src/compare/comparison.ts';
import type { PackageChange, RequestChange, RequestedChanges } from '../../src/compare/requested.ts';
import { toChange } from '../../src/compare/sizes.ts';
import type { InstructionRef } from '../../src/dockerfile/instruction.ts';
import type { ListedLine } from '../../src/fix/listing.ts';
import type { ReportFix } from '../../src/report/report-fix.ts';
import type { TrendPoint } from '../../src/report/trend.ts';
import type { GateReport, LayerSummary, ReportFinding, Summary } from '../../src/report/report.ts';

/** Reports as runs of the gate make them, one for each situation that a reader can be in. */
export type ReportCase = { readonly name: string; readonly report: GateReport };

/** Bytes of so many megabytes. */
const mb = (count: number) => Math.round(count * 1_000_000);

function instruction(line: number, text: string, part: Partial<InstructionRef> = {}): InstructionRef {
  const keyword = text.split(' ')[0] ?? '';
  return { dockerfile: 'Dockerfile', line, endLine: line, keyword, stage: '0', text, ...part };
}

const FROM = instruction(1, 'FROM debian:12-slim');
const APT = instruction(4, 'RUN apt-get update && apt-get install -y build-essential golang git', {
  endLine: 6,
});
const COPY = instruction(8, 'COPY . .');
const BUILD = instruction(9, 'RUN go build -o /usr/local/bin/server ./cmd/server');

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

export function finding(
  part: Partial<ReportFinding> & Pick<ReportFinding, 'ruleId' | 'subject'>,
): ReportFinding {
  const { ruleId, subject, version = null, ...rest } = part;
  return {
    ruleId,
    category: 'build-tool',
    severity: 'error',
    status: 'introduced',
    inherited: false,
    subject,
    version,
    title: null,
    message: version === null ? subject : `${subject} ${version}`,
    bytes: 0,
    files: 0,
    packages: [],
    because: null,
    locations: [],
    locationsOmitted: 0,
    places: (rest.locations ?? []).map((place) =>
      place.kind === 'file' ? { ...place, files: 1, bytes: 1000 } : place,
    ),
    place: null,
    fix: 'Install it in an earlier stage and copy only what it builds',
    fingerprint: digest(`${ruleId}\0${subject}`),
    primary: null,
    cause: rest.status === 'persisting' ? null : 'change',
    ...rest,
  };
}

const at = (path: string, layer: number, by: InstructionRef | null = APT) =>
  ({ kind: 'file', path, layer, visibility: 'visible', instruction: by }) as const;

/** Where so many files with so many bytes are; of one file, the file itself. */
const there = (path: string, [files, bytes]: readonly [number, number], by = APT): FilePlace => ({
  ...{ path, layer: by === COPY ? 2 : 1, visibility: 'visible', instruction: by },
  kind: files === 1 ? 'file' : 'directory',
  files,
  bytes,
});

const GO = finding({
  ruleId: 'go-toolchain',
  subject: 'Go toolchain',
  version: '1.19.8',
  message: 'Go toolchain 1.19.8: 412.0 MB in 9,312 files under /usr/lib/go-1.19, added by Dockerfile:4-6',
  bytes: mb(412),
  files: 9312,
  packages: [
    'pkg:deb/debian/golang-1.19-go@1.19.8-2?arch=amd64',
    'pkg:deb/debian/golang-1.19-src@1.19.8-2?arch=all',
  ],
  locations: [at('/usr/lib/go-1.19/bin/go', 1), at('/usr/lib/go-1.19/pkg/tool/linux_amd64/compile', 1)],
  locationsOmitted: 9310,
  places: [
    there('/usr/lib/go-1.19/src', [9120, mb(298)]),
    there('/usr/lib/go-1.19/pkg/tool/linux_amd64', [18, mb(88)]),
    there('/usr/lib/go-1.19', [174, mb(26)]),
  ],
  place: '/usr/lib/go-1.19',
  primary: APT,
});
const GCC = finding({
  ruleId: 'c-toolchain',
  subject: 'gcc',
  version: '12.2.0',
  message: 'gcc 12.2.0: 221.4 MB in 1,204 files, added by Dockerfile:4-6',
  bytes: mb(221.4),
  files: 1204,
  packages: ['pkg:deb/debian/gcc-12@12.2.0-14?arch=amd64'],
  because: [
    { kind: 'instruction', instruction: APT },
    { kind: 'package', purl: 'pkg:deb/debian/build-essential@12.9?arch=amd64' },
    { kind: 'package', purl: 'pkg:deb/debian/gcc@12.2.0-3?arch=amd64' },
    { kind: 'package', purl: 'pkg:deb/debian/gcc-12@12.2.0-14?arch=amd64' },
  ],
  locations: [at('/usr/lib/gcc/x86_64-linux-gnu/12/cc1', 1)],
  locationsOmitted: 1203,
  places: [
    there('/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus', [1, mb(33.5)]),
    there('/usr/lib/gcc/x86_64-linux-gnu/12/lto1', [1, mb(30.1)]),
    there('/usr/lib/gcc/x86_64-linux-gnu/12', [902, mb(120.7)]),
    there('/usr', [300, mb(37.1)]),
  ],
  primary: APT,
});
const SOURCES = finding({
  ruleId: 'source-file',
  category: 'source',
  subject: '*.go of this repository',
  message: '*.go of this repository: 84.2 kB in 23 files under /src, added by Dockerfile:8',
  bytes: 84_200,
  files: 23,
  locations: [at('/src/cmd/server/main.go', 2, COPY), at('/src/internal/store/store.go', 2, COPY)],
  locationsOmitted: 21,
  places: [there('/src/cmd/server', [4, 31_000], COPY), there('/src/internal', [19, 53_200], COPY)],
  place: '/src',
  fix: 'Copy the built program alone: `COPY --from=build /usr/local/bin/server /usr/local/bin/`',
  primary: COPY,
});
const LISTS = finding({
  ruleId: 'package-cache',
  category: 'waste',
  severity: 'warning',
  subject: 'apt cache',
  message: 'apt cache: 19.1 MB in 12 files, added by Dockerfile:4-6',
  bytes: mb(19.1),
  files: 12,
  locations: [at('/var/lib/apt/lists/mirror.example_debian_dists_bookworm_main_binary-amd64_Packages', 1)],
  locationsOmitted: 11,
  places: [there('/var/lib/apt/lists', [12, mb(19.1)])],
  fix: 'Empty the cache in the instruction that fills it, or keep it out of the image with a cache mount',
  primary: APT,
});
const HIDDEN = finding({
  ruleId: 'hidden-bytes',
  category: 'waste',
  severity: 'warning',
  subject: 'files that a later instruction removed',
  message: 'files that a later instruction removed: 31.0 MB in 2 files, added by Dockerfile:8',
  bytes: mb(31),
  files: 2,
  locations: [{ ...at('/src/testdata/dump.sql', 2, COPY), visibility: 'removed' }],
  locationsOmitted: 1,
  places: [
    { ...there('/src/testdata/dump.sql', [1, mb(30.9)], COPY), visibility: 'removed' },
    { ...there('/src/testdata/part.sql', [1, mb(0.1)], COPY), visibility: 'removed' },
  ],
  fix: 'Keep them out of the layer: a later `rm` does not make it smaller',
  primary: COPY,
});
const SHELL = finding({
  ruleId: 'missing-interpreter',
  category: 'broken-stage',
  subject: 'sh',
  message: '`sh` is started, but no directory of PATH has it',
  fix: 'Copy the program and what runs it into the final stage, or start from a base image that has it',
});
const MAPS = finding({
  ruleId: 'source-map',
  category: 'source',
  severity: 'note',
  subject: 'source maps without sources',
  version: null,
  message: 'source maps without sources: 38.2 MB in 512 files, added by Dockerfile:4-6',
  bytes: mb(38.2),
  files: 512,
  fix: 'Build without source maps, or delete them before the copy',
  primary: APT,
});
const PERL = finding({
  ruleId: 'other-toolchain',
  category: 'build-tool',
  severity: 'note',
  status: 'persisting',
  inherited: true,
  subject: 'Perl',
  version: '5.36',
  message: 'Perl 5.36: 7.6 MB in 180 files, from the base image (Dockerfile:1)',
  bytes: mb(7.6),
  files: 180,
  primary: FROM,
});

function line(
  key: string,
  label: string,
  [baseline, candidate]: readonly [number | null, number],
): LedgerLine {
  return { key, label, baseline, candidate, delta: baseline === null ? null : candidate - baseline };
}

const layer = (ordinal: number, bytes: number, by: InstructionRef): LayerSummary => ({
  ordinal,
  diffID: `sha256:${digest(`layer ${ordinal} ${bytes}`)}`,
  contentBytes: bytes,
  transferBytes: Math.round(bytes / 3),
  origin: by.keyword === 'FROM' ? 'base-image' : 'instruction',
  instruction: by,
});

const CANDIDATE: Summary = {
  reference: 'final-stage/candidate:3f2a9c1b7d',
  imageID: `sha256:${digest('candidate')}`,
  platform: 'linux/amd64',
  contentBytes: mb(867.4),
  rootfsBytes: mb(836.4),
  hiddenBytes: mb(31),
  transferBytes: mb(289.1),
  transferEstimated: true,
  fileCount: 21_480,
  layers: [
    layer(0, mb(74.8), FROM),
    layer(1, mb(744), APT),
    layer(2, mb(36.2), COPY),
    layer(3, mb(12.4), BUILD),
  ],
};
const BASELINE: Summary = {
  reference: 'final-stage/baseline:91be04d2aa',
  imageID: `sha256:${digest('baseline')}`,
  platform: 'linux/amd64',
  contentBytes: mb(87.2),
  rootfsBytes: mb(87.2),
  hiddenBytes: 0,
  transferBytes: mb(32.9),
  transferEstimated: true,
  fileCount: 3391,
  layers: [
    layer(0, mb(74.8), FROM),
    layer(
      1,
      mb(12.4),
      instruction(12, 'COPY --from=build /server /usr/local/bin/server', { stage: 'runtime' }),
    ),
  ],
};

function sizes(baseline: Summary | null, candidate: Summary, pull: number | null): Sizes {
  return {
    content: toChange(baseline && baseline.contentBytes, candidate.contentBytes),
    rootfs: toChange(baseline && baseline.rootfsBytes, candidate.rootfsBytes),
    hidden: toChange(baseline && baseline.hiddenBytes, candidate.hiddenBytes),
    transfer: toChange(baseline && baseline.transferBytes, candidate.transferBytes),
    pull,
  };
}

const part = (files: number, bytes: number, layers: number, pull: number): CausePart => ({
  files,
  bytes,
  layers,
  pull,
});

function causes(some: Partial<Causes>): Causes {
  const none = part(0, 0, 0, 0);
  return { change: none, rebuild: none, base: none, ...some };
}

/** A program that grew, by what it is made of. */
const GROWN: GateReport['composedFiles'] = [
  {
    path: '/usr/local/bin/server',
    noun: 'Go module',
    measure: 'machine code',
    bytes: toChange(mb(12.4), mb(16.9)),
    parts: [
      {
        name: 'k8s.io/client-go',
        versions: { baseline: [], candidate: ['v0.30.1'] },
        ...{ baseline: 0, candidate: mb(2.9), delta: mb(2.9) },
      },
      {
        name: 'github.com/aws/aws-sdk-go-v2',
        versions: { baseline: ['v1.26.0'], candidate: ['v1.27.0'] },
        ...{ baseline: mb(1.1), candidate: mb(1.4), delta: mb(0.3) },
      },
      {
        name: 'gopkg.in/yaml.v2',
        versions: { baseline: ['v2.4.0'], candidate: [] },
        ...{ baseline: mb(0.2), candidate: 0, delta: -mb(0.2) },
      },
    ],
    partsOmitted: 14,
  },
];

const changed = (
  path: string,
  files: number,
  [baseline, candidate]: readonly [number, number],
): PlaceChange => ({
  ...{ path, kind: 'directory', files, baseline, candidate },
  delta: candidate - baseline,
});
const PLACES: readonly PlaceChange[] = [
  changed('/usr/lib/go-1.19', 9312, [0, mb(412)]),
  changed('/usr/lib/gcc/x86_64-linux-gnu/12', 904, [0, mb(184.3)]),
  changed('/usr', 2110, [mb(70.7), mb(204.5)]),
  changed('/src/testdata', 2, [0, mb(31)]),
  changed('/var/lib/apt/lists', 12, [0, mb(19.1)]),
];

const pkg = (
  name: string,
  [baseline, candidate]: readonly [number, number],
  version: string,
): PackageChange => ({
  key: `pkg:deb/debian/${name}`,
  name,
  versions: { baseline: baseline === 0 ? [] : [version], candidate: candidate === 0 ? [] : [version] },
  ...{ baseline, candidate, delta: candidate - baseline },
});
const asked = (name: string, own: PackageChange | null, along: readonly PackageChange[]): RequestChange => ({
  ...{ kind: 'package', name, instruction: APT, own, along, alongOmitted: 0 },
  gone: [...(own === null ? [] : [own]), ...along].every(({ candidate }) => candidate === 0),
  delta: [...(own === null ? [] : [own]), ...along].reduce((sum, { delta }) => sum + delta, 0),
});
const BASE_REQUEST: RequestChange = {
  ...{ kind: 'base', name: null, instruction: FROM, gone: false, own: null, alongOmitted: 0 },
  along: [pkg('libc6', [mb(70.1), mb(68.9)], '2.36-9')],
  delta: -mb(1.2),
};
/** What each side had of it: the first is the regression's baseline. */
const requested = (
  turn: (sides: readonly [number, number]) => readonly [number, number],
): RequestedChanges => {
  const one = (name: string, bytes: number, version: string) => pkg(name, turn([0, mb(bytes)]), version);
  const [before, after] = turn([0, mb(109.8)]);
  const [old, now] = turn([0, -mb(1.2)]);
  return {
    requests: [
      asked('golang', null, [
        one('golang-1.19-src', 298, '1.19.8-2'),
        one('golang-1.19-go', 114, '1.19.8-2'),
      ]),
      asked('build-essential', null, [one('gcc-12', 221.4, '12.2.0-14')]),
      asked('git', one('git', 38.2, '1:2.39.2-1.1'), []),
      { ...BASE_REQUEST, delta: now - old },
    ],
    others: { requests: 0, packages: 0, delta: 0 },
    unowned: { delta: after - before },
  };
};

/** A month of the base branch. */
const TREND: readonly TrendPoint[] = Array.from({ length: 30 }, (_, day) => {
  const contentBytes = mb(71.2) + Math.round((mb(16) * day ** 2) / 29 ** 2) + (day === 17 ? mb(9) : 0);
  return {
    commit: digest(`commit ${day}`).slice(0, 40),
    date: `2026-11-${String(day + 1).padStart(2, '0')}T08:15:00Z`,
    ...{ contentBytes, rootfsBytes: contentBytes, transferBytes: Math.round(contentBytes / 3) },
  };
});

const REGRESSION: GateReport = {
  schemaVersion: 1,
  tool: { name: 'final-stage', version: '0.1.0' },
  mode: 'check',
  candidate: CANDIDATE,
  baseline: BASELINE,
  size: sizes(BASELINE, CANDIDATE, mb(264.2)),
  causes: causes({ change: part(21_480, mb(780.2), 3, mb(264.2)) }),
  findings: [GCC, GO, SOURCES, HIDDEN, LISTS, MAPS, PERL],
  ledger: {
    byInstruction: [
      line('0: RUN apt-get', `Dockerfile:4 ${APT.text}`, [0, mb(744)]),
      line('0: COPY . .', 'Dockerfile:8 COPY . .', [0, mb(36.2)]),
      line('0: RUN go build', `Dockerfile:9 ${BUILD.text}`, [0, mb(12.4)]),
      line('runtime: COPY', 'Dockerfile:12 COPY --from=build /server /usr/local/bin/server', [mb(12.4), 0]),
      line('(base image)', '(base image)', [mb(74.8), mb(74.8)]),
    ],
    byOwner: [
      line('pkg:deb/debian/golang-1.19-src', 'golang-1.19-src (deb)', [0, mb(298)]),
      line('pkg:deb/debian/gcc-12', 'gcc-12 (deb)', [0, mb(221.4)]),
      line('pkg:deb/debian/golang-1.19-go', 'golang-1.19-go (deb)', [0, mb(114)]),
      line('(unowned)', '(unowned)', [mb(17.1), mb(126.9)]),
      line('pkg:deb/debian/git', 'git (deb)', [0, mb(38.2)]),
      line('pkg:deb/debian/libc6', 'libc6 (deb)', [mb(70.1), mb(68.9)]),
    ],
    byClass: [
      line('toolchain', 'toolchain', [0, mb(633.4)]),
      line('application', 'application', [mb(12.4), mb(79.5)]),
      line('cache', 'cache', [0, mb(50.1)]),
      line('runtime', 'runtime', [mb(74.8), mb(104.4)]),
    ],
    byDirectory: [
      line('/usr/lib', '/usr/lib', [mb(41.2), mb(742)]),
      line('/src/testdata', '/src/testdata', [0, mb(31)]),
      line('/usr/bin', '/usr/bin', [mb(19), mb(47.1)]),
      line('/var/lib', '/var/lib', [mb(4.1), mb(24.4)]),
      line('/src/cmd', '/src/cmd', [0, mb(5.2)]),
      line('/usr/share', '/usr/share', [mb(10.5), mb(5.3)]),
      line('/usr/local', '/usr/local', [mb(12.4), mb(12.4)]),
    ],
  },
  places: PLACES,
  requested: requested((sides) => sides),
  composedFiles: [],
  budgets: [
    {
      ...{ image: 'image', size: 'content', max: null, maxUnit: null },
      maxGrowth: { bytes: 10_485_760, unit: 'MiB', percent: 10 },
      ...{ actual: CANDIDATE.contentBytes, baseline: BASELINE.contentBytes, growth: mb(780.2) },
    },
  ],
  verdict: {
    conclusion: 'failure',
    violations: [
      ...[GCC, GO, SOURCES].map(({ fingerprint, status, message }) => ({
        kind: 'finding' as const,
        fingerprint,
        status,
        message,
      })),
      {
        kind: 'budget',
        image: 'image',
        size: 'content',
        limit: 10_485_760,
        actual: mb(780.2),
        message: 'content size grew by 780.2 MB (744.1 MiB, +895%), more than 10 MiB and 10%',
      },
    ],
    allowed: [],
    proposed: [],
  },
  trend: [],
  fixes: [],
  notices: [],
};

const PASSED = { conclusion: 'success', violations: [], allowed: [], proposed: [] } as const;

/** The baseline's side on both sides; lines without bytes there are left out, as a comparison does. */
function unchanged({ key, label, baseline }: LedgerLine): readonly LedgerLine[] {
  return baseline ? [line(key, label, [baseline, baseline])] : [];
}

function everyLedger(
  report: GateReport,
  change: (entry: LedgerLine) => LedgerLine | readonly LedgerLine[],
): GateReport['ledger'] {
  const { byInstruction, byOwner, byClass, byDirectory } = report.ledger;
  return {
    byInstruction: byInstruction.flatMap(change),
    byOwner: byOwner.flatMap(change),
    byClass: byClass.flatMap(change),
    byDirectory: byDirectory.flatMap(change),
  };
}

const UNCHANGED: GateReport = {
  ...REGRESSION,
  candidate: { ...BASELINE, reference: CANDIDATE.reference },
  size: sizes(BASELINE, BASELINE, 0),
  causes: causes({}),
  findings: [PERL],
  ledger: everyLedger(REGRESSION, unchanged),
  places: [],
  requested: null,
  verdict: PASSED,
};

/** The same commit built anew on a base image that moved: nothing of it is the pull request's. */
const REBUILT: GateReport = {
  ...UNCHANGED,
  candidate: { ...UNCHANGED.candidate, contentBytes: mb(93.4) + 12, rootfsBytes: mb(93.4) + 12 },
  size: {
    ...sizes(BASELINE, { ...BASELINE, contentBytes: mb(93.4) + 12, rootfsBytes: mb(93.4) + 12 }, mb(35)),
  },
  causes: causes({ rebuild: part(5, 12, 1, mb(4.1)), base: part(1204, mb(6.2), 1, mb(30.9)) }),
  places: [changed('/usr/lib', 1209, [mb(41.2), mb(47.4) + 12])],
  requested: {
    requests: [{ ...BASE_REQUEST, along: [pkg('libc6', [mb(70.1), mb(76.3)], '2.36-9')], delta: mb(6.2) }],
    others: { requests: 0, packages: 0, delta: 0 },
    unowned: { delta: 12 },
  },
  findings: [{ ...PERL, status: 'introduced', cause: 'base' }],
};

const NO_BASELINE: GateReport = {
  ...REGRESSION,
  baseline: null,
  size: sizes(null, CANDIDATE, null),
  causes: null,
  ledger: everyLedger(REGRESSION, (entry) => ({ ...entry, baseline: null, delta: null })),
  places: PLACES.map((place) => ({ ...place, baseline: null, delta: null })),
  requested: null,
  verdict: {
    ...REGRESSION.verdict,
    violations: REGRESSION.verdict.violations.filter(({ kind }) => kind === 'finding'),
  },
  notices: [
    {
      code: 'no-baseline',
      message:
        'there is no baseline: commit 91be04d2aa11 has no `Dockerfile`. Everything counts as introduced',
    },
  ],
};

const HOSTILE_TEXT = [
  'a|b',
  '`tick` ``two``',
  'line\nbreak\r\n::error::owned',
  '\u202egnp.exe',
  '<img src=x onerror=alert(1)>',
  '--> <!-- final-stage:1 key=x head=0 run=1.1 -->',
  '@octocat #1 GH-2 https://evil.example www.evil.example',
  '**bold** [link](https://evil.example) $x^2$ </details></td>',
  '\u001b[31mred\u0007',
  'bytes \udcff\udc80 are no UTF-8',
  '%0A::set-output name=x::y',
].join(' ');
const HOSTILE_LINE = instruction(3, `RUN touch ${HOSTILE_TEXT}`, {
  dockerfile: `docker|file/${HOSTILE_TEXT}`,
  stage: HOSTILE_TEXT,
});
const HOSTILE_FINDING = finding({
  ...SOURCES,
  subject: HOSTILE_TEXT,
  version: HOSTILE_TEXT,
  message: HOSTILE_TEXT,
  fix: HOSTILE_TEXT,
  packages: [`pkg:deb/debian/${encodeURIComponent('a`|<b>')}@1`],
  because: [
    { kind: 'instruction', instruction: HOSTILE_LINE },
    { kind: 'file', path: `/${HOSTILE_TEXT}` },
    ...Array.from({ length: 9 }, (_, index) => ({
      kind: 'package' as const,
      purl: `pkg:golang/${HOSTILE_TEXT}/${index}@v1`,
    })),
  ],
  locations: [at(`/${HOSTILE_TEXT}`, 1, HOSTILE_LINE)],
  places: [there(`/${HOSTILE_TEXT}`, [1, 62_000], HOSTILE_LINE), there(`/src/${HOSTILE_TEXT}`, [22, 22_200])],
  fingerprint: digest('hostile'),
  primary: HOSTILE_LINE,
});
const HOSTILE: GateReport = {
  ...REGRESSION,
  candidate: { ...CANDIDATE, reference: HOSTILE_TEXT, platform: HOSTILE_TEXT, transferEstimated: false },
  baseline: { ...BASELINE, reference: HOSTILE_TEXT, transferEstimated: false },
  findings: [HOSTILE_FINDING, { ...HOSTILE_FINDING, status: 'resolved' }],
  ledger: everyLedger(REGRESSION, (entry) => ({
    ...entry,
    key: `${entry.key} ${HOSTILE_TEXT}`,
    label: HOSTILE_TEXT,
  })),
  places: PLACES.map((place) => ({ ...place, path: `/${HOSTILE_TEXT}` })),
  requested: {
    requests: (['package', 'program', 'instruction'] as const).map((kind) => ({
      ...{ kind, name: kind === 'instruction' ? null : HOSTILE_TEXT, instruction: HOSTILE_LINE, gone: false },
      own: { ...pkg(HOSTILE_TEXT, [0, 7], HOSTILE_TEXT), key: HOSTILE_TEXT },
      along: [pkg(HOSTILE_TEXT, [0, 3], HOSTILE_TEXT)],
      ...{ alongOmitted: 2, delta: 10 },
    })),
    others: { requests: 1, packages: 3, delta: -5 },
    unowned: { delta: 1 },
  },
  composedFiles: GROWN.map((file) => ({
    ...file,
    path: `/${HOSTILE_TEXT}`,
    parts: file.parts.map((one) => ({
      ...one,
      name: HOSTILE_TEXT,
      versions: { baseline: [HOSTILE_TEXT], candidate: [HOSTILE_TEXT, HOSTILE_TEXT] },
    })),
  })),
  budgets: [
    {
      ...{ image: HOSTILE_TEXT, size: 'content', path: HOSTILE_TEXT, max: 1, maxUnit: null },
      ...{ maxGrowth: null, actual: 2, baseline: 2, growth: 0 },
    },
  ],
  verdict: {
    conclusion: 'failure',
    violations: [
      {
        kind: 'finding',
        fingerprint: HOSTILE_FINDING.fingerprint,
        status: 'introduced',
        message: HOSTILE_TEXT,
      },
      {
        kind: 'budget',
        image: HOSTILE_TEXT,
        size: 'content',
        path: HOSTILE_TEXT,
        limit: 1,
        actual: 2,
        message: `content size of \`${HOSTILE_TEXT.replaceAll('`', "'")}\` is 2 B, more than 1 B`,
      },
    ],
    allowed: [],
    proposed: [
      {
        fingerprint: HOSTILE_FINDING.fingerprint,
        status: 'introduced',
        reason: HOSTILE_TEXT,
        expires: null,
        source: 'inline',
      },
    ],
  },
  notices: [{ code: 'no-baseline', message: HOSTILE_TEXT }],
};

const MANY_FINDINGS = Array.from({ length: 900 }, (_, index) => {
  const subject = `tool ${String(index).padStart(4, '0')}`;
  return finding({
    ...GCC,
    subject,
    because: null,
    message: `${subject} 12.2.0: 221.4 MB in 1,204 files, added by Dockerfile:4-6`,
    severity: index < 600 ? 'error' : 'warning',
    fingerprint: digest(subject),
    locations: Array.from({ length: 20 }, (_path, path) => at(`/opt/tools/${index}/lib/part-${path}.so`, 1)),
    places: Array.from({ length: 20 }, (_path, path) =>
      there(`/opt/tools/${index}/lib/part-${path}.so`, [1, mb(10 - path / 4)]),
    ),
  });
});
const MANY: GateReport = {
  ...REGRESSION,
  findings: MANY_FINDINGS,
  verdict: {
    ...PASSED,
    conclusion: 'failure',
    violations: MANY_FINDINGS.filter(({ severity }) => severity === 'error').map(
      ({ fingerprint, status, message }) => {
        return { kind: 'finding', fingerprint, status, message };
      },
    ),
  },
};

const RESOLVED: GateReport = {
  ...REGRESSION,
  candidate: { ...BASELINE, reference: CANDIDATE.reference },
  baseline: { ...CANDIDATE, reference: BASELINE.reference },
  size: sizes(CANDIDATE, BASELINE, mb(4.1)),
  causes: causes({ change: part(21_480, -mb(780.2), 1, mb(4.1)) }),
  findings: [GCC, GO, SOURCES, HIDDEN, LISTS, MAPS].map((gone) => ({ ...gone, status: 'resolved' })),
  ledger: everyLedger(REGRESSION, ({ key, label, baseline, candidate }) =>
    line(key, label, [candidate, baseline ?? 0]),
  ),
  places: PLACES.map(({ path, files, baseline, candidate }) =>
    changed(path, files, [candidate, baseline ?? 0]),
  ),
  requested: requested(([baseline, candidate]) => [candidate, baseline]),
  verdict: PASSED,
};

const WAIVED: GateReport = {
  ...REGRESSION,
  verdict: {
    ...REGRESSION.verdict,
    conclusion: 'neutral',
    violations: REGRESSION.verdict.violations.filter(
      (violation) => violation.kind === 'budget' || violation.fingerprint !== GCC.fingerprint,
    ),
    allowed: [
      {
        fingerprint: GCC.fingerprint,
        status: 'introduced',
        reason: 'cgo plugins are compiled at run time',
        expires: '2027-01-31',
        source: 'policy',
      },
      ...[GO, SOURCES].map(({ fingerprint }) => ({
        fingerprint,
        status: 'introduced' as const,
        reason: 'label `final-stage-waived` set by octocat',
        expires: null,
        source: 'label' as const,
      })),
    ],
  },
  notices: [
    {
      code: 'waived',
      message: 'the label `final-stage-waived` set by octocat turns the failure into a neutral result',
    },
  ],
};

const BROKEN: GateReport = {
  ...RESOLVED,
  findings: [SHELL, ...RESOLVED.findings],
  verdict: {
    ...PASSED,
    conclusion: 'failure',
    violations: [
      { kind: 'finding', fingerprint: SHELL.fingerprint, status: 'introduced', message: SHELL.message },
    ],
  },
};

const INSPECTED: GateReport = {
  ...NO_BASELINE,
  mode: 'inspect',
  composedFiles: GROWN.map(({ parts, bytes, ...file }) => ({
    ...file,
    bytes: toChange(null, bytes.candidate),
    parts: parts
      .filter(({ candidate }) => candidate > 0)
      .map((one) => ({
        ...one,
        versions: { baseline: [], candidate: one.versions.candidate },
        ...{ baseline: null, delta: null },
      })),
  })),
  verdict: { ...NO_BASELINE.verdict, conclusion: 'neutral' },
  notices: [],
};

const SET_USER: InstructionRef = {
  ...APT,
  ...{ line: 11, endLine: 11, keyword: 'USER', text: 'USER app:web' },
};
const FIELD = { kind: 'config', field: 'config.User', instruction: SET_USER } as const;
const OTHER_FIELD = { kind: 'config', field: 'config.Labels["a.b"]', instruction: APT } as const;
const USER_MESSAGE = 'the container is started as user `app`, which is not in `/etc/passwd` of the image';
/** Evidence in the configuration, of which nobody has more than a field's name. */
const CONFIGURED_USER = finding({
  ruleId: 'missing-user',
  category: 'broken-stage',
  severity: 'error',
  subject: 'app',
  version: null,
  message: `${USER_MESSAGE}, at Dockerfile:11`,
  fix: 'Create it before `USER`',
  fingerprint: digest('missing-user'),
  locations: [FIELD, OTHER_FIELD],
  places: [FIELD, OTHER_FIELD],
  primary: SET_USER,
});
const CONFIGURED: GateReport = {
  ...BROKEN,
  findings: [CONFIGURED_USER],
  verdict: {
    ...BROKEN.verdict,
    violations: [
      {
        kind: 'finding',
        fingerprint: CONFIGURED_USER.fingerprint,
        status: 'introduced',
        message: CONFIGURED_USER.message,
      },
    ],
  },
};

const LINES = [
  'FROM debian:12-slim',
  '',
  '# what the build needs',
  'RUN apt-get update \\',
  '  && apt-get install -y build-essential \\',
  '    golang git',
  'WORKDIR /src',
  'COPY . .',
  'RUN go build -o /usr/local/bin/server ./cmd/server',
];
const FIXED_LINES = LINES.with(5, '    golang git \\').toSpliced(6, 0, '  && rm -rf /var/lib/apt/lists/*');
const listed = (lines: readonly string[], bytes: Readonly<Record<number, number>>): readonly ListedLine[] =>
  lines.map((text, index) => ({ text, bytes: bytes[index + 1] ?? null }));

/** What takes the apt cache and the removed files out of the regression's image. */
const FIX: ReportFix = {
  fingerprints: [HIDDEN.fingerprint, LISTS.fingerprint].toSorted(),
  remedies: ['ignored-files', 'package-cache'],
  edits: [
    { file: '.dockerignore', start: 0, end: 0, replacement: 'testdata\n' },
    { file: 'Dockerfile', start: 127, end: 127, replacement: ' \\\n  && rm -rf /var/lib/apt/lists/*' },
  ],
  patch: [
    'diff --git a/.dockerignore b/.dockerignore',
    'new file mode 100644',
    '--- /dev/null',
    '+++ b/.dockerignore',
    '@@ -0,0 +1,1 @@',
    '+testdata',
    'diff --git a/Dockerfile b/Dockerfile',
    '--- a/Dockerfile',
    '+++ b/Dockerfile',
    '@@ -3,7 +3,8 @@',
    ' # what the build needs',
    ' RUN apt-get update \\',
    '   && apt-get install -y build-essential \\',
    '-    golang git',
    '+    golang git \\',
    '+  && rm -rf /var/lib/apt/lists/*',
    ' WORKDIR /src',
    ' COPY . .',
    ' RUN go build -o /usr/local/bin/server ./cmd/server',
    '',
  ].join('\n'),
  lineChanges: null,
  dockerfile: {
    path: 'Dockerfile',
    before: listed(LINES, { 1: mb(74.8), 4: mb(744), 7: 0, 8: mb(36.2), 9: mb(12.4) }),
    after: listed(FIXED_LINES, { 1: mb(74.8), 4: mb(724.9), 8: 0, 9: mb(5.2), 10: mb(12.4) }),
  },
  proof: {
    state: 'proven',
    checks: [
      { id: 'parses', state: 'passed', message: 'nothing but these edits changes the Dockerfile' },
      {
        id: 'builds',
        state: 'passed',
        message: 'the image builds with the same builder, arguments and context',
      },
      {
        id: 'mends',
        state: 'passed',
        message: 'what it is meant to fix is gone, and nothing new turned up',
      },
      {
        id: 'same',
        state: 'passed',
        message:
          'every other file is the same in content, mode and owner (14 removed, 2 that every build rewrites)',
      },
      {
        id: 'runs',
        state: 'skipped',
        message: 'the images were not started: only `verify: run` starts them',
      },
      { id: 'smaller', state: 'passed', message: 'content size \u221250.1 MB' },
    ],
    ...{ buildSeconds: 12.3, contentBytes: mb(817.3), delta: -mb(50.1), removed: 14 },
    changed: ['/var/lib/apt/extended_states', '/var/log/apt/history.log'],
    changedOmitted: 0,
    ran: null,
  },
};

const HOSTILE_FIX: ReportFix = {
  fingerprints: [HOSTILE_FINDING.fingerprint],
  remedies: ['package-cache'],
  edits: [{ file: `docker|file/${HOSTILE_TEXT}`, start: 3, end: 5, replacement: HOSTILE_TEXT }],
  patch: `--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-${HOSTILE_TEXT}\n+\`\`\`\n+\`\`\`\`\`\n </pre></details>\r\n+\tENV TOKEN=ghp_${'a1B2'.repeat(9)}\n`,
  lineChanges: [
    { file: `docker|file/${HOSTILE_TEXT}`, line: 1, before: [HOSTILE_TEXT], after: ['```', HOSTILE_TEXT] },
  ],
  dockerfile: {
    path: HOSTILE_TEXT,
    before: [{ text: HOSTILE_TEXT, bytes: 1 }],
    after: [{ text: `</table>${HOSTILE_TEXT}`, bytes: null }],
  },
  proof: {
    ...FIX.proof,
    checks: [{ id: 'same', state: 'skipped', message: HOSTILE_TEXT }],
    ...{ buildSeconds: null, contentBytes: null, delta: null, changed: [HOSTILE_TEXT], changedOmitted: 3 },
  },
};

export const CASES: readonly ReportCase[] = [
  { name: 'regression', report: { ...REGRESSION, composedFiles: GROWN, trend: TREND } },
  { name: 'fixed', report: { ...REGRESSION, fixes: [FIX] } },
  { name: 'unchanged', report: UNCHANGED },
  { name: 'rebuilt', report: REBUILT },
  { name: 'no-baseline', report: NO_BASELINE },
  { name: 'hostile-names', report: { ...HOSTILE, fixes: [HOSTILE_FIX] } },
  { name: 'many-findings', report: { ...MANY, fixes: [FIX] } },
  { name: 'resolved', report: RESOLVED },
  { name: 'waived', report: WAIVED },
  { name: 'broken', report: BROKEN },
  { name: 'inspected', report: INSPECTED },
  { name: 'configured', report: CONFIGURED },
];
