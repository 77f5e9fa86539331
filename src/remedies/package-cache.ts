import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import type { ShellItem } from '../dockerfile/edit/shell-list.ts';
import { userAt } from '../rules/fix/case.ts';
import { cacheDirectory } from '../rules/waste/package-caches.ts';
import { leftoverDirectory } from '../rules/build-cache.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import {
  placeOf,
  runOf,
  withCommandAtEnd,
  withFlag,
  withOption,
  writersOf,
  type ShellRun,
} from './run-edits.ts';

/** Options of a manager's own that fill no cache: behind which words of its command. */
const OPTIONS: Readonly<
  Record<string, { readonly command: RegExp; readonly verb: RegExp; readonly option: string }>
> = {
  'apk cache': { command: /^apk$/, verb: /^add$/, option: '--no-cache' },
  'pip cache': { command: /^pip3?$/, verb: /^install$/, option: '--no-cache-dir' },
  'Composer cache': {
    command: /^composer(\.phar)?$/,
    verb: /^(install|require|update)$/,
    option: '--no-cache',
  },
};

/** Caches of the system's package managers are emptied: what is installed through a mount of them depends on what others put there. */
const SYSTEM = /^(apt|apk|dnf|zypper|pacman) cache$/;

/** Caches that a `RUN` fills are not filled, mounted or emptied at its end. https://docs.docker.com/build/cache/optimize/#use-cache-mounts */
export const packageCache = defineRemedy({
  id: 'package-cache',
  rules: ['package-cache', 'build-cache'],
  headline: 'Keep the cache out of the layer of the `RUN` that fills it',
  propose(diagnosis) {
    const fills = fillsOf(diagnosis);
    if (fills === undefined) return [];
    const ways = SYSTEM.test(diagnosis.finding.subject)
      ? [byOption(diagnosis, fills), byRemoval(diagnosis, fills)]
      : [byOption(diagnosis, fills), byMount(diagnosis, fills), byRemoval(diagnosis, fills)];
    return ways.flatMap((edits) => (edits === undefined ? [] : [{ edits }]));
  },
  examples: [
    {
      rule: 'package-cache',
      subject: 'apt cache',
      before: 'FROM debian:12\nRUN apt-get update \\\n  && apt-get install -y nginx\n',
      leaves: { 2: ['/var/lib/apt/lists/*'] },
      after:
        'FROM debian:12\nRUN apt-get update \\\n  && apt-get install -y nginx \\\n  && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      rule: 'package-cache',
      subject: 'apk cache',
      before: 'FROM alpine:3.20\nRUN apk update && apk add curl\n',
      leaves: { 2: ['/var/cache/apk/*'] },
      after: 'FROM alpine:3.20\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*\n',
    },
    {
      rule: 'package-cache',
      subject: 'pip cache',
      before: 'FROM python:3.12-slim\nRUN pip install flask\n',
      leaves: { 2: ['/root/.cache/pip/http/*'] },
      after: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir flask\n',
    },
    {
      rule: 'package-cache',
      subject: 'npm cache',
      before: 'FROM node:20-slim\nRUN npm ci\n',
      leaves: { 2: ['/root/.npm/_cacache/*'] },
      after: 'FROM node:20-slim\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
    },
  ],
});

/** A `RUN` with the directories of the caches that it fills. */
type Fill = {
  readonly ref: InstructionRef;
  readonly placed: PlacedInstruction;
  readonly directories: readonly string[];
};

const MAX_DIRECTORIES = 4;

/** Undefined where not every file of the cache is there by a `RUN`. */
function fillsOf(diagnosis: Diagnosis): readonly Fill[] | undefined {
  const { ledger, finding } = diagnosis;
  const fills: Fill[] = [];
  for (const [ref, rows] of writersOf(ledger, finding.rows) ?? []) {
    const placed = ref.keyword === 'RUN' ? placeOf(diagnosis, ref) : undefined;
    const directories = new Set(rows.map((row) => directoryOf(ledger.catalog.path(row))));
    if (placed === undefined || directories.has(undefined) || directories.size > MAX_DIRECTORIES)
      return undefined;
    fills.push({ ref, placed, directories: [...directories].flatMap((path) => path ?? []).sort() });
  }
  return fills.length === 0 ? undefined : fills;
}

const PLAIN = /^\/[\w./@+-]+$/;

function directoryOf(path: string): string | undefined {
  const directory = cacheDirectory(path) ?? leftoverDirectory(path);
  return directory !== undefined && PLAIN.test(directory) ? directory : undefined;
}

type Edits = Proposal['edits'] | undefined;

/** Only where all that fills it takes the option: an update of the lists does not. */
function byOption(diagnosis: Diagnosis, fills: readonly Fill[]): Edits {
  const manager = OPTIONS[diagnosis.finding.subject];
  if (manager === undefined) return undefined;
  const places = fills.flatMap(({ placed }) => {
    const run = runOf(diagnosis, placed);
    return run === undefined ? [null] : run.items.flatMap((item) => placeOfOption(item, manager, run));
  });
  if (places.length === 0 || places.includes(null)) return undefined;
  return places.flatMap((place) => (place === null ? [] : [withOption(diagnosis, place, manager.option)]));
}

type Manager = (typeof OPTIONS)[string];

/** Nothing for another program; null for a command of the manager's that fills the cache and takes no option. */
function placeOfOption({ words }: ShellItem, manager: Manager, run: ShellRun) {
  const command = words.findIndex(({ text }) => manager.command.test(text));
  if (command < 0) return [];
  const own = words.slice(command + 1);
  const verb = own.find(({ text }) => manager.verb.test(text));
  if (verb === undefined) return own.some(({ text }) => text === 'update') ? [null] : [];
  return own.some(({ text }) => text === manager.option) ? [] : [{ run, at: verb.end }];
}

function byMount(diagnosis: Diagnosis, fills: readonly Fill[]): Edits {
  return fills.flatMap(({ ref, placed, directories }) => {
    const user = userAt(diagnosis.ledger, ref);
    const owner = user === undefined ? '' : `,uid=${user}`;
    return directories.map((directory) =>
      withFlag(diagnosis, placed, `--mount=type=cache,target=${directory}${owner}`),
    );
  });
}

function byRemoval(diagnosis: Diagnosis, fills: readonly Fill[]): Edits {
  const isSystem = SYSTEM.test(diagnosis.finding.subject);
  const edits = fills.map(({ placed, directories }) => {
    const all = directories.map((directory) => (isSystem ? `${directory}/*` : directory)).join(' ');
    return withCommandAtEnd(diagnosis, placed, `rm -rf ${all}`);
  });
  return edits.includes(undefined) ? undefined : edits.flatMap((edit) => edit ?? []);
}
