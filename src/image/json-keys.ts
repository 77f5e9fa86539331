import { GateError } from '../errors.ts';

/** Objects whose keys are data and no names of fields. */
const MAPS: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'volumes',
  'exposedports',
  'container_config',
]);
/** No document of an image nests its fields deeper. */
const MAX_DEPTH = 8;

/**
 * The same JSON with the fields of `names` spelled so, as Go's decoder reads them: without regard to case. Builders write other
 * cases (Jib of 2019, Windows). Throws `image-unreadable` where one object has a field twice: readers would not agree which
 * one counts. https://pkg.go.dev/encoding/json#Unmarshal
 */
export function foldKeys(json: unknown, names: readonly string[], what: string): unknown {
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return fold(json, { spelling, what, depth: 0 });
}

type Folding = {
  readonly spelling: ReadonlyMap<string, string>;
  readonly what: string;
  readonly depth: number;
};

function fold(value: unknown, folding: Folding): unknown {
  const inner = { ...folding, depth: folding.depth + 1 };
  if (inner.depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((one) => fold(one, inner));
  return typeof value === 'object' && value !== null ? foldObject(value, inner) : value;
}

function foldObject(value: object, inner: Folding): unknown {
  const folded = new Map<string, unknown>();
  for (const [key, part] of Object.entries(value)) {
    const lower = key.toLowerCase();
    const name = inner.spelling.get(lower) ?? key;
    if (folded.has(name)) throw twice(inner.what, name);
    folded.set(name, MAPS.has(lower) ? part : fold(part, inner));
  }
  return Object.fromEntries(folded);
}

function twice(what: string, name: string): GateError {
  return new GateError('image-unreadable', `${what} has the field \`${name}\` twice, in different cases`, {
    hint: 'Build and push the image again.',
  });
}
