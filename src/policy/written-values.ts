import { isAlias, isMap, isScalar, visit } from 'yaml';
import type { Document, Node } from 'yaml';

/** Keys whose numbers are texts to whoever gets them. */
const TEXTS: ReadonlySet<unknown> = new Set(['build-args']);

/** Makes numbers of build arguments the texts that stand there: `1.20` and `20240101123456789` are versions, not amounts. */
export function keepWritten(document: Document.Parsed): void {
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (!isScalar(key) || !TEXTS.has(key.value)) return;
      const map = isAlias(value) ? value.resolve(document) : value;
      if (isMap(map)) for (const item of map.items) toWritten(item.value as Node | null);
    },
  });
}

function toWritten(node: Node | null): void {
  if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) node.value = node.source;
}
