import { isDigest, type Digest } from '../digest.ts';

/**
 * What a builder recorded of an image's making, as far as it is needed: places in the Dockerfile, never arguments, secrets or
 * environment. https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-provenance.md
 */
export type BuildProvenance = {
  /** The Dockerfile as the builder read it; null where it is not recorded (`mode=min`). */
  readonly dockerfile: { readonly name: string; readonly text: string } | null;
  /** Stage that was asked for; absent: the last one. */
  readonly target?: string;
  readonly steps: readonly ProvenanceStep[];
  /** Images that the build used. */
  readonly materials: readonly { readonly uri: string; readonly digest: Digest }[];
};

/** One step of the build. */
export type ProvenanceStep = {
  /** Unique. */
  readonly id: string;
  /** True for a step that fetched an image: its layers are that image's. */
  readonly isImage: boolean;
  /** The image that it fetched, where it fetched one: name and digest as BuildKit writes them. */
  readonly image?: string;
  /** ID of the step whose files it changes; absent: of none. */
  readonly below?: string;
  /** IDs of the steps that it builds on, each once. */
  readonly inputs: readonly string[];
  /** First line of each instruction that asked for it, from 1; equal instructions of several stages are one step. */
  readonly lines: readonly number[];
  /** Digests of the layer blobs that each output consists of, bottom first: the last one is the step's own. */
  readonly chains: readonly (readonly Digest[])[];
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * JSON of an in-toto statement or of its SLSA predicate, v0.2 or v1, to what BuildKit recorded; null where it is none of
 * BuildKit's. What is damaged or unknown in it is left out. https://slsa.dev/spec/v1.0/provenance
 */
export function toProvenance(json: unknown): BuildProvenance | null {
  const statement = fields(json);
  const predicate = 'predicate' in statement ? fields(statement['predicate']) : statement;
  const parts = 'buildDefinition' in predicate ? partsOfV1(predicate) : partsOfV02(predicate);
  if (parts === null) return null;
  const target = text(parts.args['target']);
  return {
    dockerfile: recordedDockerfile(parts.record),
    ...(target !== undefined && { target }),
    steps: toSteps(parts),
    materials: toMaterials(parts.materials),
  };
}

/** The same parts in both versions. */
type Parts = {
  readonly args: Fields;
  readonly buildConfig: Fields;
  /** BuildKit's own record: `source` and `layers`. */
  readonly record: Fields;
  readonly materials: unknown;
};

const V02_BUILD_TYPE = 'https://mobyproject.org/buildkit@v1';
const V02_RECORD = 'https://mobyproject.org/buildkit@v1#metadata';

function partsOfV02(predicate: Fields): Parts | null {
  if (predicate['buildType'] !== V02_BUILD_TYPE) return null;
  return {
    args: fields(fields(fields(predicate['invocation'])['parameters'])['args']),
    buildConfig: fields(predicate['buildConfig']),
    record: fields(fields(predicate['metadata'])[V02_RECORD]),
    materials: predicate['materials'],
  };
}

function partsOfV1(predicate: Fields): Parts | null {
  const definition = fields(predicate['buildDefinition']);
  if (!/buildkit/.test(text(definition['buildType']) ?? '')) return null;
  return {
    args: fields(fields(fields(definition['externalParameters'])['request'])['args']),
    buildConfig: fields(fields(definition['internalParameters'])['buildConfig']),
    record: fields(fields(fields(predicate['runDetails'])['metadata'])['buildkit_metadata']),
    materials: definition['resolvedDependencies'],
  };
}

/** Names that can be shown as they are. */
const PLAIN_NAME = /^[\w.@+-]{1,100}$/;

/** The first source is the Dockerfile; others are those of remote definitions. */
function recordedDockerfile(record: Fields): BuildProvenance['dockerfile'] {
  const source = fields(list(fields(record['source'])['infos'])[0]);
  const [name, data] = [text(source['filename']), text(source['data'])];
  if (name === undefined || data === undefined || source['language'] !== 'Dockerfile') return null;
  return {
    name: PLAIN_NAME.test(name) ? name : 'Dockerfile',
    text: Buffer.from(data, 'base64').toString('utf8'),
  };
}

function toSteps({ buildConfig, record }: Parts): readonly ProvenanceStep[] {
  const locations = fields(fields(record['source'])['locations']);
  const chains = chainsByStep(fields(record['layers']));
  return [...stepsByID(buildConfig)].map(([id, step]) => ({
    id,
    ...originOf(step),
    inputs: [...new Set(list(step['inputs']).map((input) => stepID(text(input) ?? '')))],
    lines: Object.hasOwn(locations, id) ? toLines(fields(locations[id])) : [],
    chains: chains.get(id) ?? [],
  }));
}

/** The first of each ID: all that is said of an ID would otherwise be looked at once more for each of its steps. */
function stepsByID(buildConfig: Fields): ReadonlyMap<string, Fields> {
  const steps = new Map<string, Fields>();
  for (const item of list(buildConfig['llbDefinition'])) {
    const step = fields(item);
    const id = text(step['id']);
    if (id !== undefined && !steps.has(id)) steps.set(id, step);
  }
  return steps;
}

function originOf(step: Fields): Pick<ProvenanceStep, 'isImage' | 'image' | 'below'> {
  const operation = fields(fields(step['op'])['Op']);
  const identifier = text(fields(operation['source'])['identifier']) ?? '';
  const image = /^docker-image:\/\/(.+)$/.exec(identifier)?.[1];
  const below = text(list(step['inputs'])[rootInput(operation)]);
  return {
    isImage: /^(docker-image|oci-layout):\/\//.test(identifier),
    ...(image !== undefined && { image }),
    ...(below !== undefined && { below: stepID(below) }),
  };
}

/** Which input has the files that an operation changes. https://github.com/moby/buildkit/blob/master/solver/pb/ops.proto */
function rootInput(operation: Fields): number {
  const mounts = list(fields(operation['exec'])['mounts']).map(fields);
  const root =
    mounts.find((mount) => mount['dest'] === '/') ?? fields(list(fields(operation['file'])['actions'])[0]);
  const input = root['input'];
  return typeof input === 'number' && Number.isSafeInteger(input) ? input : 0;
}

/** Outputs are named `STEP:INDEX`. */
function stepID(output: string): string {
  return output.replace(/:\d+$/, '');
}

function chainsByStep(layers: Fields): ReadonlyMap<string, readonly (readonly Digest[])[]> {
  const found = new Map<string, (readonly Digest[])[]>();
  for (const [output, chains] of Object.entries(layers)) {
    const id = stepID(output);
    const known = found.get(id) ?? [];
    for (const chain of list(chains)) known.push(toChain(chain));
    found.set(id, known);
  }
  return found;
}

/** A chain with a hole in it says nothing. */
function toChain(chain: unknown): readonly Digest[] {
  const digests = list(chain).map((descriptor) => text(fields(descriptor)['digest']) ?? '');
  return digests.every(isDigest) ? digests : [];
}

/** Most instructions of one step that are looked at. */
const MAX_INSTRUCTIONS = 1000;

/** BuildKit writes a range for each line of an instruction; locations of other sources than the Dockerfile have an index. */
function toLines(found: Fields): readonly number[] {
  return list(found['locations'])
    .slice(0, MAX_INSTRUCTIONS)
    .flatMap((item) => {
      const location = fields(item);
      if ((location['sourceIndex'] ?? 0) !== 0) return [];
      const lines = list(location['ranges']).flatMap((range) => {
        const line = fields(fields(range)['start'])['line'];
        return typeof line === 'number' && Number.isSafeInteger(line) ? [line] : [];
      });
      return lines.length === 0 ? [] : [lines.reduce((first, line) => Math.min(first, line))];
    });
}

function toMaterials(materials: unknown): BuildProvenance['materials'] {
  return list(materials).flatMap((item) => {
    const material = fields(item);
    const uri = text(material['uri']) ?? '';
    const digest = `sha256:${text(fields(material['digest'])['sha256']) ?? ''}`;
    // Sources from git or the web may carry credentials in their addresses.
    return /^pkg:(docker|oci)\//.test(uri) && isDigest(digest) ? [{ uri, digest }] : [];
  });
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
