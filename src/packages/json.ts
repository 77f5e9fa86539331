/** The fields of a JSON object; none of what is no object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a text that is a JSON object; none of any other text. */
export function parseObject(text: string): Fields {
  return toFields(parseJson(text));
}

/** Undefined where the text makes no sense. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The texts of a list; none of what is no list. */
export function toTexts(value: unknown): readonly string[] {
  return toList(value).filter((one) => typeof one === 'string');
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
