import * as z from 'zod';
import { isDigest } from '../../digest.ts';

const digest = z.string().refine(isDigest);
const bytes = z.int().nonnegative();
const texts = z.array(z.string());
const platform = z.strictObject({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().exactOptional(),
});

const config = z.strictObject({
  platform,
  user: z.string().exactOptional(),
  workingDir: z.string().exactOptional(),
  volumes: texts.exactOptional(),
  exposedPorts: texts.exactOptional(),
  stopSignal: z.string().exactOptional(),
  shell: texts.exactOptional(),
  onBuild: texts.exactOptional(),
  argsEscaped: z.boolean().exactOptional(),
  env: texts,
  entrypoint: texts,
  cmd: texts,
  healthcheck: texts.exactOptional(),
  healthcheckTimes: z
    .strictObject({
      interval: z.number().exactOptional(),
      timeout: z.number().exactOptional(),
      startPeriod: z.number().exactOptional(),
      startInterval: z.number().exactOptional(),
      retries: z.number().exactOptional(),
    })
    .exactOptional(),
  labels: z.record(z.string(), z.string()),
  diffIDs: z.array(digest),
  history: z.array(
    z.strictObject({
      createdBy: z.string().exactOptional(),
      comment: z.string().exactOptional(),
      created: z.string().exactOptional(),
      emptyLayer: z.boolean(),
    }),
  ),
});

const provenance = z.strictObject({
  dockerfile: z.strictObject({ name: z.string(), text: z.string() }).nullable(),
  target: z.string().exactOptional(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      isImage: z.boolean(),
      image: z.string().exactOptional(),
      below: z.string().exactOptional(),
      inputs: texts,
      lines: z.array(z.int()),
      chains: z.array(z.array(digest)),
    }),
  ),
  materials: z.array(z.strictObject({ uri: z.string(), digest })),
});

/** What a record says beside the rows of layers, as JSON. */
export const imageRecordSchema = z.strictObject({
  commit: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
  image: z.strictObject({
    imageID: digest,
    platform,
    config,
    provenance: provenance.exactOptional(),
  }),
  layers: z.array(
    z.strictObject({ diffID: digest, digest, transferBytes: bytes, transferEstimated: z.boolean() }),
  ),
  repository: z
    .strictObject({
      sizes: z.array(bytes),
      pathsByBlob: z.array(z.tuple([z.string().regex(/^[0-9a-f]{40}$/), texts])),
    })
    .nullable(),
  provenance: provenance.exactOptional(),
  starts: z.array(z.strictObject({ label: z.string(), name: z.string(), digest: digest.nullable() })),
  baseDiffIDs: z.array(digest).nullable(),
});
