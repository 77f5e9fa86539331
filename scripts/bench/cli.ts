import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine, stopEngines } from '../engine/engine.ts';
import type { Engine, ImageStore } from '../engine/engine.ts';
import { exportLayout, nameInLayout, openImagePair, openToolchainImage, saveImage } from './images.ts';
import { renderBenchmark, type Section } from './markdown.ts';
import { measureInTurns, type Command } from './measure.ts';
import { peersFromArchive, peersFromDaemon, peersFromLayout } from './peers.ts';
import { fetchSnyk } from './snyk.ts';
import { writeFilesLayout, writeLargeFileLayout } from './synthetic.ts';
import { LARGE, TUTORIAL, verdictCommands } from './verdict.ts';
import { gunzipLayout, hashFile, ours, readFile, savedToNowhere } from './yardsticks.ts';

const ROUNDS = 5;
const GIB = 1024 ** 3;
const page = join(import.meta.dirname, '..', '..', 'docs', 'benchmark.md');

type Bench = { readonly scratch: string; readonly rounds: number };

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<readonly Section[]>>> = {
  overlay2: benchOverlay2,
  containerd: benchContainerd,
  'pair-overlay2': (bench) => benchPair(bench, 'overlay2'),
  'pair-containerd': (bench) => benchPair(bench, 'containerd'),
  files: benchFiles,
  extremes: benchExtremes,
  start: benchStart,
  verdict: benchVerdict,
};

const USAGE = `usage: npm run bench [-- [--rounds N] [--fetch-snyk] PART ...]
parts: ${Object.keys(PARTS).join(', ')}; without a part all of them run, and only then docs/benchmark.md is written
--fetch-snyk: installs snyk-docker-plugin from npm into the user's cache, to be measured now and later`;

/** Measures the parts that are named, or all. */
async function main(args: readonly string[]): Promise<void> {
  const { rounds, names, fetchSnyk: isWanted } = parse(args);
  if (isWanted) await fetchSnyk();
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-bench-'));
  try {
    const sections: Section[] = [];
    for (const name of names.length > 0 ? names : Object.keys(PARTS))
      sections.push(...((await PARTS[name]?.({ scratch, rounds })) ?? []));
    const text = renderBenchmark(sections, rounds);
    process.stdout.write(text);
    if (names.length === 0) await writeFile(page, text);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await stopEngines();
  }
}

type Asked = { readonly rounds: number; readonly names: readonly string[]; readonly fetchSnyk: boolean };

function parse(args: readonly string[]): Asked {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: String(ROUNDS) },
      'fetch-snyk': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 0 || names.some((name) => !Object.hasOwn(PARTS, name)))
    throw new Error(USAGE);
  return { rounds, names, fetchSnyk: values['fetch-snyk'] };
}

async function section(
  bench: Bench,
  { title, text }: Pick<Section, 'title' | 'text'>,
  commands: readonly Command[],
): Promise<Section> {
  process.stderr.write(`${title}: ${commands.map(({ name }) => name).join(', ')}\n`);
  return { title, text, measured: await measureInTurns(commands, bench.rounds) };
}

async function withEngine(
  store: ImageStore,
  bench: (engine: Engine, image: string) => Promise<readonly Section[]>,
): Promise<readonly Section[]> {
  const engine = await openEngine(store);
  if ('unavailable' in engine) {
    process.stderr.write(`skipped: the ${store} image store: ${engine.unavailable}\n`);
    return [];
  }
  return bench(engine, await openToolchainImage(engine));
}

function benchOverlay2(bench: Bench): Promise<readonly Section[]> {
  return withEngine('overlay2', async (engine, image) => {
    const file = saveImage(engine, image, bench.scratch);
    const cache = join(bench.scratch, 'cache-overlay2');
    return [
      await section(
        bench,
        {
          title: 'From the daemon, overlay2',
          text: `A toolchain image, \`${image}\`. Final Stage verifies every digest.`,
        },
        [
          savedToNowhere(image, engine),
          ours('final-stage', ['inspect', `docker-daemon:${image}`], engine),
          ours(
            'final-stage, in the engine’s folders',
            ['inspect', `docker-daemon:${image}`, '--read-in-place'],
            engine,
          ),
          ...peersFromDaemon(image, engine),
        ],
      ),
      await section(
        bench,
        { title: 'From a file that `docker save` wrote', text: 'The same image, in the page cache.' },
        [
          readFile(file),
          hashFile(file),
          ours('final-stage', ['inspect', `docker-archive:${file}`]),
          ours('final-stage, layers known', ['inspect', `docker-archive:${file}`, '--cache-dir', cache]),
          ...peersFromArchive(file),
        ],
      ),
    ];
  });
}

