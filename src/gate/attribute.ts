import { type BaseImage, baseImageOf } from '../dockerfile/base-image.ts';
import { attributeHistory, attributeLayers } from '../dockerfile/attribute.ts';
import type { FinalStage } from '../dockerfile/final-stage.ts';
import { finalStage } from '../dockerfile/final-stage.ts';
import { parseDockerfile } from '../dockerfile/stages.ts';
import { startInstructions } from '../dockerfile/start-instructions.ts';
import { GateError } from '../errors.ts';
import type { FileCatalog } from '../files/catalog.ts';
import type { Image } from '../image/image.ts';
import type { BuildProvenance } from '../image/provenance.ts';
import { recordedStart } from '../image/recorded-start.ts';
import { recordedLayers, type RecordedLayer } from '../image/recorded-layers.ts';
import { buildLedger } from '../ledger/build-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { resolveOwnership } from '../packages/ownership.ts';
import type { GatePorts, Side, Sides } from './ports.ts';

/** One image, opened and attributed: every byte has a layer, an origin, an owner and a class. */
export type Attributed = { readonly image: Image; readonly ledger: Ledger; readonly base: BaseImage };

/** Both images with their files. */
type Catalogued = {
  readonly made: Sides<Side>;
  readonly images: Sides<Image>;
  readonly catalogs: Sides<FileCatalog>;
};

/** Attributes every byte of both images, the baseline first. */
export async function attributeBytes(
  { made, images, catalogs }: Catalogued,
  ports: GatePorts,
): Promise<Sides<Attributed>> {
  const before = [made.baseline, images.baseline, catalogs.baseline] as const;
  const [side, image, catalog] = before;
  const baseline = side && image && catalog ? await attributeImage({ side, image, catalog }, ports) : null;
  const candidate = { side: made.candidate, image: images.candidate, catalog: catalogs.candidate };
  return { baseline, candidate: await attributeImage(candidate, ports) };
}

type Opened = { readonly side: Side; readonly image: Image; readonly catalog: FileCatalog };

async function attributeImage({ side, image, catalog }: Opened, ports: GatePorts): Promise<Attributed> {
  const { stage, recorded, provenance } = makingOf(image, side);
  const base = baseImageOf(
    stage,
    { recorded: provenance && recordedStart(provenance), logged: side.starts ?? [] },
    side.buildContexts,
  );
  const baseDiffIDs = await readBaseDiffIDs({ side, image, base }, ports);
  const evidence = { config: image.config, finalStage: stage, baseDiffIDs, recorded };
  const origins = attributeLayers(evidence);
  const ledger = buildLedger({
    image,
    catalog,
    origins,
    historyOrigins: attributeHistory(evidence, origins),
    ownership: resolveOwnership(catalog),
    repository: side.repository,
    baseName: base.name,
    dockerfile: side.dockerfile?.path ?? null,
    buildSteps: stage && stage.buildSteps,
    start: startInstructions(stage?.instructions ?? []),
  });
  return { image, ledger, base };
}

/** The Dockerfile's final stage, and what the builder recorded of each layer. */
type Making = {
  readonly stage: FinalStage | null;
  readonly recorded: readonly (RecordedLayer | null)[];
  readonly provenance: BuildProvenance | null;
};

function makingOf(image: Image, side: Side): Making {
  const provenance = image.provenance ?? side.provenance ?? null;
  return {
    stage: side.dockerfile ? stageOf(side.dockerfile, side) : recordedStage(provenance),
    recorded: provenance === null ? [] : recordsOf(image, provenance, side),
    provenance,
  };
}

/** What the builder recorded of each layer. Its lines count where it read the very Dockerfile that is at hand. */
function recordsOf(
  { layers }: Image,
  provenance: BuildProvenance,
  { dockerfile }: Side,
): readonly (RecordedLayer | null)[] {
  const records = recordedLayers(
    provenance,
    layers.map(({ digest }) => digest),
  );
  if (dockerfile === null || dockerfile.text === provenance.dockerfile?.text) return records;
  return records.map((record) => (record?.kind === 'step' ? { kind: 'step', lines: [] } : record));
}

/** The final stage of the Dockerfile that the builder recorded, where none was given and it can be parsed. */
function recordedStage(provenance: BuildProvenance | null): FinalStage | null {
  if (!provenance?.dockerfile) return null;
  const { target, dockerfile } = provenance;
  try {
    return finalStage(parseDockerfile(dockerfile.text, dockerfile.name), {
      ...(target !== undefined && { target }),
      buildArgs: [],
    });
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}

function stageOf({ text, path }: NonNullable<Side['dockerfile']>, side: Side): FinalStage {
  return finalStage(parseDockerfile(text, path), {
    ...(side.target !== undefined && { target: side.target }),
    ...(side.platform && { platform: side.platform }),
    buildArgs: side.buildArgs,
    buildContexts: side.buildContexts,
  });
}

type Based = { readonly side: Side; readonly image: Image; readonly base: BaseImage };

async function readBaseDiffIDs({ side, image, base }: Based, ports: GatePorts) {
  if (base.name === 'scratch') return [];
  if (base.name === null && side.base === undefined) return null;
  const { diffIDs } = image.config;
  return ports.baseDiffIDs(side, base, (own) => own.every((diffID, ordinal) => diffID === diffIDs[ordinal]));
}
