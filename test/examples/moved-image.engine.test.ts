import { describe, expect, test } from '@jest/globals';
import { openBases } from '../../scripts/bases/bases.ts';
import { runCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import type { GateReport, Summary } from '../../src/report/report.ts';
import { runCli } from '../helpers/run-cli.ts';
import { baseReferences, readExamples } from './example.ts';
import { makeVariant, removeVariants } from './workbench.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;
/** Hidden bytes of purged packages; many small files, links among them. */
const IMAGES: ReadonlySet<string> = new Set(['cpp purged', 'node-nginx leaking']);

const examples = await readExamples();
const moved = examples.flatMap((example) =>
  example.variants.flatMap((variant) => {
    const title = `${example.name} ${variant.name}`;
    return IMAGES.has(title) ? [{ title, example, variant }] : [];
  }),
);
const [first, second] = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') as readonly Engine[];

if (first === undefined || second === undefined) {
  reportUntested('no image is moved: FINAL_STAGE_TEST_ENGINES has no two engines');
} else {
  describe.each([
    { from: first, to: second },
    { from: second, to: first },
  ])('an image that goes from the $from.store to the $to.store image store', (way) => {
    test.each(moved)(
      'keeps its sizes to the byte: $title',
      async (image) => expectSameSizes(way, image),
      PATIENCE_MILLISECONDS,
    );
  });
}

type Way = { readonly from: Engine; readonly to: Engine };

async function expectSameSizes(
  { from, to }: Way,
  { example, variant }: (typeof moved)[number],
): Promise<void> {
  const bench = { engine: from, bases: await openBases(from, baseReferences(example)) };
  const made = await makeVariant(bench, example, variant, { use: 'moved' });
  if (made.kind !== 'image') throw new Error(`${variant.path} does not build: ${made.why}`);
  try {
    await moveImage({ from, to }, made.name);
    const before = await readSizes(from, made.name);
    expect(before.hiddenBytes).toBe(before.contentBytes - before.rootfsBytes);
    expect(before.layers.length).toBeGreaterThan(1);
    expect(await readSizes(to, made.name)).toEqual(before);
  } finally {
    await removeVariants(bench, [made]);
    await removeVariants({ ...bench, engine: to }, [made]);
  }
}

/** Both ends of the pipe have their own engine, so that nothing is left on the disk. */
async function moveImage({ from, to }: Way, name: string): Promise<void> {
  const script = `docker save "$1" | DOCKER_HOST="$2" docker load`;
  const { code, stderr } = await runCommand(
    'bash',
    ['-o', 'pipefail', '-c', script, 'bash', name, to.dockerHost],
    {
      env: from.env,
    },
  );
  if (code !== 0) throw new Error(`${name} cannot be moved: ${stderr}`);
}

type Sizes = Pick<Summary, 'contentBytes' | 'rootfsBytes' | 'hiddenBytes' | 'fileCount'> & {
  readonly layers: readonly (readonly [string, number])[];
};

async function readSizes({ env }: Engine, name: string): Promise<Sizes> {
  const args = ['inspect', `docker-daemon:${name}`, '--format', 'json'];
  const { stdout, stderr } = await runCli(args, { environment: env });
  if (stdout === '') throw new Error(`${name} cannot be read: ${stderr}`);
  const { candidate } = JSON.parse(stdout) as GateReport;
  const { contentBytes, rootfsBytes, hiddenBytes, fileCount } = candidate;
  const layers = candidate.layers.map((layer) => [layer.diffID, layer.contentBytes] as const);
  return { contentBytes, rootfsBytes, hiddenBytes, fileCount, layers };
}
