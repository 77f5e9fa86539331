import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { isDay } from '../../src/policy/day.ts';
import { policyJsonSchema } from '../../src/policy/json-schema.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { policySchemaAddress } from '../../src/policy/schema-address.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const STORE = join(DOCS, 'schema-store');
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');
const schema = JSON.parse(read(DOCS, 'policy.schema.json')) as Record<string, unknown>;
const entry = JSON.parse(read(STORE, 'catalog-entry.json')) as Record<string, unknown>;

/** As schema stores compile: draft-07, and nothing that is unknown or doubtful in it. */
const validate = new Ajv({ strict: true, formats: { date: isDay } }).compile(schema);
const isPolicy = (text: string) => {
  try {
    parsePolicy(text, 'policy.yml');
    return true;
  } catch {
    return false;
  }
};

const filesOf = (folder: string) => readdirSync(join(STORE, folder)).map((name) => [name, folder] as const);

describe('what schema stores get', () => {
  test('is the schema that is generated, in the draft that they take, under its own address', () => {
    expect(schema).toEqual(policyJsonSchema(manifest));
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: policySchemaAddress(manifest),
      title: 'Final Stage policy',
    });
  });

  test('has a catalog entry with that address, for the policy file and no other', () => {
    expect(Object.keys(entry)).toEqual(['name', 'description', 'fileMatch', 'url']);
    expect(entry).toMatchObject({ name: schema['title'], url: schema['$id'] });
    const matches = picomatch(entry['fileMatch'] as string[], { dot: true });
    expect(['.github/final-stage.yml', 'a/.github/final-stage.yml'].filter((name) => !matches(name))).toEqual(
      [],
    );
    expect(['final-stage.yml', '.github/workflows/final-stage.yml'].filter((name) => matches(name))).toEqual(
      [],
    );
  });

  test.each(filesOf('test'))('%s is valid, for the schema and for the program', (name, folder) => {
    const text = read(STORE, folder, name);
    validate(parse(text));
    expect(validate.errors).toBeNull();
    expect(isPolicy(text)).toBe(true);
  });

  test.each(filesOf('negative_test'))('%s is valid for neither', (name, folder) => {
    const text = read(STORE, folder, name);
    expect(validate(parse(text))).toBe(false);
    expect(isPolicy(text)).toBe(false);
  });

  test('has examples that are valid where they stand', () => {
    const ajv = new Ajv({ strict: true, formats: { date: isDay } });
    ajv.addSchema(schema, 'policy');
    const wrong = nodesOf(schema).flatMap(({ pointer, node }) =>
      ((node['examples'] ?? []) as readonly unknown[]).filter(
        (example) => ajv.getSchema(`policy#${pointer}`)?.(example) !== true,
      ),
    );
    expect(wrong).toEqual([]);
    expect(nodesOf(schema).filter(({ node }) => 'examples' in node).length).toBeGreaterThan(12);
  });

  test('describes every key, and knows no others', () => {
    const objects = nodesOf(schema).filter(({ node }) => node['type'] === 'object');
    expect(objects.length).toBeGreaterThan(7);
    const open = objects.filter(({ node }) => node['additionalProperties'] !== false);
    expect(open.map(({ pointer }) => pointer)).toEqual([
      '/definitions/fix/properties/runtime-bases',
      '/definitions/image/properties/build-args',
    ]);
    const bare = objects.flatMap(({ pointer, node }) =>
      Object.entries((node['properties'] ?? {}) as Record<string, Node>)
        .filter(([, property]) => typeof descriptionOf(property) !== 'string')
        .map(([key]) => `${pointer}/${key}`),
    );
    expect(bare).toEqual([]);
  });
});

type Node = Record<string, unknown>;

/** Its own description, or that of what it refers to. */
function descriptionOf(node: Node): unknown {
  const name = /^#\/definitions\/(.+)$/.exec(String(node['$ref']))?.[1];
  const definitions = schema['definitions'] as Record<string, Node>;
  return node['description'] ?? (name === undefined ? undefined : definitions[name]?.['description']);
}

/** Every object of a JSON document, with the JSON pointer that leads to it; what examples say is none. */
function nodesOf(value: unknown, pointer = ''): readonly { readonly pointer: string; readonly node: Node }[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, part]) =>
    key === 'examples' ? [] : nodesOf(part, `${pointer}/${key}`),
  );
  return Array.isArray(value) ? below : [{ pointer, node: value as Node }, ...below];
}
