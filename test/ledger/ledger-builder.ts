import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { InstructionRef, LayerOrigin } from '../../src/dockerfile/instruction.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import type { PathTable } from '../../src/files/table/path-table.ts';
import type { Ledger, RepositoryTree } from '../../src/ledger/ledger.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import { requiredContent } from '../../src/scan/required-files.ts';
import { image, type ConfigInput, type LayerInput } from '../helpers/image-builder.ts';

/** An instruction of the last stage at a line. */
export function instruction(line: number, text = `RUN line ${line}`): InstructionRef {
  return {
    dockerfile: 'Dockerfile',
    line,
    endLine: line,
    keyword: text.split(' ')[0]!,
    stage: '1',
    text,
    digest: `digest of ${text}`,
  };
}

export const FROM: LayerOrigin = { kind: 'base-image', from: instruction(1, 'FROM debian:bookworm-slim') };

/** A ledger of layers of which the first `base` came with the base image; the others are of lines 10, 11, … */
export function ledger(
  layers: readonly LayerInput[],
  options: {
    readonly base?: number;
    readonly origins?: readonly LayerOrigin[];
    readonly repository?: RepositoryTree;
    readonly config?: ConfigInput;
    /** Of another ledger that it is compared with. */
    readonly paths?: PathTable;
  } = {},
): Ledger {
  const repository = options.repository ?? null;
  const made = image(layers, options.config, {
    required: requiredContent(repository),
    ...(options.paths && { paths: options.paths }),
  });
  const catalog = catalogLayers(made.layers.map(({ table }) => table));
  const base = options.base ?? 0;
  const origins =
    options.origins ??
    layers.map((_, index): LayerOrigin =>
      index < base ? FROM : { kind: 'instruction', instruction: instruction(10 + index - base) },
    );
  return buildLedger({
    image: made,
    catalog,
    origins,
    ownership: resolveOwnership(catalog),
    repository,
    baseName: 'debian:bookworm-slim',
    dockerfile: 'Dockerfile',
  });
}

/** dpkg's status and file lists of packages: name to files, all of version 1.0-1. */
export function dpkg(
  packages: Readonly<
    Record<string, { readonly files: readonly string[]; readonly depends?: string; readonly more?: string }>
  >,
): Record<string, string> {
  const status = Object.entries(packages).map(
    ([name, { depends, more }]) =>
      `Package: ${name}\nStatus: install ok installed\nVersion: 1.0-1\nArchitecture: amd64\n${depends === undefined ? '' : `Depends: ${depends}\n`}${more ?? ''}`,
  );
  const lists = Object.entries(packages).map(([name, { files }]): readonly [string, string] => [
    `/var/lib/dpkg/info/${name}.list`,
    `/.\n/usr\n${files.join('\n')}\n`,
  ]);
  return Object.fromEntries<string>([['/var/lib/dpkg/status', `${status.join('\n')}\n`], ...lists]);
}

/** Row of a path in a layer; fails where there is none. */
export function rowOf({ catalog }: Ledger, path: string, layer = catalog.layerCount - 1): number {
  for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1) {
    if (catalog.path(row) === path) return row;
  }
  throw new Error(`no row of ${path} in layer ${layer}`);
}
