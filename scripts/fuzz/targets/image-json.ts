import {
  layerHistory,
  parseDockerArchiveManifest,
  parseImageConfig,
  parseManifest,
} from '../../../src/image/manifest.ts';
import { configJson, layer } from '../../../test/helpers/image-builder.ts';
import { ociFiles } from '../../../test/helpers/archive-builder.ts';
import { refusing } from '../target.ts';

export function seeds(): readonly Uint8Array[] {
  const layers = [layer({ '/a': 'x' })];
  const files = ociFiles({ layers, attestation: true });
  const json = [...files.values()].filter((bytes) => bytes[0] === 0x7b);
  const archive = [{ Config: 'c.json', RepoTags: ['a:b', null], Layers: ['x/layer.tar'] }];
  return [
    ...json,
    configJson(layers, { labels: { a: 'b' }, env: ['A=b'] }),
    Buffer.from(JSON.stringify(archive)),
  ];
}

/** Manifests, indexes and configs are taken or refused. */
export function fuzz(data: Uint8Array): void {
  refusing(() => parseManifest(data, 'manifest'));
  refusing(() => parseDockerArchiveManifest(data, 'manifest.json'));
  refusing(() => layerHistory(parseImageConfig(data, 'config')));
}
