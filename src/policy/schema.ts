import * as z from 'zod';
import { FILE_CLASSES } from '../ledger/ledger.ts';
import { CATEGORIES, RULES } from '../rules/index.ts';
import { dockerfileOf } from './apply-policy.ts';
import { isDay } from './day.ts';
import { SIZE_PATTERN, SIZE_WORDS, toSize } from './size.ts';

const MAX_GLOB_CHARACTERS = 256;
const MAX_TEXT_CHARACTERS = 1000;
const MAX_ENTRIES = 1000;
const MAX_WORDS = 100;

/** Every name that `rules` and `allow` know: rule ids and categories. */
export const RULE_NAMES: readonly string[] = [...Object.keys(CATEGORIES), ...RULES.map((rule) => rule.id)];

const text = z.string().trim().min(1).max(MAX_TEXT_CHARACTERS);
const glob = z.string().min(1).max(MAX_GLOB_CHARACTERS);

const size = z
  .union([z.int(), z.string().meta({ pattern: SIZE_PATTERN })], { error: `expected ${SIZE_WORDS}` })
  .transform((value, context) => {
    const read = typeof value === 'number' ? { bytes: value } : toSize(value);
    if (read !== undefined && read.bytes >= 0) return read;
    context.addIssue({ code: 'custom', message: `expected ${SIZE_WORDS}`, input: value });
    return z.NEVER;
  })
  .describe('Bytes: an integer, or a number with kB, MB, GB (1000) or KiB, MiB, GiB (1024).');

const severity = z.enum(['off', 'note', 'warning', 'error']);
const rules = z
  .strictObject(Object.fromEntries(RULE_NAMES.map((name) => [name, severity.optional()])))
  .describe('Severity of a rule id or a category; an id wins over its category.');

const growth = z
  .strictObject({ bytes: size.optional(), percent: z.number().min(0).max(1_000_000).optional() })
  .refine(({ bytes, percent }) => bytes !== undefined || percent !== undefined, {
    error: 'needs `bytes`, `percent` or both',
  })
  .describe('Growth since the baseline; if both parts are given, both must be exceeded.');

const budget = z
  .strictObject({
    size: z.enum(['content', 'rootfs', 'hidden', 'transfer', 'pull']),
    max: size.optional(),
    'max-growth': growth.optional(),
    path: glob.optional().describe('Only files whose path matches this glob.'),
    class: z.enum(FILE_CLASSES).optional().describe('Only files of this class.'),
    package: glob.optional().describe('Only files of packages whose package URL matches this glob.'),
    'dockerfile-stage': text.optional().describe('Only files added by instructions of this stage.'),
  })
  .superRefine((entry, context) => {
    const parts = [entry.path, entry.class, entry.package, entry['dockerfile-stage']];
    const isPart = parts.some((part) => part !== undefined);
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
    };
    if (entry.max === undefined && entry['max-growth'] === undefined) {
      refuse('needs `max`, `max-growth` or both');
    }
    if (entry.size === 'pull' && entry['max-growth'])
      refuse('gives `max-growth` to `pull`, which is a change already: use `max`');
    if (isPart && (entry.size === 'transfer' || entry.size === 'pull')) {
      refuse(`narrows \`${entry.size}\`, which counts whole layers: use content, rootfs or hidden`);
    }
  });

const allow = z
  .strictObject({
    rule: z.enum(RULE_NAMES).describe('A rule id or a category.'),
    subject: glob.optional().describe('Glob over the subject of the finding.'),
    path: glob.optional().describe('Glob that all evidence paths must match.'),
    package: glob.optional().describe('Glob that all package URLs must match, with or without version.'),
    reason: text,
    expires: z
      .string()
      .refine(isDay, { error: 'expected a day such as `2027-01-31`' })
      .meta({ format: 'date' })
      .optional(),
    permanent: z.literal(true).optional(),
  })
  .superRefine((entry, context) => {
    const isNamed = [entry.subject, entry.path, entry.package].some((name) => name !== undefined);
    if (!isNamed && !(entry.rule === 'build-tool' && entry.permanent === true)) {
      context.addIssue({ code: 'custom', message: 'needs `subject`, `path` or `package`' });
    }
    if ((entry.expires === undefined) === (entry.permanent === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs either `expires` or `permanent: true`' });
    }
  });

const budgets = z.array(budget).max(MAX_ENTRIES);
const allows = z.array(allow).max(MAX_ENTRIES);

/** As a `FROM` names it: nothing in it is replaced, or ends the line. */
const imageName = z
  .string()
  .max(MAX_TEXT_CHARACTERS)
  .regex(/^[\w./:@-]+$/, 'has to be the name of an image');

const fix = z
  .strictObject({
    probe: z
      .array(z.string().max(MAX_TEXT_CHARACTERS))
      .min(1)
      .max(MAX_WORDS)
      .optional()
      .describe(
        'Program and arguments, run in the container if the image has no health check; exit code 0: it works.',
      ),
    'runtime-bases': z
      .record(imageName, imageName)
      .optional()
      .describe(
        'Images that final stages start from, by the image that builds: `golang`, or `golang:1.24` for this tag alone.',
      ),
  })
  .describe('How fixes are made and proven.');

const image = z.strictObject({
  name: text.describe('Names the image in reports; unique in this file.'),
  context: text.optional(),
  dockerfile: text.optional().describe('Path in the repository; default: `Dockerfile` in the context.'),
  rules: rules.optional(),
  budgets: budgets.optional(),
  allow: allows.optional(),
  fix: fix.optional(),
});

/** The policy file as people write it (docs/policy.md); its JSON schema is docs/policy.schema.json. */
export const policySchema = z
  .strictObject({
    version: z.literal(1, { error: 'expected 1' }).optional(),
    'fail-on': z.enum(['introduced', 'any', 'never']).optional(),
    inherited: z.enum(['report', 'fail']).optional(),
    rules: rules.optional(),
    budgets: budgets.optional(),
    allow: allows.optional(),
    'waiver-label': z
      .union([text, z.literal(false)], { error: 'expected the name of a label, or false' })
      .optional(),
    fix: fix.optional(),
    images: z.array(image).max(MAX_ENTRIES).optional(),
  })
  .superRefine((policy, context) => {
    const images = policy.images ?? [];
    const refuse = (path: readonly (string | number)[], message: string) => {
      context.addIssue({ code: 'custom', path: ['images', ...path], message });
    };
    const names = images.map((entry) => entry.name);
    const dockerfiles = images.map(dockerfileOf);
    images.forEach((_entry, index) => {
      if (names.indexOf(names[index] ?? '') < index) refuse([index, 'name'], 'is given twice');
      const first = dockerfiles.indexOf(dockerfiles[index] ?? '');
      if (first < index) refuse([index], `has the same Dockerfile as \`images[${first}]\``);
    });
  });

/** The policy file after its texts were read. */
export type PolicyFile = z.output<typeof policySchema>;

/** JSON schema of the policy file, for editors. */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', reused: 'ref' });
  return {
    $schema,
    title: 'Final Stage policy',
    description: 'The file .github/final-stage.yml; see docs/policy.md.',
    ...schema,
  };
}
