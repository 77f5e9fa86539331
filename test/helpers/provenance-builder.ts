/** A build that an SLSA statement describes, in BuildKit's words. */
export type RecordedBuild = {
  readonly dockerfile: string;
  readonly steps: readonly RecordedStep[];
  /** Build arguments and the stage, as a frontend's arguments. */
  readonly args?: Readonly<Record<string, string>>;
  readonly materials?: readonly { readonly uri: string; readonly digest: string }[];
};

export type RecordedStep = {
  readonly id: string;
  readonly operation: object | null;
  readonly inputs?: readonly string[];
  /** Lines of each instruction that asked for it. */
  readonly lines?: readonly (readonly number[])[];
  readonly layers?: readonly string[];
};

export type StatementVersion = 'v0.2' | 'v1';

export const IMAGE_SOURCE = { source: { identifier: 'docker-image://docker.io/library/alpine:3' } };

/** An in-toto statement as BuildKit 0.12 (v0.2) and 0.24 (v1) write it; the shapes were taken from real builds. */
export function statementOf(
  build: RecordedBuild,
  version: StatementVersion,
): Readonly<Record<string, unknown>> {
  return {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: `https://slsa.dev/provenance/${version}`,
    subject: [{ name: 'pkg:docker/app@1', digest: { sha256: '1'.repeat(64) } }],
    predicate: version === 'v1' ? predicateV1(build) : predicateV02(build),
  };
}

/** The predicate alone, as buildx writes it into a metadata file. */
export function predicateV02(build: RecordedBuild): Readonly<Record<string, unknown>> {
  return {
    builder: { id: '' },
    buildType: 'https://mobyproject.org/buildkit@v1',
    materials: toMaterials(build),
    invocation: {
      configSource: { entryPoint: 'Dockerfile' },
      parameters: { frontend: 'dockerfile.v0', args: { ...build.args } },
      environment: { platform: 'linux/amd64' },
    },
    buildConfig: toBuildConfig(build),
    metadata: {
      buildInvocationID: 'x',
      completeness: { parameters: true, environment: true, materials: false },
      'https://mobyproject.org/buildkit@v1#metadata': toRecord(build),
    },
  };
}

function predicateV1(build: RecordedBuild): Readonly<Record<string, unknown>> {
  return {
    buildDefinition: {
      buildType: 'https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md',
      externalParameters: {
        configSource: { path: 'Dockerfile' },
        request: { frontend: 'dockerfile.v0', args: { ...build.args } },
      },
      internalParameters: { buildConfig: toBuildConfig(build), builderPlatform: 'linux/amd64' },
      resolvedDependencies: toMaterials(build),
    },
    runDetails: {
      builder: { id: '' },
      metadata: { invocationID: 'x', buildkit_metadata: toRecord(build) },
    },
  };
}

function toMaterials({ materials = [] }: RecordedBuild) {
  return materials.map(({ uri, digest }) => ({ uri, digest: { sha256: digest } }));
}

function toBuildConfig({ steps }: RecordedBuild) {
  return {
    llbDefinition: steps.map(({ id, operation, inputs }) => ({
      id,
      op: operation && { Op: operation, constraints: {} },
      ...(inputs && { inputs: inputs.map((input) => `${input}:0`) }),
    })),
    digestMapping: {},
  };
}

function toRecord({ dockerfile, steps }: RecordedBuild) {
  const layers = steps.flatMap(({ id, layers: chain }) =>
    chain ? [[`${id}:0`, [chain.map((digest) => ({ mediaType: 'x', digest, size: 1 }))]] as const] : [],
  );
  const locations = steps.map(({ id, lines }) => {
    const found = lines?.map((all) => ({
      ranges: all.map((line) => ({ start: { line }, end: { line } })),
    }));
    return [id, found ? { locations: found } : {}] as const;
  });
  const data = Buffer.from(dockerfile).toString('base64');
  return {
    source: {
      infos: [{ filename: 'Dockerfile', language: 'Dockerfile', data, digestMapping: {} }],
      locations: Object.fromEntries(locations),
    },
    layers: Object.fromEntries(layers),
  };
}
