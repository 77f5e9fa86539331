import { decodePathText, encodePathText } from '../../../src/files/table/path-text.ts';
import { parsePaxRecords } from '../../../src/files/tar/pax.ts';
import { toTarEntry } from '../../../src/files/tar/tar-entry.ts';
import { parseTarHeader } from '../../../src/files/tar/tar-header.ts';
import { pax, rawEntry } from '../../../test/helpers/tar-builder.ts';
import { expectSame, refusing } from '../target.ts';

const BLOCK = 512;
const header = parseTarHeader(rawEntry({ path: 'a', content: 'x' }), 0, 'layer 0');

export function seeds(): readonly Uint8Array[] {
  return [
    pax({ path: 'a/b', size: '1' }).subarray(BLOCK),
    pax({
      'GNU.sparse.major': '1',
      'GNU.sparse.minor': '0',
      'GNU.sparse.name': 'x',
      'GNU.sparse.realsize': '7',
    }).subarray(BLOCK),
    pax({ linkpath: Uint8Array.of(0xff, 0x61), 'SCHILY.xattr.security.capability': 'x\0y' }).subarray(BLOCK),
    Buffer.from('9 path=a\n12 size=9007'),
  ];
}

/** Records are taken or refused, and every path text stands for its bytes. */
export function fuzz(data: Uint8Array): void {
  expectSame([...encodePathText(decodePathText(data))], [...data], 'bytes of a path text');
  refusing(() => toTarEntry(header, { records: parsePaxRecords(data, 'layer 0') }, 'layer 0'));
}
