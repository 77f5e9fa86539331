import { attributeLayers } from './dockerfile/attribute.ts';
import { finalStage, parseDockerfile } from './dockerfile/stages.ts';
import { catalogLayers } from './files/build-catalog.ts';
import type { Image } from './image/image.ts';
import { buildLedger } from './ledger/build-ledger.ts';
import type { Ledger } from './ledger/ledger.ts';
import { resolveOwnership } from './packages/ownership.ts';
import type { GatePorts, Reading, Subject } from './ports.ts';

/** One image, opened and attributed: every byte has a layer, an origin, an owner and a class. */
export type Inspected = { readonly image: Image; readonly ledger: Ledger };

/** Opens an image, catalogs its files layer by layer and attributes every byte. */
export async function inspectImage(subject: Subject, reading: Reading, ports: GatePorts): Promise<Inspected> {
  const image = await ports.openImage(subject, reading);
  const catalog = catalogLayers(image.layers.map((layer) => layer.table));
  const stage = stageOf(subject);
  const baseName = stage?.baseName ?? null;
  const baseDiffIDs = await readBaseDiffIDs(subject, baseName, ports);
  const ledger = buildLedger({
    image,
    catalog,
    origins: attributeLayers({ config: image.config, finalStage: stage, baseDiffIDs }),
    ownership: resolveOwnership(catalog),
    repository: subject.repository,
    baseName,
    dockerfile: subject.dockerfile?.path ?? null,
  });
  return { image, ledger };
}

function stageOf(subject: Subject) {
  if (subject.dockerfile === null) return null;
  const dockerfile = parseDockerfile(subject.dockerfile.text, subject.dockerfile.path);
  return finalStage(dockerfile, {
    ...(subject.target !== undefined && { target: subject.target }),
    ...(subject.platform && { platform: subject.platform }),
    buildArgs: subject.buildArgs,
    buildContexts: subject.buildContexts,
  });
}

async function readBaseDiffIDs(subject: Subject, baseName: string | null, ports: GatePorts) {
  if (baseName === 'scratch') return [];
  if (baseName === null && subject.base === undefined) return null;
  return ports.baseDiffIDs(subject, baseName ?? '');
}
