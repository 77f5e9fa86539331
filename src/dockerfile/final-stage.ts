import { GateError } from '../errors.ts';
import type { InstructionRef } from './instruction.ts';
import { splitPaths, toReferenceText, unquote } from './instruction-text.ts';
import { readLines } from './logical-lines.ts';
import { nearestName } from './nearest-name.ts';
import { type Dockerfile, type Stage, stageLabel, type StageInstruction } from './dockerfile.ts';
import { buildStepsOf, type BuildSteps } from './build-steps.ts';
import { doubtOf, doubtOfBase } from './doubt.ts';
import { fromName, type FinalStageOptions } from './global-arguments.ts';

/** What one `COPY --from` of the final stage brings. Paths as written. */
export type CopySource = {
  readonly instruction: InstructionRef;
  /** Stage of this Dockerfile by its label, or an image or build context. */
  readonly from: { readonly kind: 'stage' | 'image'; readonly name: string };
  readonly sources: readonly string[];
  readonly destination: string;
};

/** An instruction of the final stage, and whether the builder may leave no history entry for it. */
export type OwnInstruction = StageInstruction & { readonly isOptional: boolean };

/** The stage that is built, followed down through `FROM stage` to the `FROM` that names its base image. */
export type FinalStage = {
  readonly dockerfile: string;
  /** From the stage on the base image up to the built one. */
  readonly chain: readonly Stage[];
  /** The `FROM` that names the base image. */
  readonly from: InstructionRef;
  /** Base image after substitution, `scratch` included; null when it cannot be known. */
  readonly baseName: string | null;
  /** What a builder may call the stage that starts from it. */
  readonly labels: readonly string[];
  /** Why a builder may have read the Dockerfile otherwise, in one clause; null: it reads it as we do. */
  readonly doubt: string | null;
  /** Own instructions of the whole chain in build order, `FROM` left out. */
  readonly instructions: readonly InstructionRef[];
  /** The same with their sources and the triggers of `ONBUILD`s in the chain, for comparing with the history. */
  readonly ownInstructions: readonly OwnInstruction[];
  readonly copiesFrom: readonly CopySource[];
  readonly buildSteps: BuildSteps;
};

/** Which stage is built, and from what. Throws `bad-input` for an unknown target. */
export function finalStage(dockerfile: Dockerfile, options: FinalStageOptions): FinalStage {
  const built = findTarget(dockerfile, options.target);
  const { chain, baseName } = followChain(dockerfile, built, options);
  const ownInstructions = chain.flatMap((stage, index) => ownOf(stage, chain[index - 1]));
  return {
    dockerfile: dockerfile.path,
    chain,
    from: (chain[0] ?? built).from,
    baseName,
    labels: labelsOf(chain[0] ?? built, dockerfile),
    doubt:
      doubtOf(dockerfile, options.buildArgs) ??
      (baseName === null ? doubtOfBase(dockerfile, chain[0] ?? built) : null),
    instructions: chain.flatMap((stage) => stage.instructions.map(({ ref }) => ref)),
    ownInstructions,
    copiesFrom: chain.flatMap((stage) =>
      stage.instructions.flatMap((own) => copySource(dockerfile, stage, own)),
    ),
    buildSteps: buildStepsOf(dockerfile, chain, ownInstructions),
  };
}

function labelsOf({ name, ordinal }: Stage, { stages }: Dockerfile): readonly string[] {
  return [name?.toLowerCase() ?? `stage-${ordinal}`, ...(stages.length === 1 ? [''] : [])];
}

