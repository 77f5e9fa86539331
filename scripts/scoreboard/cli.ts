import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lackingRoom } from '../test/room.ts';
import { openBases } from '../bases/bases.ts';
import { openEngine, stopEngines } from '../engine/engine.ts';
import { installAll, type Ground, type Installed } from './batches.ts';
import { inspectImage } from './inspect-image.ts';
import { listenForInterruption } from './interruption.ts';
import { removeLeavings } from './leavings.ts';
import { isHeadline, isPositive, parseLabels, renderLabels, selectLabels, type Label } from './labels.ts';
import { renderMistakes } from './mistake.ts';
import { checkMistakes } from './mistakes.ts';
import { mergePage, renderBeyond, renderScoreboard, type Absent } from './page.ts';
import { checkDockerfiles } from './dockerfiles.ts';
import { renderDockerfileChecks } from './dockerfile-checks.ts';
import { renderBaseChecks } from './base-checks.ts';
import { checkDatabases, renderDatabaseChecks } from './real-databases.ts';
import { checkBases, checkReferences } from './official-bases.ts';
import { toScoreboard } from './scoreboard.ts';
import type { Sighting } from './sighting.ts';

const BASE = 'debian:bookworm-slim';
const OWN_LABELS = join(import.meta.dirname, 'labels.tsv');

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'detection.md');

/** Bytes that the images of the headline take. */
const ROOM = 12e9;

const USAGE = `usage: npm run scoreboard [-- [--all] [--labels FILE] [--more N] [--mistake NAME]… [--corpus DIR [--clones DIR]] [--output FILE] [--write-labels FILE]]
--all: also what the headline leaves out, of every label some
--labels FILE: a table of packages and labels, by default ${OWN_LABELS}
--more N: up to N packages of each label that the headline leaves out, by default none
--mistake NAME: nothing but these files of scripts/scoreboard/mistakes
--corpus DIR: also puts an application on base images that have the packages of DIR/baseimages/debian/*.added.tsv, and reads
              the package databases of DIR/packages
--clones DIR: builds the labelled Dockerfiles of the corpus whose repositories are there, as OWNER+NAME
--output FILE: the page, by default docs/detection.md, or standard output for other labels; sections of it that are not measured stay
--write-labels FILE: writes the chosen rows as a table, and measures nothing`;

type Asked = {
  readonly labels: string;
  /** How many packages of a label that the headline leaves out. */
  readonly more: (label: string) => number;
  readonly mistakes: readonly string[];
  readonly corpus?: string | undefined;
  readonly clones?: string | undefined;
  readonly output?: string | undefined;
  readonly writeLabels?: string | undefined;
};

/** Labels of which `--all` takes other than most; libraries and programs are what must be left alone. */
const ALL: Readonly<Record<string, number>> = { P2_devel_synopsis: 300, N2_sharedlib: 300, P5_source: 20 };
const ALL_OTHERS = 60;

async function main(args: readonly string[]): Promise<void> {
  listenForInterruption();
  const asked = parse(args);
  const labels = selectLabels(parseLabels(await readFile(asked.labels, 'utf8')), asked.more, hash);
  if (asked.writeLabels !== undefined) {
    await writeFile(asked.writeLabels, renderLabels(labels, REMARKS));
    return;
  }
  try {
    const ground = await openGround();
    if ('unavailable' in ground) log(`not measured, ${ground.unavailable}`);
    else await measure(ground, labels, asked);
  } finally {
    await stopEngines();
  }
}

const REMARKS = [
  'Debian bookworm packages and what Debian’s own metadata says they are: its debtags, Section and Provides, of the Packages index.',
  'P1_tag: tagged devel::compiler or devel::buildtools. P1_provides: provides a compiler, SDK or linker. N1_program: tagged role::program, in a section of programs.',
  'P2_devel_synopsis and P3: in Section devel, with programs, P2 by its synopsis a compiler or the like. P4: headers. P5: shipped source. N2_sharedlib: libraries that most depend on.',
];

/** Rank of a name that does not follow the alphabet. */
function hash(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

function parse(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean', default: false },
      labels: { type: 'string', default: OWN_LABELS },
      more: { type: 'string', default: '0' },
      mistake: { type: 'string', multiple: true, default: [] },
      corpus: { type: 'string' },
      clones: { type: 'string' },
      output: { type: 'string' },
      'write-labels': { type: 'string' },
    },
  });
  const more = Number(values.more);
  if (!Number.isSafeInteger(more) || more < 0) throw new Error(USAGE);
  const { clones, corpus, labels, mistake: mistakes } = values;
  return {
    ...{ labels, mistakes, corpus, clones },
    more: (label) => (values.all ? (ALL[label] ?? ALL_OTHERS) : more),
    output: values.output ?? (labels === OWN_LABELS && mistakes.length === 0 ? PAGE : undefined),
    writeLabels: values['write-labels'],
  };
}

