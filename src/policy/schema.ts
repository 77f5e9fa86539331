import * as z from 'zod';
import { CATEGORIES, RULES, ruleById } from '../rules/index.ts';
import { dockerfileOf } from './apply-policy.ts';
import { isDay } from './day.ts';
import { budgets } from './schema-budgets.ts';
import { ALLOW_CONDITIONS } from './schema-conditions.ts';
import { glob, MAX_ENTRIES, MAX_TEXT_CHARACTERS, text } from './schema-texts.ts';

const MAX_WORDS = 100;
const MAX_PLATFORMS = 10;
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;

/** Every name that `rules` and `allow` know: rule ids and categories. */
export const RULE_NAMES: readonly string[] = [...Object.keys(CATEGORIES), ...RULES.map((rule) => rule.id)];

const severity = z.enum(['off', 'note', 'warning', 'error']);
const rules = z
  .strictObject(
    Object.fromEntries(RULE_NAMES.map((name) => [name, severity.optional().describe(whatIs(name))])),
  )
  .meta({
    id: 'rules',
    description: 'Severity of a rule id or a category; an id wins over its category. Only errors fail.',
    examples: [{ 'build-tool': 'error', 'package-cache': 'off' }],
  });

/** What a category or a rule finds, in one sentence. */
function whatIs(name: string): string {
  const [, category] = Object.entries(CATEGORIES).find(([known]) => known === name) ?? [];
  return category === undefined ? `Rule: ${ruleById(name)?.headline ?? ''}.` : `Category: ${category}.`;
}

const allow = z
  .strictObject({
    rule: z.enum(RULE_NAMES).describe('A rule id or a category.'),
    subject: glob
      .optional()
      .meta({ description: 'Glob over the subject of the finding.', examples: ['GNU Make', '*cache'] }),
    path: glob.optional().describe('Glob that all evidence paths must match.'),
    package: glob.optional().describe('Glob that all package URLs must match, with or without version.'),
    reason: text.describe('Why it is accepted, for whoever reads the report.'),
    expires: z
      .string()
      .refine(isDay, { error: 'expected a day such as `2027-01-31`' })
      .meta({
        format: 'date',
        description: 'Day in UTC; the entry is valid until its end.',
        examples: ['2027-01-31'],
      })
      .optional(),
    permanent: z.literal(true).optional().describe('Instead of a day: the entry never expires.'),
  })
  .superRefine((entry, context) => {
    const isNamed = [entry.subject, entry.path, entry.package].some((name) => name !== undefined);
    if (!isNamed && !(entry.rule === 'build-tool' && entry.permanent === true)) {
      context.addIssue({ code: 'custom', message: 'needs `subject`, `path` or `package`' });
    }
    if ((entry.expires === undefined) === (entry.permanent === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs either `expires` or `permanent: true`' });
    }
  })
  .meta({
    id: 'allow',
    description: 'A finding that somebody has accepted, why, and until when.',
    examples: [
      { rule: 'build-tool', subject: 'GNU Make', reason: 'it is the entrypoint', expires: '2027-01-31' },
    ],
    ...ALLOW_CONDITIONS,
  });

const allows = z
  .array(allow)
  .max(MAX_ENTRIES)
  .meta({
    id: 'allows',
    description: 'Findings that somebody has accepted.',
    examples: [[{ rule: 'build-tool', permanent: true, reason: 'our CI jobs run in this image' }]],
  });

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
      .meta({
        description:
          'Program and arguments, run in the container if the image has no health check; exit code 0: it works.',
        examples: [['/app/server', '--check']],
      }),
    'runtime-bases': z
      .record(imageName, imageName)
      .optional()
      .meta({
        description:
          'Images that final stages start from, by the image that builds: `golang`, or `golang:1.24` for this tag alone.',
        examples: [{ golang: 'gcr.io/distroless/static-debian12:nonroot' }],
      }),
  })
  .meta({
    id: 'fix',
    description: 'How fixes are made and proven.',
    examples: [{ probe: ['/app/server', '--check'] }],
  });

