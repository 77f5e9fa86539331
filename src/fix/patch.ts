import { structuredPatch, type StructuredPatchHunk } from 'diff';

/** A file of the repository before and after; an empty text before stands for a file that does not exist. */
export type ChangedFile = { readonly path: string; readonly before: string; readonly after: string };

/** Unified diff of files in the order of their paths, as `git apply` takes it; empty where nothing changed. */
export function renderPatch(files: readonly ChangedFile[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(renderFile)
    .join('');
}

function renderFile({ path, before, after }: ChangedFile): string {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 3 });
  const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const head =
    before === ''
      ? [`diff --git ${from} ${to}`, 'new file mode 100644', '--- /dev/null', `+++ ${to}`]
      : [`diff --git ${from} ${to}`, `--- ${from}`, `+++ ${to}`];
  return `${[...head, ...hunks.flatMap(renderHunk)].join('\n')}\n`;
}

function renderHunk({ lines, ...hunk }: StructuredPatchHunk): readonly string[] {
  return [`@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`, ...lines];
}

/** Of no lines the one before them is named. */
function span(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** As git writes a path in which something could end it. https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath */
function quoted(path: string): string {
  if (/^[\w./@+-]+$/.test(path)) return path;
  const bytes = [...Buffer.from(path)].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}
