import * as z from 'zod';
import { bytes, count, delta, fingerprint, repositoryPath } from './schema-values.ts';

const edit = z.strictObject({
  file: repositoryPath,
  start: count.describe('Where the change begins, in UTF-16 units from the start of the file.'),
  end: count.describe('Where it ends; the same as `start` if text is only added.'),
  replacement: z.string(),
});

const lineChange = z.strictObject({
  file: z.string().describe('Path relative to the repository.'),
  line: z.int().min(1).describe('The first of the lines before.'),
  before: z.array(z.string()).min(1).describe('Whole lines of the file, without line feeds.'),
  after: z.array(z.string()).describe('What they become; none if they only go.'),
});

const check = z.strictObject({
  id: z.enum(['parses', 'builds', 'mends', 'same', 'starts', 'runs', 'smaller']),
  state: z.enum(['passed', 'failed', 'skipped']),
  message: z.string(),
});

const listedLine = z.strictObject({
  text: z.string(),
  bytes: bytes
    .nullable()
    .describe('Of the layers whose instruction begins on this line; null if there is none.'),
});

const lines = z.array(z.string()).max(40).describe('The first lines, each once, without times and ids.');

const behaviour = z.strictObject({
  exitCode: z.int().nullable().describe('Null: it ran until it was stopped.'),
  answer: z
    .strictObject({ exitCode: z.int(), lines })
    .nullable()
    .describe('Of the probe; null if there is none, or it did not answer.'),
  ports: z.array(count).nullable().describe('TCP ports that it listened on; null if nobody could see them.'),
  lines,
});

const ran = z.strictObject({
  probe: z.enum(['healthcheck', 'policy', 'start']),
  denied: z.array(z.enum(['network', 'writing', 'capabilities', 'new privileges'])),
  unsteady: z
    .array(z.enum(['exit code', 'probe', 'answer', 'ports', 'output']))
    .describe('What differs between runs of the candidate, too, and was not compared.'),
  candidate: behaviour,
  fixed: behaviour,
});

/** A proven fix (docs/report.md, "Fixes"). */
export const fix = z.strictObject({
  fingerprints: z.array(fingerprint).describe('Findings that it mends.'),
  remedies: z.array(z.string()),
  edits: z
    .array(edit)
    .describe('All of them were proven together; a file that does not exist is an empty text.'),
  patch: z.string().describe('Unified diff, as `git apply` takes it.'),
  lineChanges: z
    .array(lineChange)
    .nullable()
    .describe('The same by whole instructions; null if a file is made.'),
  dockerfile: z
    .strictObject({ path: repositoryPath, before: z.array(listedLine), after: z.array(listedLine) })
    .nullable()
    .describe(
      'Content bytes by line; secrets are masked, long lines cut. Null for a file of very many lines.',
    ),
  proof: z.strictObject({
    state: z.enum(['proven', 'unproven', 'failed']),
    checks: z.array(check),
    buildSeconds: z.number().min(0).nullable(),
    contentBytes: bytes.nullable().describe('Of the image that was built with the edits.'),
    delta: delta.nullable().describe('Against the candidate.'),
    removed: count.describe('Files of the candidate that this image does not have.'),
    changed: z
      .array(z.string())
      .max(50)
      .describe('Paths that differ and may: the fix means to change them, or every build writes them anew.'),
    changedOmitted: count,
    ran: ran.nullable().describe('What both images did when they were started; null if they were not.'),
  }),
});
