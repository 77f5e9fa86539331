import { join } from 'node:path';
import type { BuildInputs } from '../request.ts';

/**
 * Every path of this machine that a build's inputs name and that buildx opens, as they are written: context, Dockerfile, build
 * contexts, and files of secrets.
 */
export function pathsOfInputs(inputs: BuildInputs): readonly string[] {
  return [
    inputs.context,
    inputs.dockerfile ?? join(inputs.context, 'Dockerfile'),
    ...inputs.buildContexts.flatMap(pathOfContext),
    ...inputs.secrets.flatMap(pathOfSecret),
  ];
}

/** `name=source`; images, other stages and addresses are no paths, a layout of an image is. */
function pathOfContext(context: string): readonly string[] {
  const source = context.slice(context.indexOf('=') + 1);
  const layout = /^oci-layout:\/\/([^:@]+)/.exec(source)?.[1];
  if (layout !== undefined) return [layout];
  return source === '' || /^[a-z][a-z0-9+.-]+:|^git@/.test(source) ? [] : [source];
}

/** `id=name,src=file`. Without a file and a variable, buildx takes the id for either. */
function pathOfSecret(secret: string): readonly string[] {
  const fields = fieldsOf(secret);
  const value = (key: RegExp): string | undefined =>
    fields.find((field) => key.test(field))?.replace(/^[^=]*=/, '');
  const file = value(/^(?:src|source)=/i);
  if (file !== undefined && file !== '') return [file];
  const id = fields.some((field) => /^env=|^type=env$/i.test(field)) ? undefined : value(/^id=/i);
  return id === undefined || id === '' ? [] : [id];
}

/** One line of CSV, as buildx reads it: a field in quotes may hold commas, and quotes that are doubled. */
function fieldsOf(line: string): readonly string[] {
  const fields = line.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
}
