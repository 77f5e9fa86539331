import * as z from 'zod';
import { MAX_NAME_CHARACTERS } from './run-report.ts';

/** Values that several parts of the report's schema have. Sizes are in bytes. */
export const bytes = z.int().min(0);

/** More than blanks. */
export const SAYS_SOMETHING = /\S/;

export const imageName = z
  .string()
  .regex(SAYS_SOMETHING)
  .max(MAX_NAME_CHARACTERS)
  .describe('What the image is called among others of its repository.');
export const count = z.int().min(0);
const line = z.int().min(1);
export const delta = z.int();
export const severity = z.enum(['error', 'warning', 'note']);
export const status = z.enum(['introduced', 'persisting', 'resolved']);
export const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** Links are made of it, so it must not lead out, also where somebody else wrote the report. */
export const repositoryPath = z
  .string()
  .refine((path) => !/(?:^|\/)\.{1,2}(?:\/|$)|^\//.test(path), 'leads out of the repository')
  .describe('Path relative to the repository.');

export const instruction = z
  .strictObject({
    dockerfile: repositoryPath,
    line,
    endLine: line,
    keyword: z.string(),
    stage: z.string().describe('Name as written, or the ordinal of the stage, starting at 0.'),
    text: z.string(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .describe('SHA-256 of the whole instruction, including line breaks.'),
  })
  .meta({ id: 'instruction' });
