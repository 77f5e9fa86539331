import * as z from 'zod';
import { bytes, count, fingerprint, instruction, severity, status } from './schema-values.ts';

const configLocation = z
  .strictObject({
    kind: z.literal('config'),
    field: z.string().describe('`config.Env.NPM_TOKEN`, `config.Labels["a.b"]`, `history[3]`.'),
    instruction: instruction.nullable().describe('What set it; null where that is unknown.'),
  })
  .meta({ id: 'configLocation' });

const fileLocation = z.strictObject({
  kind: z.literal('file'),
  path: z.string(),
  layer: count,
  visibility: z.enum(['visible', 'overwritten', 'removed']),
  instruction: instruction.nullable(),
});

const location = z.discriminatedUnion('kind', [fileLocation, configLocation]);

const filePlace = fileLocation.extend({
  kind: z.enum(['file', 'directory']),
  files: count,
  bytes,
  layer: count.nullable().describe('Null if the files came with several instructions.'),
});
const place = z.discriminatedUnion('kind', [filePlace, configLocation]);

const reasonLink = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instruction'), instruction }),
  z.strictObject({
    kind: z.literal('file'),
    path: z.string().describe('A program that it was linked into.'),
  }),
  z.strictObject({ kind: z.literal('package'), purl: z.string() }),
]);

/** A finding of the report (docs/report.md, "Findings"). */
export const finding = z.strictObject({
  ruleId: z.string(),
  category: z.enum([
    'build-tool',
    'source',
    'secret',
    'base-image',
    'broken-stage',
    'context-leak',
    'dev-files',
    'waste',
    'admin-tool',
  ]),
  severity,
  status,
  inherited: z.boolean().describe('All evidence comes from the base image.'),
  subject: z.string(),
  version: z.string().nullable(),
  title: z.string().nullable().describe('Common name, if that is not the subject with its version.'),
  message: z.string(),
  bytes,
  files: count,
  packages: z
    .array(z.string())
    .describe('Package URLs: the tool first, then the packages that only it needs or recommends.'),
  because: z
    .array(reasonLink)
    .nullable()
    .describe(
      'Why the first package is there, what was asked for first; null if there is no package, or if no record says.',
    ),
  locations: z.array(location).max(20),
  locationsOmitted: count,
  places: z
    .array(place)
    .max(20)
    .describe(
      'Files, and directories that stand for those of their files that no other place names: the nearest to the thing first, then the largest.',
    ),
  place: z.string().nullable(),
  fix: z.string(),
  fingerprint,
  primary: instruction.nullable().describe('The instruction that a reader should look at.'),
  cause: z
    .enum(['change', 'rebuild', 'base'])
    .nullable()
    .describe('Why it was introduced or resolved; null if it persists.'),
});