function benchContainerd(bench: Bench): Promise<readonly Section[]> {
  return withEngine('containerd', async (engine, image) => {
    const layout = exportLayout(engine, image, bench.scratch);
    const cache = join(bench.scratch, 'cache-containerd');
    return [
      await section(
        bench,
        { title: 'From the daemon, containerd', text: 'The same image; its layers are compressed there.' },
        [
          savedToNowhere(image, engine),
          gunzipLayout(layout),
          ours('final-stage', ['inspect', `docker-daemon:${image}`], engine),
          ...peersFromDaemon(image, engine),
        ],
      ),
      await section(
        bench,
        {
          title: 'From the OCI layout that the builder wrote',
          text: 'One image, the same image with a cache directory that an earlier run filled, and two images that share all layers but one.',
        },
        [
          gunzipLayout(layout),
          ours('final-stage, one image', ['inspect', `oci:${layout}:one`]),
          ours('final-stage, its layers known', ['inspect', `oci:${layout}:one`, '--cache-dir', cache]),
          ours('final-stage, both', [
            'compare',
            `oci:${layout}:one`,
            `oci:${layout}:two`,
            '--fail-on',
            'never',
          ]),
          ...peersFromLayout(layout, nameInLayout(layout, 'one')),
        ],
      ),
    ];
  });
}

/** Two images of one daemon that share nearly everything, against one of them. */
function benchPair(bench: Bench, store: ImageStore): Promise<readonly Section[]> {
  return withEngine(store, async (engine, image) => [await measurePair(bench, engine, image)]);
}

async function measurePair(bench: Bench, engine: Engine, image: string): Promise<Section> {
  using pair = openImagePair(engine, image, bench.scratch);
  const [baseline, candidate] = [`docker-daemon:${pair.baseline}`, `docker-daemon:${pair.candidate}`];
  const pass = ['--fail-on', 'never'];
  return await section(
    bench,
    {
      title: `Both images from the daemon, ${engine.store}`,
      text: `Two images that share the layers of \`${image}\` and differ in 5 MB, compared with one of them: this is what the second image costs.`,
    },
    [
      ours('final-stage, one of them', ['inspect', candidate], engine),
      ours('final-stage, `compare`', ['compare', baseline, candidate, ...pass], engine),
      ours('final-stage, `check`', ['check', '--image', candidate, '--baseline', baseline, ...pass], engine),
      savedToNowhere(pair.baseline, engine, pair.candidate),
    ],
  );
}

async function benchFiles(bench: Bench): Promise<readonly Section[]> {
  const commands = [10_000, 100_000, 1_000_000, 3_000_000].map((files) => {
    const layout = join(bench.scratch, `files-${files}`);
    writeFilesLayout(layout, files, 1);
    return ours(`${files.toLocaleString('en')} files`, ['inspect', `oci:${layout}`]);
  });
  const text =
    'One layer of small files, 1,000 per directory. The ratio divided by the number of files is the time per file.';
  return [await section(bench, { title: 'Number of files', text }, commands)];
}

async function benchExtremes(bench: Bench): Promise<readonly Section[]> {
  const layers = join(bench.scratch, 'layers');
  const large = join(bench.scratch, 'large');
  writeFilesLayout(layers, 500, 127);
  await writeLargeFileLayout(large, 20 * GIB);
  return [
    await section(bench, { title: '127 layers', text: 'Each layer has 500 small files.' }, [
      ours('final-stage', ['inspect', `oci:${layers}`]),
    ]),
    await section(
      { ...bench, rounds: Math.min(bench.rounds, 1) },
      { title: 'A layer of 20 GiB', text: 'One file, not compressed.' },
      [ours('final-stage', ['inspect', `oci:${large}`])],
    ),
  ];
}

async function benchStart(bench: Bench): Promise<readonly Section[]> {
  const layout = join(bench.scratch, 'one-file');
  writeFilesLayout(layout, 1, 1);
  return [
    await section(bench, { title: 'Start', text: 'The time before the first byte is read.' }, [
      { name: 'Node alone', argv: [process.execPath, '--eval', '0'] },
      ours('final-stage, an image of one file', ['inspect', `oci:${layout}`]),
    ]),
  ];
}

async function benchVerdict(bench: Bench): Promise<readonly Section[]> {
  const engine = await openEngine('overlay2');
  if ('unavailable' in engine) {
    process.stderr.write(`skipped: the time to a verdict: ${engine.unavailable}\n`);
    return [];
  }
  const tutorial = await verdictCommands(engine, TUTORIAL, bench.scratch);
  const large = await verdictCommands(engine, LARGE, bench.scratch);
  const text =
    'The whole command, with the builds of commits that no build cache has; the base images are there.';
  return [
    await section(
      bench,
      { title: 'From a change to its verdict, the demo', text: `${text} ${DEMO}` },
      tutorial,
    ),
    await section(bench, { title: 'From a change to its verdict, an image of a gigabyte', text }, large),
  ];
}

const DEMO = 'Two stages become one, so that an image of a few megabytes becomes one of most of a gigabyte.';

await main(process.argv.slice(2));