/** From the built stage down to the one that starts from an image. */
function followChain(
  dockerfile: Dockerfile,
  built: Stage,
  options: FinalStageOptions,
): Pick<FinalStage, 'chain' | 'baseName'> {
  const contexts = new Set((options.buildContexts ?? []).map((context) => nameOf(context).toLowerCase()));
  const chain: Stage[] = [];
  let stage = built;
  for (;;) {
    // A build context of the stage's name replaces the stage, instructions and all.
    if (stage.name !== null && contexts.has(stage.name.toLowerCase())) {
      return { chain: [{ ...stage, instructions: [] }, ...chain], baseName: stage.name };
    }
    chain.unshift(stage);
    const baseName = fromName(dockerfile, stage, options);
    const parent = baseName === null ? undefined : earlierStage(dockerfile, stage, baseName);
    if (!parent) return { chain, baseName };
    stage = parent;
  }
}

function findTarget(dockerfile: Dockerfile, target: string | undefined): Stage {
  const built =
    target === undefined || target === ''
      ? dockerfile.stages.at(-1)
      : dockerfile.stages.findLast(
          (stage) => stage.name?.toLowerCase() === target.toLowerCase() || String(stage.ordinal) === target,
        );
  if (built) return built;
  const names = dockerfile.stages.flatMap((stage) => stage.name ?? []);
  const nearest = nearestName(target ?? '', names);
  const known = names.map((name) => `\`${name}\``).join(', ');
  throw new GateError(
    'bad-input',
    `\`${dockerfile.path}\` has no stage \`${String(target).slice(0, 100)}\``,
    {
      hint: nearest === undefined ? `Its named stages: ${known || 'none'}.` : `Did you mean \`${nearest}\`?`,
    },
  );
}

/** The stage that an earlier `FROM … AS name` declared. Stage names are compared without case. */
function earlierStage(dockerfile: Dockerfile, stage: Stage, name: string): Stage | undefined {
  return dockerfile.stages.findLast(
    (other) => other.ordinal < stage.ordinal && other.name?.toLowerCase() === name.toLowerCase(),
  );
}

function nameOf(context: string): string {
  return context.split('=', 1)[0] ?? '';
}

/** A stage's instructions as the builder runs them: first the `ONBUILD` triggers of the stage that it starts from. */
function ownOf(stage: Stage, parent: Stage | undefined): readonly OwnInstruction[] {
  const triggers = (parent?.instructions ?? [])
    .filter(({ ref }) => ref.keyword === 'ONBUILD')
    .flatMap((own) => toTriggers(own))
    .map((own) => ({ ...own, isOptional: false }));
  // BuildKit leaves no history entry for ONBUILD itself, other builders do.
  const own = stage.instructions.map((item) => ({ ...item, isOptional: item.ref.keyword === 'ONBUILD' }));
  return [...triggers, ...own];
}

/** BuildKit parses a trigger anew, and without the directives of the Dockerfile that it stands in. */
function toTriggers({ ref, source }: StageInstruction): readonly StageInstruction[] {
  const { instructions } = readLines(`${source.command}\n${source.heredoc}`, ref.dockerfile);
  return instructions.map(({ keyword, source: own }) => ({
    ref: { ...ref, keyword, text: toReferenceText(`${keyword} ${own.command} ${own.heredoc}`) },
    source: own,
  }));
}

function copySource(dockerfile: Dockerfile, stage: Stage, own: StageInstruction): readonly CopySource[] {
  if (own.ref.keyword !== 'COPY') return [];
  const { flags, rest } = own.source;
  const name = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  if (name === undefined) return [];
  const words = splitPaths(rest).map((word) => unquote(word, dockerfile.escape));
  const source = findSource(dockerfile, stage, name);
  return [
    { instruction: own.ref, from: source, sources: words.slice(0, -1), destination: words.at(-1) ?? '' },
  ];
}

function findSource(dockerfile: Dockerfile, stage: Stage, name: string): CopySource['from'] {
  const byOrdinal = /^[+-]?\d+$/.test(name) ? dockerfile.stages[Number(name)] : undefined;
  const found = byOrdinal ?? earlierStage(dockerfile, stage, name);
  return found ? { kind: 'stage', name: stageLabel(found) } : { kind: 'image', name };
}
