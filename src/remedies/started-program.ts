import { basename, resolve } from 'node:path/posix';
import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { findByName } from '../rules/start/absence.ts';
import { findStartedPrograms } from '../rules/start/entrypoint.ts';
import { isExecutable } from '../rules/start/executable.ts';
import { findStartFailure } from '../rules/start/start-failure.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { placeOf, withLinesBelow } from './run-edits.ts';
import { builtStage, buildStages, directoryAbove, lastCopy, type PlacedStage } from './stages.ts';

/** What the container starts and the image lacks is started where it is, or copied to where it is started. */
export const startedProgram = defineRemedy({
  id: 'started-program',
  rules: ['missing-interpreter'],
  headline: 'Start the program where it is, or copy it to where it is started',
  propose(diagnosis) {
    const { absent, kind, atMost } = findStartFailure(diagnosis.ledger) ?? {};
    if (absent === undefined || kind !== 'program' || atMost !== undefined || !PLAIN.test(absent)) return [];
    return [startedThere, copiedFromStage, copiedFromContext].flatMap((way) => way(diagnosis, absent));
  },
  examples: [
    {
      rule: 'missing-interpreter',
      subject: '/server',
      before:
        'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /etc/ssl /etc/ssl\nENTRYPOINT ["/server"]\n',
      leaves: { 5: ['/etc/ssl/certs.pem'] },
      after:
        'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /etc/ssl /etc/ssl\nCOPY --from=build /out/server /server\nENTRYPOINT ["/server"]\n',
    },
    {
      rule: 'missing-interpreter',
      subject: '/app/server',
      before:
        'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /out/server /usr/local/bin/\nENTRYPOINT ["/app/server"]\n',
      leaves: { 5: [{ path: '/usr/local/bin/server', program: {} }] },
      after:
        'FROM golang:1.22 AS build\nRUN go build -o /out/server .\n\nFROM scratch\nCOPY --from=build /out/server /usr/local/bin/\nENTRYPOINT ["/usr/local/bin/server"]\n',
    },
  ],
});

/** Of plain characters: nothing in it is replaced or split. */
const PLAIN = /^[\w./@+-]+$/;

/** A program of that name in another directory, which an own instruction brought. */
function startedThere(diagnosis: Diagnosis, absent: string): readonly Proposal[] {
  const { ledger } = diagnosis;
  const there = findByName(ledger.catalog, basename(absent));
  const row = there === undefined ? -1 : ledger.catalog.resolve(there);
  if (there === undefined || row < 0 || ledger.isInherited(row) || !isExecutable(ledger, row)) return [];
  const edit = PLAIN.test(there) ? wordEdit(diagnosis, absent, there) : undefined;
  return edit === undefined ? [] : [{ edits: [edit], configures: ['entrypoint', 'cmd'] }];
}

/** Another word in the list of `ENTRYPOINT` or `CMD`. */
function wordEdit(diagnosis: Diagnosis, absent: string, word: string): Edit | undefined {
  const { ledger, dockerfile } = diagnosis;
  const started = findStartedPrograms(ledger).find(({ path }) => path === absent);
  const quoted = JSON.stringify(started?.word ?? absent);
  const placed = [ledger.start.ENTRYPOINT, ledger.start.CMD]
    .flatMap((ref) => (ref && placeOf(diagnosis, ref)) ?? [])
    .find(({ text }) => text.includes(quoted));
  const at = placed?.text.indexOf(quoted) ?? -1;
  return placed && { file: dockerfile.path, ...placed.edit(at, at + quoted.length, JSON.stringify(word)) };
}

/** From where a build stage writes a file of that name, by the words of its `RUN`s. */
function copiedFromStage(diagnosis: Diagnosis, absent: string): readonly Proposal[] {
  const stage = builtStage(diagnosis);
  if (stage === undefined) return [];
  const lines = buildStages(diagnosis).flatMap((from) =>
    sourcesIn(diagnosis, from, absent).map((source) => `COPY --from=${from.label} ${source} ${absent}`),
  );
  return lines.slice(0, MAX_WAYS).map((line) => copied(diagnosis, stage, { line, absent }));
}

/** Each is a build. */
const MAX_WAYS = 4;

function sourcesIn(diagnosis: Diagnosis, { instructions }: PlacedStage, absent: string): readonly string[] {
  const runs = instructions.filter(({ keyword }) => keyword === 'RUN');
  const written = runs.flatMap((run) => writtenBy(diagnosis, run, basename(absent)));
  return [...new Set([...written, ...(runs.length === 0 ? [] : [absent])])];
}

/** https://pkg.go.dev/cmd/go, https://doc.rust-lang.org/cargo/guide/build-cache.html */
function writtenBy(diagnosis: Diagnosis, run: PlacedInstruction, name: string): readonly string[] {
  const { text } = run;
  const directory = directoryAbove(diagnosis, run);
  const options = [...text.matchAll(/\s(?:-o|--output)[ =]([\w./@+-]+)/g)].map(([, path = '']) => path);
  const outputs = options.map((path) => (path.endsWith('/') ? `${path}${name}` : path));
  return [
    ...outputs.filter((path) => basename(path) === name).map((path) => resolve(directory, path)),
    ...(/\bgo install\b/.test(text) ? [`/go/bin/${name}`] : []),
    ...(/\bcargo build\b.*--release\b/.test(text) ? [resolve(directory, 'target/release', name)] : []),
  ];
}

/** A script that lies in the build context under its name. */
function copiedFromContext(diagnosis: Diagnosis, absent: string): readonly Proposal[] {
  const stage = builtStage(diagnosis);
  const name = basename(absent);
  if (stage === undefined || !/\.(sh|py|rb|pl|php|[cm]?js)$/.test(name)) return [];
  const isStarted = findStartedPrograms(diagnosis.ledger).some(({ path }) => path === absent);
  const line = `COPY ${isStarted ? '--chmod=755 ' : ''}${name} ${absent}`;
  return [copied(diagnosis, stage, { line, absent })];
}

type Copy = { readonly line: string; readonly absent: string };

function copied(diagnosis: Diagnosis, stage: PlacedStage, { line, absent }: Copy): Proposal {
  const edit = withLinesBelow(diagnosis, lastCopy(stage), [line]);
  return { edits: [edit], adds: (path) => path === absent };
}
