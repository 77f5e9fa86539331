import { createHash } from 'node:crypto';
import { finalStage, type FinalStage } from '../../src/dockerfile/final-stage.ts';
import type { InstructionRef, LayerOrigin } from '../../src/dockerfile/instruction.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { startInstructions } from '../../src/dockerfile/start-instructions.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import type { ConfigPart } from '../../src/ledger/config-fields.ts';
import type { Ledger, RepositoryTree } from '../../src/ledger/ledger.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import { RULES } from '../../src/rules/index.ts';
import type { LedgerFile, Rule } from '../../src/rules/rule.ts';
import { createLedgerFile } from '../../src/scan/ledger-file.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { image, type ConfigInput, type LayerInput } from '../helpers/image-builder.ts';

/** An image as a rule's test describes it; an own layer may name the instruction that made it. */
export type ImageInput = {
  readonly base?: readonly LayerInput[];
  readonly own?: readonly (LayerInput | { readonly layer: LayerInput; readonly text: string })[];
  readonly config?: ConfigInput;
  /** Tracked path to content. */
  readonly repository?: Readonly<Record<string, string>>;
  readonly baseName?: string;
  /** Whole text: the own layers are those of its last stage's `RUN`, `COPY` and `ADD`, in order. */
  readonly dockerfile?: string;
};

/** The image's ledger, made by the real reader, ownership and classes. */
export function ledgerOf({
  base = [],
  own = [],
  config,
  repository,
  baseName = 'base:1',
  dockerfile,
}: ImageInput): Ledger {
  const stage = dockerfile === undefined ? null : lastStage(dockerfile);
  const making = stage?.instructions.filter(({ keyword }) => /^(RUN|COPY|ADD)$/.test(keyword));
  const tree = repository === undefined ? null : repositoryTree(repository);
  const layers = [...base, ...own.map((each) => ('tar' in each ? each : each.layer))];
  const whole = image(layers, config, { required: { ...requiredContent(tree), contentSums: 'large' } });
  const catalog = catalogLayers(whole.layers.map(({ table }) => table));
  const origins: readonly LayerOrigin[] = [
    ...base.map(() => ({ kind: 'base-image', from: instruction(1, `FROM ${baseName}`) }) as const),
    ...own.map((each, index) => {
      const made = making?.[index];
      if (made !== undefined) return { kind: 'instruction', instruction: made } as const;
      const text = 'tar' in each ? `COPY layer${index} /` : each.text;
      return { kind: 'instruction', instruction: instruction(index + 2, text) } as const;
    }),
  ];
  const ownership = resolveOwnership(catalog);
  return buildLedger({
    image: whole,
    catalog,
    origins,
    ownership,
    repository: tree,
    baseName: stage?.baseName ?? baseName,
    dockerfile: 'Dockerfile',
    ...(stage !== null && { buildSteps: stage.buildSteps, start: startInstructions(stage.instructions) }),
  });
}

function lastStage(text: string): FinalStage {
  return finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs: [] });
}

function instruction(line: number, text: string): InstructionRef {
  return {
    dockerfile: 'Dockerfile',
    line,
    endLine: line,
    keyword: text.split(' ', 1)[0] ?? '',
    stage: '0',
    text,
  };
}

function repositoryTree(files: Readonly<Record<string, string>>): RepositoryTree {
  const pathsByBlob = new Map<string, string[]>();
  for (const [path, text] of Object.entries(files)) {
    const blob = createHash('sha1')
      .update(`blob ${Buffer.byteLength(text)}\0${text}`)
      .digest('hex');
    pathsByBlob.set(blob, [...(pathsByBlob.get(blob) ?? []), path]);
  }
  return { sizes: new Set(Object.values(files).map((text) => Buffer.byteLength(text))), pathsByBlob };
}

/** An own, unowned, visible regular file. */
export function fileAt(path: string, changes: Partial<LedgerFile> = {}): LedgerFile {
  return {
    path,
    type: 'regular',
    size: 1,
    mode: 0o644,
    visibility: 'visible',
    fileClass: 'other',
    owner: undefined,
    facts: undefined,
    repositoryTwin: undefined,
    isInherited: false,
    startText: '',
    hasSibling: () => false,
    ...changes,
  };
}

/** `rule: subject` of all that the rules (all of them by default) say about a ledger, ascending, each once. */
export function reportOf(ledger: Ledger, rules: readonly Rule[] = RULES): readonly string[] {
  const reported = new Set<string>();
  for (const rule of rules) {
    for (const subject of subjectsOf(ledger, rule)) reported.add(`${rule.id}: ${subject}`);
  }
  return [...reported].sort();
}

/** Key of each part of the configuration that a rule has to declare. The history is read for every field, to find what set it. */
const CONFIG_KEYS: Readonly<Record<string, ConfigPart>> = {
  env: 'environment',
  labels: 'labels',
  user: 'user',
  entrypoint: 'entrypoint',
  cmd: 'command',
  workingDir: 'working-directory',
  volumes: 'volumes',
  healthcheck: 'healthcheck',
};

/** The same ledger, whose configuration throws where the rule looks at a part that it does not declare. */
function asDeclared(ledger: Ledger, { id, looksAt = [] }: Rule): Ledger {
  const config = new Proxy(ledger.config, {
    get: (target, key) => {
      const part = CONFIG_KEYS[String(key)];
      if (part !== undefined && !looksAt.includes(part)) throw new Error(`${id} looks at ${part}, too`);
      return Reflect.get(target, key) as unknown;
    },
  });
  return { ...ledger, config };
}

function subjectsOf(whole: Ledger, rule: Rule): readonly string[] {
  const ledger = asDeclared(whole, rule);
  if (rule.kind === 'ledger') return rule.inspect(ledger).map(({ subject }) => subject);
  const file = createLedgerFile(ledger);
  const rows = Array.from({ length: ledger.catalog.rowCount }, (_, row) => row);
  return rows.flatMap((row) => {
    file.moveTo(row);
    return rule.match(file)?.subject ?? [];
  });
}
