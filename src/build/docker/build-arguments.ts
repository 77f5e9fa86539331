import { join, relative, resolve } from 'node:path';
import type { Platform } from '../../image/image.ts';
import type { BuildInputs } from '../../gate/request.ts';
import { placeContext } from './input-paths.ts';

/** Where the built image goes. `file`: the same as a tar, for builders that cannot write a folder. */
export type BuildOutput =
  | { readonly kind: 'daemon'; readonly tag: string }
  | { readonly kind: 'oci'; readonly directory: string; readonly name: string }
  | { readonly kind: 'oci-archive'; readonly file: string; readonly name: string };

export type BuildPlan = {
  readonly inputs: BuildInputs;
  /** Folder that context and Dockerfile are relative to. */
  readonly directory: string;
  readonly output: BuildOutput;
  /** Whether the builder is asked for a record of which line made which layer. */
  readonly provenance: boolean;
  /** Whether every instruction runs, whatever earlier builds left. */
  readonly noCache?: boolean;
  /** Files that buildx writes the image's ID and digest to. */
  readonly iidFile: string;
  readonly metadataFile: string;
};

/**
 * Arguments of `docker buildx build`. Every value is joined to its flag and the context is absolute, so that none can be
 * taken for a flag. https://docs.docker.com/reference/cli/docker/buildx/build/
 */
export function toBuildArguments({
  inputs,
  directory,
  output,
  provenance,
  noCache,
  ...files
}: BuildPlan): readonly string[] {
  const each = (flag: string, values: readonly string[]): readonly string[] =>
    values.map((value) => `--${flag}=${value}`);
  const one = (flag: string, value: string | undefined): readonly string[] =>
    value === undefined || value === '' ? [] : [`--${flag}=${value}`];
  return [
    'buildx',
    'build',
    '--progress=plain',
    ...one('file', dockerfilePath(inputs, directory)),
    ...one('target', inputs.target),
    ...each('build-arg', inputs.buildArgs),
    ...each(
      'build-context',
      inputs.buildContexts.map((context) => resolveBuildContext(context, directory)),
    ),
    ...each('secret', inputs.secrets),
    ...one('platform', inputs.platform && renderPlatform(inputs.platform)),
    ...one('builder', inputs.builder),
    ...each('cache-from', inputs.cacheFrom),
    ...each('cache-to', inputs.cacheTo),
    ...one('network', inputs.network),
    ...(provenance ? ['--provenance=mode=max'] : []),
    ...(noCache === true ? ['--no-cache'] : []),
    ...outputArguments(output),
    ...one('iidfile', files.iidFile),
    ...one('metadata-file', files.metadataFile),
    '--',
    resolve(directory, inputs.context),
  ];
}

/** Absolute path of the Dockerfile; buildx looks for `<path>.dockerignore` beside it. */
export function dockerfilePath(inputs: BuildInputs, directory: string): string {
  return resolve(directory, inputs.dockerfile ?? join(inputs.context, 'Dockerfile'));
}

function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/**
 * A folder or a layout of an image is taken from the commit that is built. That of a layout ends at its first `:` or `@`, so
 * folders above the working directory, which may have them in their names, are left out.
 */
function resolveBuildContext(context: string, directory: string): string {
  return placeContext(context, (path, kind) => {
    const place = resolve(directory, path);
    return kind === 'layout' ? relative('.', place) || '.' : place;
  });
}

function outputArguments(output: BuildOutput): readonly string[] {
  if (output.kind === 'daemon') return ['--load', `--tag=${output.tag}`];
  // buildx reads the value as one line of CSV.
  const value =
    output.kind === 'oci'
      ? `type=oci,tar=false,"dest=${output.directory}",name=${output.name}`
      : `type=oci,"dest=${output.file}",name=${output.name}`;
  return [`--output=${value}`];
}