async function openGround(): Promise<Ground | { readonly unavailable: string }> {
  const engine = await openEngine();
  if ('unavailable' in engine) return engine;
  await removeLeavings(engine);
  const lacking = await lackingRoom(engine, ROOM);
  if (lacking !== undefined) return { unavailable: lacking };
  const bases = await openBases(engine, [BASE], log);
  const [missing] = bases.unavailable;
  if (missing !== undefined) return { unavailable: `${missing.reference} cannot be had: ${missing.why}` };
  process.env['DOCKER_HOST'] = engine.dockerHost; // the scan asks the engine as the shipped program does
  return { engine, base: bases.buildContexts[BASE]?.replace('docker-image://', '') ?? BASE };
}

async function measure(ground: Ground, labels: readonly Label[], asked: Asked): Promise<void> {
  const { mistakes, output } = asked;
  const sections = [
    ...(mistakes.length > 0 ? [] : await packageSections(ground, labels)),
    ...(mistakes.length > 0 ? [] : await baseSections(ground, asked)),
    ...(mistakes.length > 0 || asked.corpus === undefined ? [] : await corpusSections(ground, asked)),
    ...(isOwn(asked) ? [renderMistakes(await checkMistakes({ engine: ground.engine, log }, mistakes))] : []),
  ];
  const known = output !== undefined && existsSync(output) ? await readFile(output, 'utf8') : '';
  const text = mergePage(known, sections);
  if (output === undefined) process.stdout.write(text);
  else await writeFile(output, text);
}

/** Other labels are asked about for themselves. */
function isOwn({ labels }: Asked): boolean {
  return labels === OWN_LABELS;
}

async function baseSections(ground: Ground, asked: Asked): Promise<readonly string[]> {
  const { corpus } = asked;
  const checks = [
    ...(isOwn(asked) ? await checkReferences(ground, log) : []),
    ...(corpus === undefined ? [] : await checkBases(ground, join(corpus, 'baseimages', 'debian'), log)),
  ];
  return checks.length === 0 ? [] : [renderBaseChecks(checks)];
}

/** What the headline is about, and the labels that it leaves out, by themselves. */
async function packageSections(ground: Ground, labels: readonly Label[]): Promise<readonly string[]> {
  const headline = await scoreOf(ground, labels.filter(isHeadline), '');
  const sections = [renderScoreboard(headline.board, headline.absent)];
  const others = labels.filter((label) => !isHeadline(label));
  if (others.length === 0) return sections;
  const beyond = await scoreOf(ground, others, 'more-');
  return [...sections, renderBeyond(beyond.board, beyond.absent)];
}

/** Packages to find and packages to leave alone are in different images, made side by side. */
async function scoreOf(ground: Ground, labels: readonly Label[], prefix: string) {
  const tracks = await Promise.allSettled([
    sightingsOf(ground, `${prefix}positive`, labels.filter(isPositive)),
    sightingsOf(
      ground,
      `${prefix}negative`,
      labels.filter((label) => !isPositive(label)),
    ),
  ]);
  const [positive, negative] = tracks.map((track) => {
    if (track.status === 'rejected') throw track.reason;
    return track.value;
  });
  const seen = { positive: positive?.sightings ?? [], negative: negative?.sightings ?? [] };
  return {
    board: toScoreboard(labels, seen),
    absent: [...(positive?.absent ?? []), ...(negative?.absent ?? [])],
  };
}

async function corpusSections(ground: Ground, { corpus = '', clones }: Asked): Promise<readonly string[]> {
  const databases = renderDatabaseChecks(await checkDatabases(join(corpus, 'packages')));
  if (clones === undefined) {
    log('not measured, the labelled Dockerfiles need their repositories: --clones');
    return [databases];
  }
  const folder = join(corpus, 'dockerfiles');
  const dockerfiles = await checkDockerfiles({ engine: ground.engine, folder, clones, log });
  return [databases, renderDockerfileChecks(dockerfiles)];
}

type Seen = { readonly sightings: readonly Sighting[]; readonly absent: readonly Absent[] };

async function sightingsOf(ground: Ground, kind: string, labels: readonly Label[]): Promise<Seen> {
  const wanted = labels.map(({ package: name }) => name);
  const sightings: Sighting[] = [];
  let absent: readonly Absent[] = [];
  for await (const { image, left } of installAll(ground, wanted, { kind, log })) {
    sightings.push(await inspected(ground, image));
    absent = left;
  }
  return { sightings, absent };
}

async function inspected({ base }: Ground, image: Installed['image']): Promise<Sighting> {
  const start = Date.now();
  const sighting = await inspectImage(image, base);
  log(
    `${image}: ${sighting.packages.size} packages scanned in ${((Date.now() - start) / 1000).toFixed(0)} s`,
  );
  return sighting;
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
