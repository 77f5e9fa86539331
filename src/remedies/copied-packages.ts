import { resolve } from 'node:path/posix';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { environmentValue } from '../rules/start/entrypoint.ts';
import { findStartFailure } from '../rules/start/start-failure.ts';
import { childrenOf } from '../rules/start/visible-files.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { runOf, withLinesBelow } from './run-edits.ts';
import {
  asRoot,
  builtStage,
  buildStages,
  directoryAbove,
  lastCopy,
  userAbove,
  type PlacedStage,
} from './stages.ts';

/** Packages that Python lacks are taken from where the build stage installed them, or are installed in the final stage. */
export const copiedPackages = defineRemedy({
  id: 'copied-packages',
  rules: ['missing-packages'],
  headline: 'Copy the installed packages from the build stage, or install them in the final stage',
  propose(diagnosis) {
    const stage = builtStage(diagnosis);
    if (stage === undefined) return [];
    return [environments, prefixes, sitePackages, newEnvironment, requirements].flatMap((way) =>
      way(diagnosis, stage),
    );
  },
  examples: [
    {
      rule: 'missing-packages',
      subject: 'Python packages',
      before:
        'FROM python:3.12 AS build\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n\nFROM python:3.12-slim\nCOPY --from=build /app /app\nCMD ["gunicorn", "app:app"]\n',
      base: [
        { path: '/usr/local/bin/python3.12', program: { bytes: 300_000 } },
        '/usr/local/lib/python3.12/site-packages/pip/__init__.py',
      ],
      leaves: { 6: ['/app/app.py'] },
      after:
        'FROM python:3.12 AS build\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n\nFROM python:3.12-slim\nCOPY --from=build /app /app\nCOPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages\nCOPY --from=build /usr/local/bin/gunicorn /usr/local/bin/gunicorn\nCMD ["gunicorn", "app:app"]\n',
    },
  ],
});

/** Of plain characters: nothing in it is replaced or split. */
const PLAIN = /^\/[\w./@+-]+$/;

type Installed = { readonly stage: PlacedStage; readonly path: string };

/** What a pattern's first group finds in the `RUN`s of build stages, as an absolute path. */
function pathsIn(diagnosis: Diagnosis, pattern: RegExp): readonly Installed[] {
  return buildStages(diagnosis).flatMap((stage) =>
    stage.instructions.flatMap((run) => {
      const word = run.keyword === 'RUN' ? pattern.exec(run.text)?.[1] : undefined;
      const path = word === undefined ? '' : resolve(directoryAbove(diagnosis, run), word);
      return PLAIN.test(path) ? [{ stage, path }] : [];
    }),
  );
}

type Way = (diagnosis: Diagnosis, stage: PlacedStage) => readonly Proposal[];

/** A virtual environment works where it was made. https://docs.python.org/3/library/venv.html */
const environments: Way = (diagnosis, stage) => {
  const { catalog, config } = diagnosis.ledger;
  const made = pathsIn(diagnosis, /\b(?:python[\d.]* -m venv|virtualenv|uv venv) (?:--?[\w-]+ )*([\w./-]+)/);
  return made
    .filter(({ path }) => catalog.resolve(path) < 0)
    .map(({ stage: { label }, path }) => {
      const isOnPath = (environmentValue(config, 'PATH') ?? '').split(':').includes(`${path}/bin`);
      const lines = [
        `COPY --from=${label} ${path} ${path}`,
        ...(isOnPath ? [] : [`ENV PATH=${path}/bin:$PATH`]),
      ];
      return {
        edits: [withLinesBelow(diagnosis, lastCopy(stage), lines)],
        adds: (added) => added.startsWith(`${path}/`),
        ...(!isOnPath && { configures: ['env'] }),
      };
    });
};

/** `pip install --prefix` makes a tree to be laid over the final stage's. https://pip.pypa.io/en/stable/cli/pip_install/ */
const prefixes: Way = (diagnosis, stage) =>
  pathsIn(diagnosis, /\bpip3? install\b.*\s--prefix[= ]([\w./-]+)/)
    .filter(({ path }) => path !== '/usr/local')
    .map(({ stage: { label }, path }) => ({
      edits: [withLinesBelow(diagnosis, lastCopy(stage), [`COPY --from=${label} ${path} /usr/local`])],
      adds: (added) => added.startsWith('/usr/local/'),
    }));

