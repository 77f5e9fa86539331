import { scanProgramTail } from '../../files/elf/program-tail.ts';
import { MAX_DERIVED_BYTES, type DerivedFiles } from '../../files/table/required-files.ts';
import { readAuditSection, type AuditedCrate } from './audit-section.ts';

/** The section is not loaded, so linkers put it behind all that is; only symbols may follow. */
export const MAX_AUDIT_BYTES = 24 * 1024 * 1024;
/** A program of Rust alone has more. */
const MIN_BYTES = 64 * 1024;
/** Names of programs have no ending, but may have a version. */
const PROGRAM = /\/(?:[^/.]+|[^/]*[-.]\d[^/a-z]*)$/;
/** The note of Go's linker: there are many large programs of Go, and none has crates. */
const GO_NOTE = Buffer.from('\x04\0\0\0Go\0\0', 'latin1');

/** Programs of Rust that say which crates they were linked from. */
export const AUDITED_PROGRAMS: DerivedFiles = {
  id: 'rust-crates',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_AUDIT_BYTES,
  wants: (path, size) => size >= MIN_BYTES && PROGRAM.test(path),
  open: (file) =>
    scanProgramTail(file, {
      maxBytes: MAX_AUDIT_BYTES,
      isOfUse: (head) => !head.includes(GO_NOTE),
      read: (bytes, layout) => {
        const crates = readAuditSection(bytes, layout);
        return crates && toText(crates);
      },
    }),
};

/** A line each, as many as may be kept: first without what they need, then without the last ones. */
function toText(crates: readonly AuditedCrate[]): string {
  const whole = crates.map((crate) => toLine(crate, crate.needs)).join('\n');
  if (whole.length <= MAX_DERIVED_BYTES) return whole;
  const short = crates.map((crate) => toLine(crate, [])).join('\n');
  const cut = short.lastIndexOf('\n', MAX_DERIVED_BYTES);
  return short.length <= MAX_DERIVED_BYTES ? short : short.slice(0, Math.max(cut, 0));
}

function toLine({ name, version, isPublished, isRoot }: AuditedCrate, needs: readonly number[]): string {
  const flags = `${isPublished ? 'p' : '-'}${isRoot ? 'r' : '-'}`;
  return [name, version, flags, needs.join(',')].join(' ').trimEnd();
}

/** What `AUDITED_PROGRAMS` derived. */
export function parseAuditText(text: string): readonly AuditedCrate[] {
  return text.split('\n').flatMap((line): readonly AuditedCrate[] => {
    const [name, version, flags, needs = ''] = line.split(' ', 4);
    if (name === undefined || version === undefined || flags === undefined) return [];
    return [
      {
        ...{ name, version, isPublished: flags.startsWith('p'), isRoot: flags.endsWith('r') },
        needs: needs === '' ? [] : needs.split(',').map(Number),
      },
    ];
  });
}
