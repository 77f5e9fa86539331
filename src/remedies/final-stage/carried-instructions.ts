import type { PlacedInstruction } from '../../dockerfile/edit/placed-instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Project } from '../remedy.ts';

/** What a final stage takes over from the instructions that build. Texts as they stand in the Dockerfile. */
export type CarriedInstructions = {
  /** `ARG` and `ENV`: both stages need them. */
  readonly settings: readonly string[];
  /** The last `SHELL`, which may be one that a package brings. */
  readonly shell: readonly string[];
  readonly workingDirectories: readonly string[];
  /** The last `USER`; none where what follows sets another one, or where there is none. */
  readonly user: string | null;
  /** The `USER` that is left when everything is built; null: that of the base image. */
  readonly builder: string | null;
  /** Of no use while something is built: they move. */
  readonly moved: readonly PlacedInstruction[];
  /** The last instruction that builds, of the stage itself. */
  readonly last: PlacedInstruction | undefined;
};

const BUILDS = /^(?:RUN|COPY|ADD)$/;
const MOVES = /^(?:CMD|ENTRYPOINT|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|STOPSIGNAL|VOLUME)$/;

/** Null where an instruction is not in the Dockerfile, or says something for images that start from this one. */
export function carriedInstructions(project: Project, { buildSteps }: Ledger): CarriedInstructions | null {
  const steps = buildSteps?.steps ?? [];
  const known = steps.flatMap(({ ref }) => findPlaced(project, ref.line, ref.keyword) ?? []);
  if (known.length < steps.length || known.some(({ keyword }) => keyword === 'ONBUILD')) return null;
  const end = known.findLastIndex(({ keyword }) => BUILDS.test(keyword));
  const isOwn = steps[end]?.ref.stage === buildSteps?.chain.at(-1);
  return {
    ...carriedFrom(project, known.slice(0, end + 1), known.slice(end + 1)),
    last: isOwn ? known[end] : undefined,
  };
}

function carriedFrom(
  { dockerfile }: Project,
  building: readonly PlacedInstruction[],
  trailing: readonly PlacedInstruction[],
): Omit<CarriedInstructions, 'last'> {
  const textOf = ({ start, end }: PlacedInstruction) => dockerfile.text.slice(start, end);
  const named = (name: string) => building.filter(({ keyword }) => keyword === name).map(textOf);
  const setsUser = trailing.some(({ keyword }) => keyword === 'USER');
  return {
    settings: settingsOf(building, [...building, ...trailing]).map(textOf),
    workingDirectories: named('WORKDIR'),
    shell: named('SHELL').slice(-1),
    builder: named('USER').at(-1) ?? null,
    user: setsUser ? null : (named('USER').at(-1) ?? null),
    moved: building.filter(({ keyword }) => MOVES.test(keyword)),
  };
}

const NOT_CARRIED = /^(?:COPY|ADD|ARG)$/;
/** Commands of a `RUN` that a final stage repeats. */
const REPEATED = /\b(?:user|group)(?:add|mod)\b|\badd(?:user|group)\b|\/etc\//;

function findPlaced({ dockerfile }: Project, line: number, keyword: string): PlacedInstruction | undefined {
  return dockerfile.instructions.find((one) => one.line === line && one.keyword === keyword);
}

/** An argument is carried where something that is carried, or that stays behind it, uses it. */
function settingsOf(
  building: readonly PlacedInstruction[],
  all: readonly PlacedInstruction[],
): readonly PlacedInstruction[] {
  const used = all
    .filter(({ keyword, text }) => (keyword === 'RUN' ? REPEATED.test(text) : !NOT_CARRIED.test(keyword)))
    .map(({ source }) => source.rest);
  const isUsed = ({ source }: PlacedInstruction) => {
    const name = /^\w+/.exec(source.rest)?.[0] ?? '';
    return used.some((text) => new RegExp(`\\$\\{?${name}\\b`).test(text));
  };
  return building.filter((one) => one.keyword === 'ENV' || (one.keyword === 'ARG' && isUsed(one)));
}
