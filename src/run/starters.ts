import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { runGit } from '../build/git/git.ts';
import { repositoryRoot } from '../build/git/repository.ts';
import { GateError } from '../errors.ts';
import { layoutsOf, type StarterLayout } from '../gate/starter-layout.ts';
import type { StarterFile, StarterImage } from '../gate/starter-files.ts';
import type { GateInputs } from '../inputs/inputs.ts';
import type { SeveralInputs } from '../inputs/several.ts';
import { policySchemaAddress } from '../policy/schema-address.ts';
import type { GateReport } from '../report/report.ts';
import type { RunReport } from '../report/run-report.ts';
import { IDENTITY } from '../version.ts';
import type { PlannedRun } from './plan-images.ts';

/** What `init` asks for. `isChosen`: whether somebody said what is built; else the files of the repository do. */
export type StartRequest = { readonly inputs: GateInputs; readonly isChosen: boolean };

/** What it asks of the world. */
export type StartPorts = {
  /** Files below the working directory; paths relative to it. */
  listFiles(): Promise<readonly string[]>;
  /** Builds and judges one image. */
  judge(inputs: GateInputs): Promise<GateReport>;
  plan(inputs: GateInputs): Promise<readonly PlannedRun[]>;
  /** Builds and judges several. */
  judgeAll(inputs: GateInputs): Promise<RunReport>;
};

/** Files to write where there are none, and what else people should know: one sentence without its dot each. */
export type Starters = { readonly files: readonly StarterFile[]; readonly remarks: readonly string[] };

/** A policy with budgets of today's sizes, and a workflow, for the images that a repository has. */
export async function makeStarters(asked: StartRequest, ports: StartPorts): Promise<Starters> {
  const chosen = chosenLayout(asked);
  const layouts = chosen === null ? layoutsOf(await ports.listFiles()) : [chosen];
  const remarks: string[] = [];
  const failures: GateError[] = [];
  for (const layout of layouts) {
    if (layout.kind === 'one') break;
    const found = await tryLayout(layout, asked, ports);
    if ('files' in found) return { ...found, remarks: [...remarks, ...found.remarks] };
    remarks.push(found.why);
    if (found.error !== undefined) failures.push(found.error);
  }
  const { starterPolicy, starterWorkflow } = await import('../gate/fix.ts');
  const report = await ports.judge(asked.inputs).catch((error: unknown) => {
    throw whyNone(error, failures);
  });
  const policy = starterPolicy(report, policySchemaAddress(IDENTITY));
  const { request } = asked.inputs;
  const workflow = request.mode === 'check' ? [starterWorkflow(request.build)] : [];
  return { files: [policy, ...workflow], remarks };
}

type Several = Exclude<StarterLayout, { readonly kind: 'one' }>;

function chosenLayout({ inputs: { several }, isChosen }: StartRequest): StarterLayout | null {
  if (several !== undefined && several.bake !== null)
    return { kind: 'bake', file: several.bake, targets: several.bakeTargets };
  if (several !== undefined && several.compose !== null) return { kind: 'compose', file: several.compose };
  return isChosen ? { kind: 'one' } : null;
}

/**
 * Where nothing but files for several images were found, what is wrong with one of them says more than that there is no other; a
 * machine that cannot build says more than a file that describes nothing.
 */
function whyNone(error: unknown, failures: readonly GateError[]): unknown {
  const isAbsent = error instanceof GateError && error.code === 'bad-input';
  const told = failures.find(({ code }) => code !== 'bad-input') ?? failures[0];
  return isAbsent && told !== undefined ? told : error;
}

/** Why a layout is not taken. */
type NotTaken = { readonly why: string; readonly error?: GateError };

