import { placedFacts, streamedFacts } from '../../../test/helpers/content-facts.ts';
import { elf } from '../../../test/helpers/elf-builder.ts';
import { expectSame } from '../target.ts';

const MAGIC = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46);

export function seeds(): readonly Uint8Array[] {
  const goInfo = Buffer.from('\xff Go buildinf:\x08\x02'.padEnd(32, '\0') + '\x06go1.21\x03mod', 'latin1');
  const small = elf({ interpreter: '/lib64/ld.so', needed: ['libc.so.6'], runpath: '$ORIGIN' });
  return [elf({}), small, Buffer.concat([small, goInfo])].map((bytes) => bytes.subarray(MAGIC.length));
}

/** The same facts whatever the chunks, and where nothing but what is asked for is read. */
export function fuzz(data: Uint8Array): void {
  const bytes = Buffer.concat([MAGIC, data]);
  const facts = streamedFacts(bytes, bytes.length);
  expectSame(facts, streamedFacts(bytes, 1 + (data.length % 100)), 'facts');
  expectSame(facts, placedFacts(bytes, data.length % 10), 'facts');
}
