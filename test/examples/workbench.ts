import type { Bases } from '../../scripts/bases/bases.ts';
import { lastLines, readCommand, runCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';
import { NO_REGISTRY } from '../../scripts/engine/no-registry.ts';
import type { Example, Variant } from './example.ts';

/** What a variant came to: an image in the engine, or why there is none. */
export type Made =
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** An engine with the examples' base images. */
export type Workbench = { readonly engine: Engine; readonly bases: Bases };

const REPOSITORY = 'final-stage-example';

/** Flags with which a build finds its base images and its network. */
export function buildFlags({ engine, bases }: Workbench): readonly string[] {
  const contexts = Object.entries(bases.buildContexts).flatMap(([name, value]) => [
    '--build-context',
    `${name}=${value}`,
  ]);
  return [...contexts, ...(engine.buildNetwork === undefined ? [] : ['--network', engine.buildNetwork])];
}

/** Builds a variant as its README says. Its steps are in the engine's cache afterwards. `use` keeps two tests' images apart. */
export async function makeVariant(
  bench: Workbench,
  example: Example,
  variant: Variant,
  { use = 'example', flags = [] }: { readonly use?: string; readonly flags?: readonly string[] } = {},
): Promise<Made> {
  const name = `${REPOSITORY}/${example.name}:${variant.name}-${use}-${process.pid}`;
  const target = variant.target === undefined ? [] : ['--target', variant.target];
  const args = [
    'buildx',
    'build',
    '--progress',
    'plain',
    '--provenance=false',
    '--load',
    '-t',
    name,
    '-f',
    variant.path,
  ];
  const { code, stderr } = await runCommand(
    'docker',
    [...args, ...flags, ...target, ...buildFlags(bench), example.app],
    {
      env: bench.engine.env,
    },
  );
  if (code === 0) return { kind: 'image', name };
  const lost = NO_REGISTRY.exec(stderr);
  return lost === null
    ? { kind: 'failed', why: lastLines(stderr, 20) }
    : { kind: 'unreachable', why: `its package registry is not available (${lost[0]})` };
}

/** Removes images that `makeVariant` made; their layers stay in the build cache. */
export async function removeVariants({ engine }: Workbench, made: Iterable<Made>): Promise<void> {
  const names = [...made].flatMap((each) => (each.kind === 'image' ? [each.name] : []));
  if (names.length > 0)
    await readCommand('docker', ['image', 'rm', '--force', ...names], { env: engine.env });
}
