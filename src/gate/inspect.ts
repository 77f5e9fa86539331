import { type BaseImage, baseImageOf } from '../dockerfile/base-image.ts';
import { attributeLayers } from '../dockerfile/attribute.ts';
import type { FinalStage } from '../dockerfile/final-stage.ts';
import { finalStage } from '../dockerfile/final-stage.ts';
import { parseDockerfile } from '../dockerfile/stages.ts';
import { startInstructions } from '../dockerfile/start-instructions.ts';
import { GateError } from '../errors.ts';
import { catalogLayers } from '../files/build-catalog.ts';
import type { Image } from '../image/image.ts';
import type { BuildProvenance } from '../image/provenance.ts';
import { recordedStart } from '../image/recorded-start.ts';
import { recordedLayers, type RecordedLayer } from '../image/recorded-layers.ts';
import { buildLedger } from '../ledger/build-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { resolveOwnership } from '../packages/ownership.ts';
import type { GatePorts, Subject } from './ports.ts';

/** One image, opened and attributed: every byte has a layer, an origin, an owner and a class. */
export type Inspected = { readonly image: Image; readonly ledger: Ledger };

/** Catalogs the files of an opened image layer by layer and attributes every byte. */
export async function inspectImage(subject: Subject, image: Image, ports: GatePorts): Promise<Inspected> {
  const catalog = catalogLayers(image.layers.map((layer) => layer.table));
  const { stage, recorded, provenance } = makingOf(image, subject);
  const base = baseImageOf(
    stage,
    { recorded: provenance && recordedStart(provenance), logged: subject.starts ?? [] },
    subject.buildContexts,
  );
  const baseDiffIDs = await readBaseDiffIDs({ subject, image, base }, ports);
  const ledger = buildLedger({
    image,
    catalog,
    origins: attributeLayers({
      config: image.config,
      finalStage: stage,
      baseDiffIDs,
      recorded,
    }),
    ownership: resolveOwnership(catalog),
    repository: subject.repository,
    baseName: base.name,
    dockerfile: subject.dockerfile?.path ?? null,
    recipe: stage && stage.recipe,
    start: startInstructions(stage?.instructions ?? []),
  });
  return { image, ledger };
}

/** The Dockerfile's final stage, and what the builder recorded of each layer. */
type Making = {
  readonly stage: FinalStage | null;
  readonly recorded: readonly (RecordedLayer | null)[];
  readonly provenance: BuildProvenance | null;
};

function makingOf(image: Image, subject: Subject): Making {
  const provenance = image.provenance ?? subject.provenance ?? null;
  return {
    stage: subject.dockerfile ? stageOf(subject.dockerfile, subject) : recordedStage(provenance),
    recorded: provenance === null ? [] : recordsOf(image, provenance, subject),
    provenance,
  };
}

/** What the builder recorded of each layer. Its lines count where it read the very Dockerfile that is at hand. */
function recordsOf(
  { layers }: Image,
  provenance: BuildProvenance,
  { dockerfile }: Subject,
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

function stageOf({ text, path }: NonNullable<Subject['dockerfile']>, subject: Subject): FinalStage {
  return finalStage(parseDockerfile(text, path), {
    ...(subject.target !== undefined && { target: subject.target }),
    ...(subject.platform && { platform: subject.platform }),
    buildArgs: subject.buildArgs,
    buildContexts: subject.buildContexts,
  });
}

type Based = { readonly subject: Subject; readonly image: Image; readonly base: BaseImage };

async function readBaseDiffIDs({ subject, image, base }: Based, ports: GatePorts) {
  if (base.name === 'scratch') return [];
  if (base.name === null && subject.base === undefined) return null;
  const { diffIDs } = image.config;
  return ports.baseDiffIDs(subject, base, (own) =>
    own.every((diffID, ordinal) => diffID === diffIDs[ordinal]),
  );
}
