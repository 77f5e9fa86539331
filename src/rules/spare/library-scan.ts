import type { DerivedFiles } from '../../files/table/required-files.ts';

/** ar(5); `!<thin>` archives only name their members. */
const ARCHIVE = /^!<(?:arch|thin)>\n/;
/** What libtool writes into line 1 of a `.la`. */
const LIBTOOL = /^# .*\blibtool library file\b/;
const MAX_BYTES = 128;

/** Static libraries and descriptions of libtool: what they are by their first bytes. */
export const STATIC_LIBRARIES: DerivedFiles = {
  id: 'static-library',
  keeps: 'derived',
  version: 1,
  maxBytes: MAX_BYTES,
  wants: (path, size) => size > 8 && path.endsWith('a') && (path.endsWith('.a') || path.endsWith('.la')),
  open: ({ size }) => {
    const head = Buffer.alloc(Math.min(size, MAX_BYTES));
    let count = 0;
    return {
      range: { from: 0, to: head.length },
      write: (bytes) => {
        head.set(bytes, count);
        count += bytes.length;
      },
      finish: () => {
        const text = head.toString('latin1', 0, count);
        return ARCHIVE.test(text) ? 'archive' : LIBTOOL.test(text) ? 'libtool' : undefined;
      },
    };
  },
};
