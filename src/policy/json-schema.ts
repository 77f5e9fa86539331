import * as z from 'zod';
import { policySchema } from './schema.ts';
import { policySchemaAddress, type Identity } from './schema-address.ts';

/** JSON schema of the policy file, for editors and for schema stores, which take draft-07. */
export function policyJsonSchema(identity: Identity): Record<string, unknown> {
  const options = { io: 'input', target: 'draft-7', override: keepExamples } as const;
  const { $schema, ...schema } = z.toJSONSchema(policySchema, options);
  return {
    $schema,
    $id: policySchemaAddress(identity),
    title: 'Final Stage policy',
    description:
      'The file .github/final-stage.yml, by which Final Stage judges the container image of a pull request.',
    examples: [{ version: 1, budgets: [{ size: 'content', max: '250 MB' }] }],
    ...unwrapped(schema),
  };
}

type Overriding = { readonly zodSchema: z.core.$ZodType; readonly jsonSchema: z.core.JSONSchema.BaseSchema };

/** The library leaves examples out where a value is read into another one; they are of what people write. */
function keepExamples({ zodSchema, jsonSchema }: Overriding): void {
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (Array.isArray(examples) && jsonSchema.$ref === undefined) jsonSchema.examples = examples;
}

/** A reference stands in a list of its own only where something stands beside it: draft-07 would not read that. */
function unwrapped<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unwrapped) as T;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const alone = aloneInList(entries);
  if (alone !== undefined) return unwrapped(alone as T);
  return Object.fromEntries(entries.map(([name, part]) => [name, unwrapped(part)])) as T;
}

/** The one schema of an `allOf` that has nothing beside it; undefined for everything else. */
function aloneInList(entries: readonly (readonly [string, unknown])[]): unknown {
  const [[key, list] = [], ...others] = entries;
  if (key !== 'allOf' || !Array.isArray(list)) return undefined;
  return list.length === 1 && others.length === 0 ? list[0] : undefined;
}
