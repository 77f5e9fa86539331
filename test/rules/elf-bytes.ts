/** What a made-up ELF program says of itself. */
export type ElfInput = {
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly runpath?: string;
};

const HEADER = 64;
const PROGRAM_HEADER = 56;
const [PT_LOAD, PT_DYNAMIC, PT_INTERP] = [1, 2, 3];
const [DT_NULL, DT_NEEDED, DT_STRTAB, DT_STRSZ, DT_RUNPATH] = [0, 1, 5, 10, 29];

type Segment = { readonly type: number; readonly offset: number; readonly size: number };

/** A 64-bit little-endian ELF file for x86-64 without code: headers, interpreter and dynamic section. ELF gABI. */
export function elf({ interpreter, needed = [], runpath }: ElfInput = {}): Uint8Array {
  const interp = Buffer.from(interpreter === undefined ? '' : `${interpreter}\0`);
  const strings = Buffer.from(
    `\0${[...needed, ...(runpath === undefined ? [] : [runpath])].map((text) => `${text}\0`).join('')}`,
  );
  const offsetOf = (text: string) => strings.indexOf(`\0${text}\0`) + 1;
  const isDynamic = interpreter !== undefined || needed.length > 0;
  const count = 1 + (interpreter === undefined ? 0 : 1) + (isDynamic ? 1 : 0);
  const interpAt = HEADER + count * PROGRAM_HEADER;
  const stringsAt = interpAt + interp.length;
  const dynamicAt = Math.ceil((stringsAt + strings.length) / 8) * 8;
  const dynamic = encodeDynamic([
    ...needed.map((name) => [DT_NEEDED, offsetOf(name)] as const),
    ...(runpath === undefined ? [] : [[DT_RUNPATH, offsetOf(runpath)] as const]),
    [DT_STRTAB, stringsAt],
    [DT_STRSZ, strings.length],
    [DT_NULL, 0],
  ]);
  const file = Buffer.alloc(dynamicAt + (isDynamic ? dynamic.length : 0));
  writeHeader(file, count);
  const segments: readonly Segment[] = [
    { type: PT_LOAD, offset: 0, size: file.length },
    ...(interpreter === undefined ? [] : [{ type: PT_INTERP, offset: interpAt, size: interp.length }]),
    ...(isDynamic ? [{ type: PT_DYNAMIC, offset: dynamicAt, size: dynamic.length }] : []),
  ];
  segments.forEach((segment, index) => {
    writeSegment(file, HEADER + index * PROGRAM_HEADER, segment);
  });
  interp.copy(file, interpAt);
  strings.copy(file, stringsAt);
  if (isDynamic) dynamic.copy(file, dynamicAt);
  return file;
}

function encodeDynamic(entries: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(entries.length * 16);
  entries.forEach(([tag, value], index) => {
    bytes.writeBigUInt64LE(BigInt(tag), index * 16);
    bytes.writeBigUInt64LE(BigInt(value), index * 16 + 8);
  });
  return bytes;
}

function writeHeader(file: Buffer, segments: number): void {
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeUInt16LE(3, 16);
  file.writeUInt16LE(62, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(HEADER), 32);
  file.writeUInt16LE(HEADER, 52);
  file.writeUInt16LE(PROGRAM_HEADER, 54);
  file.writeUInt16LE(segments, 56);
}

/** Addresses are file offsets. */
function writeSegment(file: Buffer, at: number, { type, offset, size }: Segment): void {
  file.writeUInt32LE(type, at);
  file.writeUInt32LE(4, at + 4);
  for (const field of [8, 16, 24]) file.writeBigUInt64LE(BigInt(offset), at + field);
  for (const field of [32, 40]) file.writeBigUInt64LE(BigInt(size), at + field);
}
