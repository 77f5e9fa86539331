import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { InstructionRef, LayerOrigin } from '../../src/dockerfile/instruction.ts';
import { createPathTable } from '../../src/files/path-table.ts';
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
  return { ...FROM, line, endLine: line, keyword: text.split(' ')[0] ?? '', text };
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

const TEST_RULES: readonly Rule[] = [goTool, secrets, cache, sourceMap];

/** A whole inspection of a small image, by the real catalog, ledger and scan. */
export function inspect(
  sketches: readonly LayerSketch[],
  severities: (rule: Rule) => Severity | 'off' = (rule) => rule.severity,
): Inspection {
  const opened = image(
    sketches.map(({ files }) => layer(files)),
    {},
    { paths: createPathTable() },
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
  return { ledger, findings: scan(ledger, TEST_RULES, severities) };
}

function toOrigin({ by }: LayerSketch): LayerOrigin {
  if (by === undefined) return { kind: 'base-image', from: FROM };
  return { kind: 'instruction', instruction: { ...instruction(3, 'RUN make'), ...by } };
}
