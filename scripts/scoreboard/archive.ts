/** Contents by path, relative to the build context. */
export type Files = ReadonlyMap<string, string>;

/**
 * A txtar archive: lines `key: value`, then files, each behind a line `-- path --`.
 * https://pkg.go.dev/golang.org/x/tools/txtar
 */
export type Archive = { readonly fields: ReadonlyMap<string, string>; readonly files: Files };

const FILE = /^-- (\S+) --$/;

export function parseArchive(text: string): Archive {
  const fields = new Map<string, string>();
  const files = new Map<string, string>();
  let path: string | undefined;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    path = FILE.exec(line)?.[1] ?? path;
    if (FILE.test(line) && path !== undefined) files.set(path, '');
    else if (path !== undefined) files.set(path, `${files.get(path) ?? ''}${line}\n`);
    else readField(fields, line);
  }
  return { fields, files };
}

function readField(fields: Map<string, string>, line: string): void {
  const [, key = '', value = ''] = /^(\w+): (.+)$/.exec(line) ?? [];
  if (key !== '') fields.set(key, value);
}
