import type { Edit } from '../dockerfile/edit/edit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { childrenOf, factsOf } from '../rules/start/visible-files.ts';
import { baseFor, NEWEST_RELEASE, releaseOf, type Wanted } from './debian-release.ts';
import { missingLibrary } from './library-ways.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { withBase } from './run-edits.ts';
import { builtStage, buildStages } from './stages.ts';
import { withoutC } from './static-go.ts';

/** A program runs on the C library that it was built with, or on none. */
export const matchingLibc = defineRemedy({
  id: 'matching-libc',
  rules: ['foreign-libc', 'missing-interpreter', 'missing-library'],
  headline: 'Build without C where Go can, else build and run on the same C library',
  propose(diagnosis) {
    const [row] = diagnosis.finding.rows;
    if (row === undefined || !isOfLibc(diagnosis, row)) return [];
    const edits = withoutC(diagnosis, row);
    const ways = edits.length === 0 ? [] : [{ edits, changes: isBrought(diagnosis.ledger) }];
    return [...ways, ...otherBuilders(diagnosis), ...otherBase(diagnosis, row)];
  },
  examples: [
    {
      rule: 'foreign-libc',
      subject: '/server',
      before:
        'FROM golang:1.22 AS build\nCOPY . .\nRUN GOOS=linux go build -o /server .\n\nFROM alpine:3.20\nCOPY --from=build /server /\nCMD ["/server"]\n',
      base: [{ path: '/lib/ld-musl-x86_64.so.1', program: {} }],
      leaves: {
        6: [
          {
            path: '/server',
            program: {
              interpreter: '/lib64/ld-linux-x86-64.so.2',
              needed: ['libc.so.6'],
              goModules: 'path\tapp\nmod\tapp\t(devel)\t\n',
            },
          },
        ],
      },
      after:
        'FROM golang:1.22 AS build\nCOPY . .\nRUN GOOS=linux CGO_ENABLED=0 go build -o /server .\n\nFROM alpine:3.20\nCOPY --from=build /server /\nCMD ["/server"]\n',
    },
    {
      rule: 'foreign-libc',
      subject: '/server',
      before:
        'FROM rust:1.80 AS build\nRUN cargo build --release\n\nFROM alpine:3.20\nCOPY --from=build /target/release/server /\nCMD ["/server"]\n',
      base: [{ path: '/lib/ld-musl-x86_64.so.1', program: {} }],
      leaves: { 5: [{ path: '/server', program: { interpreter: '/lib64/ld-linux-x86-64.so.2' } }] },
      after:
        'FROM rust:1.80-alpine AS build\nRUN cargo build --release\n\nFROM alpine:3.20\nCOPY --from=build /target/release/server /\nCMD ["/server"]\n',
    },
  ],
});

/** Whether the C library is why the file of a finding cannot be run. */
function isOfLibc(diagnosis: Diagnosis, row: number): boolean {
  const { ledger, finding } = diagnosis;
  const linker = factsOf(ledger.catalog, row)?.elf?.interpreter;
  switch (finding.ruleId) {
    case 'missing-library':
      return missingLibrary(diagnosis) === undefined && finding.version === null;
    case 'missing-interpreter':
      return typeof linker === 'string' && ledger.catalog.resolve(linker) < 0;
    default:
      return true;
  }
}

/** Directories of packages, whose files differ from one C library to another. */
const PACKAGES = /\/(node_modules|(site|dist)-packages|gems|vendor)\//;

/** Whether a path is one that a `COPY` from another stage brought. */
function isBrought(ledger: Ledger): (path: string) => boolean {
  const { catalog } = ledger;
  return (path) => {
    const row = catalog.resolve(path);
    const origin = row < 0 ? undefined : ledger.origin(row);
    return origin?.kind === 'instruction' && /^COPY .*--from=/.test(origin.instruction.text);
  };
}

/** What the final image has. */
function wantedBy({ catalog, baseName }: Ledger): Wanted | undefined {
  if (childrenOf(catalog, '/lib').some((name) => name.startsWith('ld-musl-'))) return { libc: 'musl' };
  const release = releaseOf(baseName ?? '');
  return release === undefined ? undefined : { libc: 'glibc', release };
}

/** The stage that builds starts from the same image made for the C library of the final one. */
function otherBuilders(diagnosis: Diagnosis): readonly Proposal[] {
  const { ledger } = diagnosis;
  const wanted = wantedBy(ledger);
  const brought = isBrought(ledger);
  const edits = buildStages(diagnosis).map((stage) => {
    const base = wanted && baseFor(stage.base, wanted);
    return base === undefined ? undefined : withBase(diagnosis, stage, base);
  });
  return edits
    .flatMap((edit): readonly Edit[] => (edit === undefined ? [] : [edit]))
    .map((edit) => ({
      edits: [edit],
      changes: brought,
      removes: (path) => PACKAGES.test(path) && brought(path),
      adds: (path) => PACKAGES.test(path),
    }));
}

/** Bases that have little of their own. */
const SMALL = /^(scratch|alpine(:.*)?|debian:.*|.*\/distroless\/static(-debian\d+)?(:.*)?)$/;

/** The final stage starts from Debian's release that the program was built on: all of its base is another. */
function otherBase(diagnosis: Diagnosis, row: number): readonly Proposal[] {
  const { ledger } = diagnosis;
  const stage = builtStage(diagnosis);
  if (stage === undefined || !needsGlibc(ledger, row) || !SMALL.test(stage.base)) return [];
  const [release = NEWEST_RELEASE] = buildStages(diagnosis).flatMap(({ base }) => releaseOf(base) ?? []);
  const edit = withBase(diagnosis, stage, `debian:${release}-slim`);
  const isOfBase = (path: string) => isInherited(ledger, path);
  return edit === undefined
    ? []
    : [{ edits: [edit], changes: isOfBase, removes: isOfBase, adds: () => true, configures: ['env'] }];
}

function needsGlibc({ catalog }: Ledger, row: number): boolean {
  return /\/ld-linux|\/ld64/.test(factsOf(catalog, row)?.elf?.interpreter ?? '');
}

function isInherited(ledger: Ledger, path: string): boolean {
  const row = ledger.catalog.resolve(path);
  return row >= 0 && ledger.isInherited(row);
}
