import { applyEdits } from '../../src/dockerfile/edit/edit.ts';
import { placeInstructions } from '../../src/dockerfile/edit/placed-instruction.ts';
import { parseExecForm } from '../../src/dockerfile/instruction-text.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { REMEDIES } from '../../src/remedies/index.ts';
import type { LeftFile, LeftProgram, Project, Proposal, RemedyExample } from '../../src/remedies/remedy.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import {
  layer,
  whiteout,
  type ConfigInput,
  type FileInput,
  type FileInputs,
  type LayerInput,
} from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const BYTES = Buffer.alloc(2 * 1024 * 1024, 1);

/** A layer as an example describes it. */
function leftLayer(left: readonly LeftFile[]): LayerInput {
  return layer(...left.map(toFiles));
}

function toFiles(one: LeftFile): FileInputs {
  if (typeof one !== 'string') return { [one.path]: toFile(one) };
  if (one.startsWith('-')) return whiteout(one.slice(1));
  return one.endsWith('*') ? { [`${one.slice(0, -1)}large_Packages`]: BYTES } : { [one]: 'x' };
}

function toFile(one: Exclude<LeftFile, string>): FileInput {
  if ('program' in one) return program(one.program);
  if ('link' in one) return { symlink: one.link };
  if ('owner' in one) return { directory: true, owner: one.owner };
  return { content: one.text, mode: one.mode ?? 0o644 };
}

function program({ goModules, bytes = 0, ...input }: LeftProgram): FileInput {
  const go = goModules === undefined ? {} : { go: { version: 'go1.22.0', path: 'app', modules: goModules } };
  return { content: elf({ type: 2, ...input, ...go, gap: bytes }), mode: 0o755 };
}

/** What the last stage's instructions set. */
function configOf(dockerfile: string): ConfigInput {
  const last = (keyword: string) =>
    parseDockerfile(dockerfile, 'Dockerfile')
      .stages.at(-1)!
      .instructions.findLast(({ ref }) => ref.keyword === keyword)?.source.rest;
  const [user, workingDir, cmd, entrypoint, env] = ['USER', 'WORKDIR', 'CMD', 'ENTRYPOINT', 'ENV'].map(last);
  const probe = /^CMD (.*)$/.exec(last('HEALTHCHECK') ?? '')?.[1];
  return {
    ...(user !== undefined && { user }),
    ...(probe !== undefined && { healthcheck: ['CMD-SHELL', probe] }),
    workingDir: workingDir ?? '/',
    ...(cmd !== undefined && { cmd: parseExecForm(cmd) ?? ['/bin/sh', '-c', cmd] }),
    ...(entrypoint !== undefined && { entrypoint: parseExecForm(entrypoint) ?? [] }),
    ...(env !== undefined && { env: [env] }),
  };
}

const NO_IGNORE_FILE = { path: '.dockerignore', text: '' };

type Case = Omit<RemedyExample, 'after'>;

/** What the remedies propose for a real finding of a real ledger. */
export function proposalsFor(
  { rule, subject, leaves, before, base: more = [] }: Case,
  ignoreFile = NO_IGNORE_FILE,
) {
  const making = parseDockerfile(before, 'Dockerfile')
    .stages.at(-1)!
    .instructions.filter(({ ref }) => /^(RUN|COPY|ADD)$/.test(ref.keyword));
  const own = making.map(({ ref }) => leftLayer(leaves[ref.line] ?? []));
  const base = [leftLayer([{ path: '/bin/sh', program: {} }, ...more])];
  const ledger = ledgerOf({ base, own, dockerfile: before, config: configOf(before) });
  const findings = scan(ledger);
  const finding = findings.find((found) => found.ruleId === rule && found.subject === subject);
  const found = findings.map(({ ruleId, subject: other }) => `${ruleId}: ${other}`);
  if (finding === undefined) throw new Error(`${rule}: ${subject} is not among ${found.join(', ')}`);
  const project: Project = {
    dockerfile: { path: 'Dockerfile', ...placeInstructions(before, 'Dockerfile') },
    ignoreFile,
  };
  const candidates = REMEDIES.filter(({ rules }) => rules.includes(rule));
  const proposals = candidates.map((remedy) =>
    remedy.propose({ ...project, ledger, finding, findings, runtimeBases: {} }),
  );
  return { project, proposals: proposals.find((ways) => ways.length > 0) ?? [] };
}

/** The text of the one file that a proposal changes. */
function textAfter(project: Project, { edits }: Proposal): string {
  const [file] = new Set(edits.map((edit) => edit.file));
  const text = file === project.dockerfile.path ? project.dockerfile.text : project.ignoreFile.text;
  return applyEdits(text, edits);
}

/** Texts of the file that each proposal changes, the best first. */
export function fixed(example: Case, ignoreFile = NO_IGNORE_FILE): readonly string[] {
  const { project, proposals } = proposalsFor(example, ignoreFile);
  return proposals.map((proposal) => textAfter(project, proposal));
}
