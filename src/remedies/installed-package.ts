import { packageManagerOf, type SystemManager } from '../rules/start/install-fix.ts';
import { interpreterWords } from '../rules/start/interpreter-words.ts';
import { findProgram, findStartedPrograms } from '../rules/start/entrypoint.ts';
import { factsOf } from '../rules/start/visible-files.ts';
import { copiedLibrary, foundLibrary, missingLibrary } from './library-ways.ts';
import { debianPackages, PROGRAM_PACKAGES } from './package-names.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { withLinesBelow } from './run-edits.ts';
import { asRoot, builtStage, userAbove } from './stages.ts';

/** What a program needs and the image lacks is installed by the package that ships it, or copied from the stage that has it. */
export const installedPackage = defineRemedy({
  id: 'installed-package',
  rules: ['missing-library', 'missing-interpreter'],
  headline: 'Install the package that ships what is missing, or copy it from the build stage',
  propose(diagnosis) {
    const library = missingLibrary(diagnosis);
    if (library !== undefined)
      return [
        ...foundLibrary(diagnosis, library),
        ...installed(diagnosis, librariesFor(diagnosis, library)),
        ...copiedLibrary(diagnosis, library),
      ];
    return installed(diagnosis, programsFor(diagnosis));
  },
  examples: [
    {
      rule: 'missing-library',
      subject: 'libpq.so',
      before: 'FROM debian:12-slim\nCOPY server /\nUSER 1000\nCMD ["/server"]\n',
      base: [
        { path: '/usr/bin/apt-get', program: {} },
        { path: '/lib64/ld-linux-x86-64.so.2', program: {} },
      ],
      leaves: {
        2: [
          {
            path: '/server',
            program: { interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['libpq.so.5'] },
          },
        ],
      },
      after:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY server /\nUSER 1000\nCMD ["/server"]\n',
    },
    {
      rule: 'missing-interpreter',
      subject: '/start.sh',
      before: 'FROM alpine:3.20\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n',
      base: [{ path: '/sbin/apk', program: {} }],
      leaves: { 2: [{ path: '/start.sh', text: '#!/bin/bash\n', mode: 0o755 }] },
      after:
        'FROM alpine:3.20\nRUN apk add --no-cache bash\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n',
    },
  ],
});

/** Names under which the image's package manager may know a library, the likeliest first. */
function librariesFor({ ledger }: Diagnosis, name: string): readonly string[] {
  switch (packageManagerOf(ledger)?.kind) {
    case 'apk':
      return [`so:${name}`];
    case 'apt':
      return debianPackages(name);
    case undefined:
      return [];
    default:
      // What RPM notes of every library. https://rpm-software-management.github.io/rpm/manual/dependencies.html
      return [`'${name}()(64bit)'`];
  }
}

/** Packages of the first program that the start needs and that no directory has. */
function programsFor({ ledger, finding }: Diagnosis): readonly string[] {
  const [row] = finding.rows;
  const shebang = row === undefined ? undefined : factsOf(ledger.catalog, row)?.shebang;
  const words =
    shebang === undefined
      ? findStartedPrograms(ledger).map(({ word }) => word)
      : interpreterWords(shebang.trim());
  const missing = words.find((word) => findProgram(ledger, word).row < 0);
  const manager = packageManagerOf(ledger)?.kind;
  return missing === undefined || manager === undefined ? [] : packagesOf(missing, manager);
}

function packagesOf(program: string, manager: SystemManager['kind']): readonly string[] {
  const names = PROGRAM_PACKAGES[program.slice(program.lastIndexOf('/') + 1)];
  const name = names?.[manager] ?? names?.other;
  return name === undefined ? [] : [name];
}

/** One way for each name: which of them is known shows when it is built. */
function installed(diagnosis: Diagnosis, names: readonly string[]): readonly Proposal[] {
  const stage = builtStage(diagnosis);
  const manager = packageManagerOf(diagnosis.ledger);
  if (stage === undefined || manager === undefined) return [];
  const user = userAbove(diagnosis, stage.from);
  return names.map((name) => ({
    edits: [withLinesBelow(diagnosis, stage.from, asRoot(user, `RUN ${manager.install(name)}`))],
    changes: (path) => RECORDS.test(path),
    adds: (path) => OF_SYSTEM.test(path),
  }));
}

/** Where packages of a distribution put files. */
const OF_SYSTEM = /^\/(s?bin|lib(32|64|x32)?|etc|var|usr\/(s?bin|lib(32|64|exec|x32)?|share|include))\//;

/** What installing writes anew beside the files of a package: databases, accounts, caches of the linker and of others. */
const RECORDS =
  /^\/(lib\/apk|usr\/lib\/(apk|sysimage|rpm)|var\/(lib|cache|log))\/|^\/etc\/((passwd|group|g?shadow|sub[ug]id)-?|ld\.so\.cache|shells|apk\/world)$|\.cache$/;
