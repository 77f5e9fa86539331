import * as z from 'zod';
import { FILE_CLASSES } from '../ledger/ledger.ts';
import { BUDGET_CONDITIONS } from './schema-conditions.ts';
import { glob, MAX_ENTRIES, text } from './schema-texts.ts';
import { SIZE_PATTERN, SIZE_WORDS, toSize } from './size.ts';

const size = z
  .union([z.int().meta({ minimum: 0 }), z.string().meta({ pattern: SIZE_PATTERN })], {
    error: `expected ${SIZE_WORDS}`,
  })
  .transform((value, context) => {
    const read = typeof value === 'number' ? { bytes: value } : toSize(value);
    if (read !== undefined && read.bytes >= 0) return read;
    context.addIssue({ code: 'custom', message: `expected ${SIZE_WORDS}`, input: value });
    return z.NEVER;
  })
  .meta({
    id: 'size',
    description: 'Bytes: an integer, or a number with kB, MB, GB (1000) or KiB, MiB, GiB (1024).',
    examples: ['250 MB', '1.5 GiB', 1_048_576],
  });

const growth = z
  .strictObject({
    bytes: size.optional(),
    percent: z.number().min(0).max(1_000_000).optional().describe('Percentage of the baseline.'),
  })
  .refine(({ bytes, percent }) => bytes !== undefined || percent !== undefined, {
    error: 'needs `bytes`, `percent` or both',
  })
  .meta({
    id: 'growth',
    description: 'Growth since the baseline; if both parts are given, both must be exceeded.',
    examples: [{ bytes: '10 MiB', percent: 10 }],
    minProperties: 1,
  });

const budget = z
  .strictObject({
    size: z
      .enum(['content', 'rootfs', 'hidden', 'transfer', 'pull'])
      .describe(
        'content: all regular files of all layers; rootfs: what a container sees; hidden: their difference; transfer: compressed layers; pull: those that the baseline does not have.',
      ),
    max: size.optional(),
    'max-growth': growth.optional(),
    path: glob
      .optional()
      .meta({ description: 'Only files whose path matches this glob.', examples: ['/usr/share/doc/**'] }),
    class: z.enum(FILE_CLASSES).optional().describe('Only files of this class.'),
    package: glob.optional().meta({
      description: 'Only files of packages whose package URL matches this glob.',
      examples: ['pkg:npm/*'],
    }),
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
  })
  .meta({
    id: 'budget',
    description: 'A limit on a size of the image, or of a part of it.',
    examples: [{ size: 'content', max: '250 MB' }],
    ...BUDGET_CONDITIONS,
  });

/** A list of budgets as people write it. */
export const budgets = z
  .array(budget)
  .max(MAX_ENTRIES)
  .meta({
    id: 'budgets',
    description:
      'Limits on sizes; an empty list is no limit. Default: content growth of more than 10 MiB and more than 10%.',
    examples: [[{ size: 'content', max: '250 MB' }]],
  });