const INSTALLS = /\b(?:pip3?|uv pip) install\b/;

/** All of the directory of packages, and of the programs the one that is started. */
const sitePackages: Way = (diagnosis, stage) => {
  const installed = buildStages(diagnosis).find(({ instructions }) =>
    instructions.some(({ keyword, text }) => keyword === 'RUN' && INSTALLS.test(text)),
  );
  const directory = packagesOf(diagnosis);
  if (installed === undefined || directory === undefined) return [];
  const from = `COPY --from=${installed.label}`;
  const failure = findStartFailure(diagnosis.ledger);
  const script = failure?.kind === 'python-script' ? `/usr/local/bin/${failure.subject}` : undefined;
  const lines = [directory, ...(script !== undefined && PLAIN.test(script) ? [script] : [])].map(
    (path) => `${from} ${path} ${path}`,
  );
  const isOfPackages = (path: string) => path.startsWith(`${directory}/`) || path === script;
  return [
    {
      edits: [withLinesBelow(diagnosis, lastCopy(stage), lines)],
      adds: isOfPackages,
      changes: isOfPackages,
    },
  ];
};

/** Where pip installs in the final image. */
function packagesOf({ ledger: { catalog } }: Diagnosis): string | undefined {
  const versions = childrenOf(catalog, '/usr/local/lib').filter((name) => /^python3\.\d+$/.test(name));
  const directories = versions.flatMap((version) =>
    ['site-packages', 'dist-packages'].map((name) => `/usr/local/lib/${version}/${name}`),
  );
  return directories.find((path) => catalog.resolve(path) >= 0);
}

const ENVIRONMENT = '/venv';

/** Packages in a new environment, where the directory of packages has files of the base image, which a copy would write again. */
const newEnvironment: Way = (diagnosis, stage) => {
  const { path: file } = diagnosis.dockerfile;
  for (const { label, instructions } of buildStages(diagnosis)) {
    const edits = instructions
      .flatMap((placed) => pipsIn(diagnosis, placed))
      .map(({ run, start, end }, index) => {
        const make = index === 0 ? `python3 -m venv ${ENVIRONMENT} && ` : '';
        return { file, ...run.edit(start, end, `${make}${ENVIRONMENT}/bin/pip`) };
      });
    if (edits.length === 0) continue;
    const lines = [`COPY --from=${label} ${ENVIRONMENT} ${ENVIRONMENT}`, `ENV PATH=${ENVIRONMENT}/bin:$PATH`];
    const copy = withLinesBelow(diagnosis, lastCopy(stage), lines);
    const adds = (added: string) => added.startsWith(`${ENVIRONMENT}/`);
    return [{ edits: [...edits, copy], adds, configures: ['env'] }];
  }
  return [];
};

/** Where `pip install` calls pip. */
function pipsIn(diagnosis: Diagnosis, placed: PlacedInstruction) {
  const run = runOf(diagnosis, placed);
  const calls = run?.items.filter(
    ({ words: [pip, verb] }) => /^pip3?$/.test(pip?.text ?? '') && verb?.text === 'install',
  );
  return (
    calls?.flatMap(({ words: [pip] }) => (pip && run ? [{ run, start: pip.start, end: pip.end }] : [])) ?? []
  );
}

/** Requirements that the image has and that nothing installed. */
const requirements: Way = (diagnosis, stage) => {
  const { catalog, config } = diagnosis.ledger;
  const path = resolve(config.workingDir ?? '/', 'requirements.txt');
  const row = catalog.resolve(path);
  if (row < 0 || !PLAIN.test(path)) return [];
  const line = `RUN pip install --no-cache-dir -r ${path}`;
  const isOfPackages = (added: string) => /\/(site|dist)-packages\/|\/bin\/[^/]+$/.test(added);
  const copy = lastCopy(stage);
  const edit = withLinesBelow(diagnosis, copy, asRoot(userAbove(diagnosis, copy), line));
  return [{ edits: [edit], adds: isOfPackages, changes: isOfPackages }];
};
