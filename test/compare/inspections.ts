import { catalogLayers } from '../../src/files/build-catalog.ts';
import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { splitFlags } from '../../src/dockerfile/instruction-text.ts';
import { finalStage, type FinalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import type { InstructionRef, LayerOrigin } from '../../src/dockerfile/instruction.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import type { Rule, Severity } from '../../src/rules/rule.ts';
import { defineFileRule } from '../../src/rules/rule.ts';
import { sourceMap } from '../../src/rules/source-map.ts';
import { scan } from '../../src/scan/scan.ts';
import type { Inspection } from '../../src/scan/finding.ts';
import { image, layer } from '../helpers/image-builder.ts';
import type { FileInputs } from '../helpers/image-builder.ts';

/** A layer of a small image: the files, and the Dockerfile line that added them (none: it came with the base image). */
export type LayerSketch = { readonly files: FileInputs; readonly by?: Partial<InstructionRef> };

const FROM: InstructionRef = {
  dockerfile: 'Dockerfile',
  line: 1,
  endLine: 1,
  keyword: 'FROM',
  stage: '0',
  text: 'FROM debian:12',
};

export function instruction(line: number, text: string): InstructionRef {
  return {
    ...FROM,
    line,
    endLine: line,
    keyword: text.split(' ')[0] ?? '',
    text,
    digest: `digest of ${text}`,
  };
}

const base = { since: '1.0.0', examples: { catches: [], ignores: [] } };

/** A thing: everything below `/usr/local/go`. */
const goTool = defineFileRule({
  ...base,
  id: 'go-toolchain',
  category: 'build-tool',
  headline: 'Go toolchain',
  severity: 'error',
  fix: 'Build in another stage and copy the program',
  evidence: 'thing',
  match: ({ path }) =>
    path.startsWith('/usr/local/go/') ? { subject: 'Go toolchain', version: '1.22' } : undefined,
});

/** User files: everything that ends in `.secret`. */
const secrets = defineFileRule({
  ...base,
  id: 'secret-file',
  category: 'secret',
  headline: 'secret',
  severity: 'error',
  fix: 'Mount it',
  evidence: 'user-files',
  match: ({ path }) => (path.endsWith('.secret') ? { subject: 'secrets of this test' } : undefined),
});

/** A warning. */
const cache = defineFileRule({
  ...base,
  id: 'package-cache',
  category: 'waste',
  headline: 'cache',
  severity: 'warning',
  fix: 'Empty it',
  evidence: 'user-files',
  match: ({ path }) => (path.startsWith('/var/cache/') ? { subject: 'cache' } : undefined),
});

/** A program that cannot start. */
const lame = defineFileRule({
  ...base,
  id: 'missing-library',
  category: 'broken-stage',
  headline: 'lame',
  severity: 'error',
  fix: 'Copy the library',
  evidence: 'thing',
  match: ({ path }) => (path === '/app/lame' ? { subject: 'lame' } : undefined),
});

const TEST_RULES: readonly Rule[] = [goTool, secrets, cache, lame, sourceMap];

/** As in a run of the gate, images that are compared share it. */
const PATHS = createPathTable();

/** A whole inspection of a small image, by the real catalog, ledger and scan. */
export function inspect(
  sketches: readonly LayerSketch[],
  severities: (rule: Rule) => Severity | 'off' = (rule) => rule.severity,
): Inspection {
  const opened = image(
    sketches.map(({ files }) => layer(files)),
    {},
    { paths: PATHS },
  );
  const catalog = catalogLayers(opened.layers.map(({ table }) => table));
  const ledger = buildLedger({
    image: opened,
    catalog,
    origins: sketches.map(toOrigin),
    ownership: resolveOwnership(catalog),
    repository: null,
    baseName: 'debian:12',
    dockerfile: 'Dockerfile',
  });
  const rules = TEST_RULES.flatMap((rule) => {
    const severity = severities(rule);
    return severity === 'off' ? [] : [{ ...rule, severity }];
  });
  return { ledger, findings: scan(ledger, rules) };
}

function toOrigin({ by }: LayerSketch): LayerOrigin {
  if (by === undefined) return { kind: 'base-image', from: FROM };
  return { kind: 'instruction', instruction: { ...instruction(3, 'RUN make'), ...by } };
}

/** An image as a builder makes it of a Dockerfile: `layers` are what its RUN, COPY and ADD instructions add, in order. */
export type Built = {
  readonly dockerfile: string;
  readonly base: FileInputs;
  readonly layers: readonly FileInputs[];
  /** Contents of the repository's files. */
  readonly tracked?: readonly string[];
};

/** An inspection of what a builder made, attributed as the gate does it. */
export function inspectBuilt({ dockerfile, base, layers, tracked = [] }: Built): Inspection {
  const stage = finalStage(parseDockerfile(dockerfile, 'Dockerfile'), { buildArgs: [] });
  const opened = image(
    [base, ...layers].map((files) => layer(files)),
    { history: [{ created_by: 'ADD rootfs / # buildkit' }, ...stage.ownInstructions.map(toHistory)] },
    {
      paths: PATHS,
      required: {
        wantsContent: () => false,
        gitBlobSizes: new Set(tracked.map((content) => content.length)),
        contentSums: true,
      },
    },
  );
  const catalog = catalogLayers(opened.layers.map(({ table }) => table));
  const ledger = buildLedger({
    image: opened,
    catalog,
    origins: attributeLayers({ config: opened.config, finalStage: stage, baseDiffIDs: null }),
    ownership: resolveOwnership(catalog),
    repository: null,
    baseName: stage.baseName,
    dockerfile: 'Dockerfile',
    buildSteps: stage.buildSteps,
  });
  return { ledger, findings: scan(ledger, TEST_RULES) };
}

function toHistory({ ref, source }: FinalStage['ownInstructions'][number]) {
  const { rest } = splitFlags(source.command);
  const command = ref.keyword === 'RUN' ? `/bin/sh -c ${rest}` : rest;
  return {
    created_by: `${ref.keyword} ${command} # buildkit`,
    empty_layer: !['RUN', 'COPY', 'ADD'].includes(ref.keyword),
  };
}
