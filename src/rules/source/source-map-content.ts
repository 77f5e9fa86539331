import type { KeptFiles } from '../../files/table/required-files.ts';
import type { LedgerFile } from '../rule.ts';
import { isDependencyPath } from './third-party-tree.ts';

const SOURCE_MAP = /[^/]\.([cm]?js|css)\.map$/;
const MAX_BYTES = 16 * 1024;

/** Whether a path is called as the source map of a script or a style sheet is. */
export function isSourceMapPath(path: string): boolean {
  return path.endsWith('.map') && SOURCE_MAP.test(path);
}

/** Small source maps: a large one holds sources. */
export const SOURCE_MAPS: KeptFiles = {
  id: 'source-map',
  keeps: 'content',
  maxBytes: MAX_BYTES,
  wants: (path, size) => size <= MAX_BYTES && isSourceMapPath(path) && !isDependencyPath(path),
};

/** Where web servers and bundlers put what is served. */
export function isServed(path: string): boolean {
  return /\/(html|htdocs|www|wwwroot|public|static|assets|webapps)\//.test(path);
}

/** Certain only where the content was kept and can be read, whatever way its keys are written. */
export function lacksSources({ facts }: LedgerFile): boolean {
  if (facts?.content === undefined) return false;
  try {
    // What comes before the first brace guards against inclusion by a script.
    const text = Buffer.from(facts.content)
      .toString('utf8')
      .replace(/^[^{]*/, '');
    return !holdsSources(JSON.parse(text));
  } catch {
    return false;
  }
}

function holdsSources(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const found = Object.entries(value).some(
    ([key, part]) => key === 'sourcesContent' && Array.isArray(part) && part.some((one) => one !== null),
  );
  return found || depth > MAX_DEPTH || Object.values(value).some((part) => holdsSources(part, depth + 1));
}

/** An indexed map holds maps in sections: deeper than any of them everything counts as sources. */
const MAX_DEPTH = 6;

/** Where its content was kept it must be one; a large one is known by its name. */
export function isSourceMap({ facts }: LedgerFile): boolean {
  const content = facts?.content;
  return (
    content === undefined || /^[^{]{0,80}\{[^]*"mappings"\s*:/.test(Buffer.from(content).toString('utf8'))
  );
}
