import { join } from 'node:path';
import type { BuildInputs } from '../../gate/request.ts';

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

/** The name that a path gets; `layout`: of an image layout. */
type Placing = (path: string, kind: 'folder' | 'layout') => string;

/** The same inputs with every folder, layout and Dockerfile under the name that `place` gives it; secrets are the job's, not a commit's. */
export function placeInputs(inputs: BuildInputs, place: Placing): BuildInputs {
  const { dockerfile } = inputs;
  return {
    ...inputs,
    context: place(inputs.context, 'folder'),
    ...(dockerfile !== undefined && { dockerfile: place(dockerfile, 'folder') }),
    buildContexts: inputs.buildContexts.map((context) => placeContext(context, place)),
  };
}

/** The same for one `name=source`; what is no path of this machine stays as it is. */
export function placeContext(context: string, place: Placing): string {
  const start = context.indexOf('=') + 1;
  const [name, source] = [context.slice(0, start), context.slice(start)];
  const [, layout, rest = ''] = LAYOUT.exec(source) ?? [];
  if (layout !== undefined) return `${name}oci-layout://${place(layout, 'layout')}${rest}`;
  return start > 0 && isFolder(source) ? `${name}${place(source, 'folder')}` : context;
}

/** Path, tag and digest. https://docs.docker.com/reference/cli/docker/buildx/build/#source-oci-layout */
const LAYOUT = /^oci-layout:\/\/([^:@]+)([^]*)$/;

/** Images, other stages, layouts of images and addresses are none. */
function isFolder(source: string): boolean {
  return source !== '' && !/^[a-z][a-z0-9+.-]+:|^git@/.test(source);
}

/** Of `name=source`: images, other stages and addresses are no paths, a layout of an image is. */
export function pathOfContext(context: string): readonly string[] {
  const source = context.slice(context.indexOf('=') + 1);
  const layout = LAYOUT.exec(source)?.[1];
  if (layout !== undefined) return [layout];
  return isFolder(source) ? [source] : [];
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