/** The files for a layout, or why it is not the one. What somebody chose is never given up. */
async function tryLayout(
  layout: Several,
  asked: StartRequest,
  ports: StartPorts,
): Promise<Starters | NotTaken> {
  const inputs = { ...asked.inputs, several: asked.inputs.several ?? severalOf(layout) };
  const what = layout.kind === 'images' ? `${layout.dockerfiles.length} Dockerfiles` : `\`${layout.file}\``;
  try {
    const planned = await ports.plan(inputs);
    if (isNeedless(layout, planned) && !asked.isChosen)
      return { why: `${what} is not used, because it builds one image alone` };
    return await startSeveral(layout, { planned, run: await ports.judgeAll(inputs) });
  } catch (error) {
    if (asked.isChosen || !(error instanceof GateError)) throw error;
    return notUsable(what, error);
  }
}

function notUsable(what: string, { code, message, hint }: GateError): NotTaken {
  const why = `${what} cannot be used: ${message}`;
  return { why, error: new GateError(code, why, hint === undefined ? {} : { hint: hint.split('\n') }) };
}

function isNeedless({ kind }: Several, planned: readonly PlannedRun[]): boolean {
  return kind === 'compose' && planned.length < 2;
}

function severalOf(layout: Several): SeveralInputs {
  const file = layout.kind === 'images' ? null : layout.file;
  return {
    images: layout.kind === 'images' ? layout.dockerfiles : [],
    bake: layout.kind === 'bake' ? file : null,
    bakeTargets: [],
    compose: layout.kind === 'compose' ? file : null,
    platforms: [],
  };
}

type Measured = { readonly planned: readonly PlannedRun[]; readonly run: RunReport };

async function startSeveral(layout: Several, { planned, run }: Measured): Promise<Starters> {
  const bytes = new Map(
    run.images.map((image) => [
      image.name,
      image.kind === 'judged' ? image.report.candidate.contentBytes : null,
    ]),
  );
  const images = planned.flatMap((image) => toStarter(image, bytes.get(image.name) ?? null));
  if (images.every(({ contentBytes }) => contentBytes === null)) {
    throw new GateError('build-failed', `none of the images could be built${firstReason(run)}`, {
      hint: 'Name the image with `--file`, or the file that describes all of them with `--bake` or `--compose`.',
    });
  }
  const { starterPolicyOfMany, starterWorkflowOfMany } = await import('../gate/fix.ts');
  const unbuilt = run.images.flatMap((image) =>
    image.kind === 'no-verdict' ? [`\`${image.name}\` has no budget yet: ${image.reason}`] : [],
  );
  const leftOut =
    layout.kind === 'images' ? layout.leftOut.map((file) => `\`${file}\` is left out of the policy`) : [];
  return {
    files: [starterPolicyOfMany(images, policySchemaAddress(IDENTITY)), starterWorkflowOfMany(layout)],
    remarks: [...unbuilt, ...leftOut],
  };
}

function firstReason({ images }: RunReport): string {
  const [first] = images.flatMap((image) => (image.kind === 'no-verdict' ? [image] : []));
  return first === undefined ? '' : `; of \`${first.name}\`: ${first.reason}`;
}

/** Platforms of one image have one entry. */
function toStarter(image: PlannedRun, contentBytes: number | null): readonly StarterImage[] {
  if (image.kind === 'refused') return [];
  const { build, imageName } = image.request;
  const { context, dockerfile, target } = build;
  // Outside of the working directory is outside of what the policy can name.
  if ([context, dockerfile ?? ''].some((path) => isAbsolute(path) || path.startsWith('../'))) return [];
  return [
    {
      name: imageName ?? image.name,
      context,
      contentBytes,
      ...(dockerfile !== undefined && { dockerfile }),
      ...(target !== undefined && { target }),
    },
  ];
}

/** Files below the working directory that git tracks or does not ignore; without git, what lies in it. */
export async function listFiles(signal: AbortSignal): Promise<readonly string[]> {
  const here = await realpath('.');
  const root = await repositoryRoot(here, null).catch((error: unknown) => {
    if (error instanceof GateError) return null;
    throw error;
  });
  if (root === null) return readdir('.');
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await runGit({ directory: root, signal }, args);
  const folder = here === root ? '' : `${relative(root, here).split(sep).join('/')}/`;
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '' && name.startsWith(folder))
    .map((name) => name.slice(folder.length));
}