/** Written as numbers and booleans, too, as in compose files. */
const buildArg = z
  .union(
    [z.string().max(MAX_TEXT_CHARACTERS), z.number(), z.boolean()],
    'has to be a text, a number, true or false',
  )
  .transform(String);

const image = z
  .strictObject({
    name: text.meta({ description: 'Names the image in reports; unique in this file.', examples: ['api'] }),
    context: text.optional().meta({
      description: 'Folder that is sent to the builder, relative to the repository. Default: all of it.',
      examples: ['services/api'],
    }),
    dockerfile: text.optional().meta({
      description: 'Path in the repository. Default: `Dockerfile` in the context.',
      examples: ['services/api/Dockerfile'],
    }),
    target: text
      .optional()
      .meta({ description: 'Stage to build and judge. Default: the last.', examples: ['runtime'] }),
    platforms: z
      .array(text.regex(PLATFORM, 'has to be a platform such as `linux/amd64`'))
      .min(1)
      .max(MAX_PLATFORMS)
      .optional()
      .meta({
        description: "Platforms to build and judge; each gets a verdict. Default: the builder's own.",
        examples: [['linux/amd64', 'linux/arm64']],
      }),
    'build-args': z
      .record(text.regex(/^[^=\s]+$/, 'has to be a name'), buildArg)
      .optional()
      .meta({ description: 'Build arguments.', examples: [{ VERSION: 'ci' }] }),
    baseline: text.optional().meta({
      description: 'Image to compare with, or `none`. Default: the one that the base commit builds.',
      examples: ['registry:ghcr.io/org/api:main'],
    }),
    rules: rules.optional().describe('Severities that win over those of the file.'),
    budgets: budgets.optional().describe('Limits that replace those of the file.'),
    allow: allows.optional().describe('Findings that are accepted besides those of the file.'),
    fix: fix.optional().describe('Keys that win over those of the file.'),
  })
  .meta({
    id: 'image',
    description: 'One of several images: what is not given here is as the file says.',
    examples: [{ name: 'api', context: 'services/api' }],
  });

/** The policy file as people write it (docs/policy.md); its JSON schema is docs/policy.schema.json. */
export const policySchema = z
  .strictObject({
    version: z.literal(1, { error: 'expected 1' }).optional().describe('Version of this format.'),
    'fail-on': z.enum(['introduced', 'any', 'never']).optional().meta({
      description:
        'introduced: errors that the change introduces fail; any: those that were there before fail, too; never: nothing fails.',
      default: 'introduced',
    }),
    inherited: z.enum(['report', 'fail']).optional().meta({
      description: 'Whether errors that only the base image brings are reported, or fail.',
      default: 'report',
    }),
    rules: rules.optional(),
    budgets: budgets.optional(),
    allow: allows.optional(),
    'waiver-label': z
      .union([text, z.literal(false)], { error: 'expected the name of a label, or false' })
      .optional()
      .meta({
        description: 'Label of a pull request that turns a failure into a neutral result; false: none does.',
        default: 'final-stage-waived',
      }),
    fix: fix.optional(),
    images: z
      .array(image)
      .max(MAX_ENTRIES)
      .optional()
      .meta({
        description: 'Images of this repository that have rules, budgets or allow entries of their own.',
        examples: [[{ name: 'api', context: 'services/api' }]],
      }),
  })
  .superRefine((policy, context) => {
    const images = policy.images ?? [];
    const refuse = (path: readonly (string | number)[], message: string) => {
      context.addIssue({ code: 'custom', path: ['images', ...path], message });
    };
    const names = images.map((entry) => entry.name);
    const identities = images.map((entry) => `${dockerfileOf(entry)}\0${entry.target ?? ''}`);
    images.forEach((_entry, index) => {
      if (names.indexOf(names[index] ?? '') < index) refuse([index, 'name'], 'is given twice');
      const first = identities.indexOf(identities[index] ?? '');
      if (first < index) refuse([index], `has the same Dockerfile and target as \`images[${first}]\``);
    });
  });

/** The policy file after its texts were read. */
export type PolicyFile = z.output<typeof policySchema>;
