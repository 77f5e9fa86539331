import { createContentReader } from '../../../src/files/content-reader.ts';
import { elf } from '../../../test/rules/elf-bytes.ts';
import { expectSame } from '../target.ts';

const MAGIC = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46);
const wishes = { wantsContent: () => false, gitBlobSizes: new Set<number>() };

export function seeds(): readonly Uint8Array[] {
  const goInfo = Buffer.from('\xff Go buildinf:\x08\x02'.padEnd(32, '\0') + '\x06go1.21\x03mod', 'latin1');
  const small = elf({ interpreter: '/lib64/ld.so', needed: ['libc.so.6'], runpath: '$ORIGIN' });
  return [elf(), small, Buffer.concat([small, goInfo])].map((bytes) => bytes.subarray(MAGIC.length));
}

/** The same facts whatever the chunks. */
export function fuzz(data: Uint8Array): void {
  const bytes = Buffer.concat([MAGIC, data]);
  expectSame(factsOf(bytes, bytes.length), factsOf(bytes, 1 + (data.length % 100)), 'facts');
}

function factsOf(bytes: Uint8Array, chunkBytes: number): unknown {
  const reader = createContentReader(wishes);
  reader.open(bytes.length, false);
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes));
  return reader.close();
}
