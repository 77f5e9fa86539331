import { existsSync, readdirSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const EXAMPLES = join(import.meta.dirname, '../../examples');

const answer = z.strictObject({
  /** Absent: the program prints its answer and ends. */
  http: z.strictObject({ port: z.int(), path: z.string() }).optional(),
  text: z.string(),
});

const finding = z.strictObject({
  ruleId: z.string(),
  subject: z.string().optional(),
  /** Paths that the finding must show as evidence. */
  paths: z.array(z.string()).optional(),
});

const variant = z.strictObject({
  dockerfile: z.string(),
  target: z.string().optional(),
  /** True: passes without a baseline, and none of its own findings is an error or a warning. */
  silent: z.boolean().default(false),
  /** When this variant is the candidate and the example's baseline variant the baseline. */
  conclusion: z.enum(['success', 'neutral', 'failure']).default('success'),
  /** When it is the other way round; told for one variant of each kind of finding. */
  reverse: z.enum(['success', 'neutral', 'failure']).optional(),
  /** When the baseline has it already and the change is about something else. */
  persisting: z.enum(['success', 'neutral', 'failure']).optional(),
  /** Every introduced finding of severity error. */
  findings: z.array(finding).default([]),
  /** Introduced findings of lesser severity that must be there. */
  warnings: z.array(finding).default([]),
  /** Sizes whose default budget the variant exceeds. */
  budgets: z.array(z.string()).default([]),
  answer: answer.optional(),
  cannotStart: z.strictObject({ ruleId: z.string(), message: z.string() }).optional(),
});

const expectations = z.strictObject({ baseline: z.string(), variants: z.record(z.string(), variant) });

export type Answer = z.infer<typeof answer>;
export type ExpectedFinding = z.infer<typeof finding>;

/** One way to write an example's Dockerfile, with what it must lead to. */
export type Variant = z.infer<typeof variant> & {
  readonly name: string;
  /** Absolute path of the Dockerfile; a `.dockerignore` of its own lies beside it. */
  readonly path: string;
  readonly text: string;
};

export type Example = {
  readonly name: string;
  /** Absolute path of the application, which is the build context. */
  readonly app: string;
  readonly baseline: Variant;
  readonly variants: readonly Variant[];
};

/** Names of all folders of examples that hold Dockerfiles, also of one that lacks its `expected.json` and would be left out. */
export async function exampleFolders(): Promise<readonly string[]> {
  const entries = await readdir(EXAMPLES, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return folders
    .filter((name) => readdirSync(join(EXAMPLES, name)).some((file) => /Dockerfile/.test(file)))
    .sort();
}

/** All examples of the repository that say what they expect, by name. */
export async function readExamples(): Promise<readonly Example[]> {
  const names = (await readdir(EXAMPLES)).filter((name) => existsSync(join(EXAMPLES, name, 'expected.json')));
  return Promise.all(names.sort().map(readExample));
}

/** Base images that an example's Dockerfiles name, stages left out. */
export function baseReferences({ variants }: Example): readonly string[] {
  const references = variants.flatMap(({ text }) => {
    const froms = [...text.matchAll(/^FROM (\S+)(?: AS (\S+))?/gim)];
    const stages = new Set(froms.map(([, , stage]) => stage));
    return froms.map(([, base = '']) => base).filter((base) => !stages.has(base));
  });
  return [...new Set(references)].sort();
}

/** The `.dockerignore` that counts for a variant: its own, else the application's. */
export function ignoreFile({ app }: Example, { path }: Variant): string {
  const own = `${path}.dockerignore`;
  return existsSync(own) ? own : join(app, '.dockerignore');
}

async function readExample(name: string): Promise<Example> {
  const folder = join(EXAMPLES, name);
  const expected = expectations.parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
  const variants = await Promise.all(
    Object.entries(expected.variants).map(async ([variantName, fields]) => {
      const path = join(folder, fields.dockerfile);
      return { ...fields, name: variantName, path, text: await readFile(path, 'utf8') };
    }),
  );
  const baseline = variants.find((each) => each.name === expected.baseline);
  if (baseline === undefined) throw new Error(`example ${name} has no variant ${expected.baseline}`);
  return { name, app: join(folder, 'app'), baseline, variants };
}
