/** A value of JSON or YAML that anybody may have written. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function toFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** Text of a scalar; undefined for anything else. */
export function toText(value: unknown): string | undefined {
  const isScalar = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
  return isScalar ? String(value) : undefined;
}

/** Elements of a list; one scalar is a list of it. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return toText(value) === undefined ? [] : [value];
}

/** Texts of a list; what is none is left out. */
export function toTexts(value: unknown): readonly string[] {
  return toList(value).flatMap((one) => toText(one) ?? []);
}

/** Pairs of a map of scalars, or of a list of `name=value`; null: a name without a value. */
export function toPairs(value: unknown): readonly (readonly [string, string | null])[] {
  if (isFields(value))
    return Object.entries(value).map(([name, one]) => [name, toText(one) ?? null] as const);
  return toTexts(value).map((entry) => {
    const end = entry.indexOf('=');
    return end < 0 ? ([entry, null] as const) : ([entry.slice(0, end), entry.slice(end + 1)] as const);
  });
}
