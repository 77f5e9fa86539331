import { resolve } from 'node:path/posix';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import { splitBlanks } from '../dockerfile/white-space.ts';
import type { Diagnosis, Project } from './remedy.ts';

/** One `FROM` and what stands below it, each with its place. */
export type PlacedStage = {
  readonly from: PlacedInstruction;
  /** Its name as written, or its ordinal. */
  readonly label: string;
  /** What `FROM` names, as written. */
  readonly base: string;
  readonly instructions: readonly PlacedInstruction[];
};

function stagesOf({ dockerfile }: Project): readonly PlacedStage[] {
  const stages: (PlacedStage & { readonly instructions: PlacedInstruction[] })[] = [];
  for (const placed of dockerfile.instructions) {
    if (placed.keyword !== 'FROM') stages.at(-1)?.instructions.push(placed);
    else {
      const [base = '', , name] = splitBlanks(placed.source.rest);
      stages.push({ from: placed, label: name ?? String(stages.length), base, instructions: [] });
    }
  }
  return stages;
}

/** The stage that was built; undefined where that is not known. */
export function builtStage(diagnosis: Diagnosis): PlacedStage | undefined {
  const label = diagnosis.ledger.buildSteps?.chain.at(-1);
  return stagesOf(diagnosis).find((stage) => stage.label === label);
}

/** Stages that the built one does not start from, those that it copies from first, the last of each first. */
export function buildStages(diagnosis: Diagnosis): readonly PlacedStage[] {
  const labels = new Set(diagnosis.ledger.buildSteps?.others);
  const copied = new Set(builtStage(diagnosis)?.instructions.flatMap((placed) => fromOf(placed) ?? []));
  const stages = stagesOf(diagnosis)
    .filter(({ label }) => labels.has(label))
    .reverse();
  return [
    ...stages.filter(({ label }) => copied.has(label)),
    ...stages.filter(({ label }) => !copied.has(label)),
  ];
}

/** The stage or image that a `COPY` takes from; undefined for the build context. */
function fromOf({ source }: PlacedInstruction): string | undefined {
  return source.flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
}

/** What stands above an instruction in its stage. */
function above(project: Project, placed: PlacedInstruction): readonly PlacedInstruction[] {
  const stage = stagesOf(project).findLast(({ from }) => from.line < placed.line);
  return stage?.instructions.filter(({ line }) => line < placed.line) ?? [];
}

/** The user that an instruction runs as, as written; undefined for root. */
export function userAbove(diagnosis: Diagnosis, placed: PlacedInstruction): string | undefined {
  const user =
    above(diagnosis, placed).findLast(({ keyword }) => keyword === 'USER')?.source.rest ??
    inherited(diagnosis, 'USER', diagnosis.ledger.config.user) ??
    '';
  return /^(root|0)?(:|$)/.test(user) ? undefined : user;
}

/** The directory that an instruction works in, as far as no variable decides it. */
export function directoryAbove(diagnosis: Diagnosis, placed: PlacedInstruction): string {
  const own = above(diagnosis, placed).filter(({ keyword }) => keyword === 'WORKDIR');
  const base = inherited(diagnosis, 'WORKDIR', diagnosis.ledger.config.workingDir);
  return resolve('/', base ?? '', ...own.map(({ source }) => source.rest));
}

/** What the image has where no instruction of the Dockerfile sets it. */
function inherited({ dockerfile }: Project, keyword: string, value: string | undefined): string | undefined {
  return dockerfile.instructions.some((placed) => placed.keyword === keyword) ? undefined : value;
}

/** What a `COPY` of its own may stand below: the last that copies, or what begins the stage. */
export function lastCopy({ from, instructions }: PlacedStage): PlacedInstruction {
  return instructions.findLast(({ keyword }) => /^(COPY|ADD)$/.test(keyword)) ?? from;
}

/** A `RUN` as root above or below an instruction, and after it the user that is there. */
export function asRoot(user: string | undefined, line: string): readonly string[] {
  return user === undefined ? [line] : ['USER root', line, `USER ${user}`];
}
