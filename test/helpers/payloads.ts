import { createRequire } from 'node:module';

type Example = { readonly name: string; readonly examples: readonly Record<string, unknown>[] };

const load = createRequire(import.meta.url);

/** A payload that GitHub once sent, by event name; `change` merges into it, objects key by key. */
export function payloadOf(event: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  const examples: readonly Example[] = load('@octokit/webhooks-examples/api.github.com/index.json');
  const example = examples.find(({ name }) => name === event)?.examples[0];
  if (example === undefined) throw new Error(`no example of the event ${event}`);
  return merge(structuredClone(example), change);
}

function merge(into: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(change)) {
    const present = into[key];
    into[key] = isRecord(present) && isRecord(value) ? merge(present, value) : value;
  }
  return into;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
