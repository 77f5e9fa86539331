import { zstdCompressSync } from 'node:zlib';
import { parseBitnamiDocument } from '../../../src/packages/bitnami.ts';
import { parseChiselManifest } from '../../../src/packages/chisel.ts';
import { parseCondaRecord } from '../../../src/packages/conda.ts';
import { parseDepsJson } from '../../../src/packages/nuget.ts';
import { parseApplications } from '../../../src/packages/otp.ts';
import { parsePnpMap } from '../../../src/packages/yarn-pnp.ts';
import { expectOwners } from '../owners.ts';

export function seeds(): readonly Uint8Array[] {
  const texts = [
    '{"kind":"package","name":"make","version":"1","arch":"amd64"}\n{"kind":"path","path":"/usr/bin/make","slices":["make_bins"]}\n',
    '{"packages":[{"externalRefs":[{"referenceLocator":"pkg:bitnami/redis@7?arch=amd64"}]}]}',
    '{"name":"numpy","version":"1","depends":["python >=3"],"files":["bin/a"],"requested_spec":"numpy"}',
    '{"libraries":{"A/1":{"type":"package"}},"targets":{"x":{"A/1":{"runtime":{"lib/a.dll":{}},"resources":{"b.dll":{"locale":"de"}}}}}}',
  ];
  return [...texts.map((text) => Buffer.from(text)), zstdCompressSync(texts[0] ?? '')];
}

/** Records of JSON that package managers leave beside what they installed. */
export function fuzz(data: Uint8Array): void {
  const text = Buffer.from(data).toString();
  const parsers = [parseBitnamiDocument, parseChiselManifest, parseCondaRecord, parseDepsJson];
  for (const parse of [...parsers, parseApplications, parsePnpMap]) parse(text);
  expectOwners({
    '/var/lib/chisel/manifest.wall': data,
    '/opt/bitnami/a/.spdx-a.spdx': data,
    '/usr/conda-meta/a-1-0.json': data,
    '/usr/bin/a.deps.json': data,
  });
}
