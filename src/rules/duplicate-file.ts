import type { Ledger } from '../ledger/ledger.ts';
import { duplicateFix, DUPLICATE_FIX } from './duplicate/duplicate-fix.ts';
import { defineLedgerRule, type ThingMatch } from './rule.ts';
import { findWholeCopies } from './duplicate/whole-copies.ts';
import type { TreeCopy } from './duplicate/tree-copies.ts';

/** The second of two files with the same content, whatever they are called. Which of both is of no use, only the author knows. */
export const duplicateFile = defineLedgerRule({
  id: 'duplicate-file',
  category: 'waste',
  headline: 'files that are in the image twice',
  severity: 'warning',
  since: '0.1.0',
  fix: DUPLICATE_FIX,
  evidence: 'thing',
  examples: {
    catches: [
      '`/app/node_modules` beside `/app/.next/standalone/node_modules`',
      'a self-contained .NET program over a base image that has the same runtime',
      'the standard library of the base image’s interpreter, copied to another prefix',
      'a program that was left in `/build` after it was copied to `/usr/local/bin`',
      'a directory that two `COPY` bring to two places',
      'a library that a `COPY` of `libx.so*` writes once for each of its links',
    ],
    ignores: [
      'files below 4 KiB, and anything below 1 MiB together',
      'names of one hard link, symbolic links',
      'what two packages of one `node_modules` or `site-packages` have in common, and two such trees that share some packages',
      'files of system packages, documents, caches and build tools, and what the base image has twice',
      'files that an instruction wrote again at the same path: `hidden-bytes` reports them',
    ],
  },
  inspect(ledger) {
    return findWholeCopies(ledger).map((copy) => toMatch(ledger, copy));
  },
});

const VERSION = /\d+(?:\.\d+)+/g;

function toMatch(ledger: Ledger, copy: TreeCopy): ThingMatch {
  const [from, to] = [copy.from, copy.to].map((node) => ledger.catalog.paths.path(node));
  const what = copy.rows.length === 1 ? '' : 'files of ';
  return {
    subject: `${from} also at ${to}`.replace(VERSION, '*'),
    message: `A second copy of ${what}\`${from}\``,
    fix: duplicateFix(ledger, copy),
    rows: copy.rows,
  };
}
