import * as z from 'zod';

const MAX_GLOB_CHARACTERS = 256;
export const MAX_TEXT_CHARACTERS = 1000;
/** Most entries of a list. */
export const MAX_ENTRIES = 1000;

/** A name, a path or a sentence, without the space around it. */
export const text = z.string().trim().min(1).max(MAX_TEXT_CHARACTERS);
export const glob = z.string().min(1).max(MAX_GLOB_CHARACTERS);
