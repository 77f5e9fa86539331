import { bufferOf } from '../table/path-text.ts';

/**
 * Go's table of functions (`pclntab`), as the linker writes it since Go 1.18: a header of a magic number, the size of a pointer and
 * where the parts are; then names, and for each function where its code starts. https://go.dev/s/go12symtab, runtime.pcHeader
 */
const HEADER_BYTES = 72;

/** Bytes of its start that tell it from anything else. */
export const FUNCTION_TABLE_MARK_BYTES = 8;

/** Numbers of Go 1.20 and later, and of 1.18. */
const MAGICS: ReadonlySet<number> = new Set([0xfffffff1, 0xfffffff0]);
/** More functions than any program has: Kubernetes' API server has a quarter of a million. */
const MAX_FUNCTIONS = 4_000_000;
const MAX_NAME_BYTES = 4096;

type Table = {
  readonly view: DataView;
  readonly bytes: Buffer;
  readonly isLittleEndian: boolean;
  readonly count: number;
  readonly names: number;
  readonly functions: number;
};

/** Whether a table starts here. `bytes`: at least the first eight. */
export function isFunctionTable(bytes: Uint8Array, isLittleEndian: boolean): boolean {
  if (bytes.length < FUNCTION_TABLE_MARK_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [unit = 0, pointer = 0] = bytes.subarray(6, 8);
  const isMarked = MAGICS.has(view.getUint32(0, isLittleEndian)) && view.getUint16(4) === 0;
  return isMarked && UNITS.has(unit) && POINTERS.has(pointer);
}

/** Bytes that an instruction's length is a multiple of, and that an address has. */
const UNITS: ReadonlySet<number> = new Set([1, 2, 4]);
const POINTERS: ReadonlySet<number> = new Set([4, 8]);

/** Bytes of machine code by the path of a package, and of all of them; undefined where the table makes no sense. */
export function codeByPackage(
  bytes: Uint8Array,
  isLittleEndian: boolean,
): ReadonlyMap<string, number> | undefined {
  const table = openTable(bytes, isLittleEndian);
  if (table === undefined) return undefined;
  const sums = new Map<string, number>();
  const packages = new Map<number, string>();
  for (let index = 0; index < table.count; index += 1) {
    const entry = functionAt(table, index);
    if (entry === undefined) return undefined;
    const name = packages.get(entry.name) ?? packageOf(nameAt(table, entry.name));
    packages.set(entry.name, name);
    sums.set(name, (sums.get(name) ?? 0) + entry.length);
  }
  return sums;
}

function openTable(bytes: Uint8Array, isLittleEndian: boolean): Table | undefined {
  if (!isFunctionTable(bytes, isLittleEndian) || bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pointer = bytes[7] ?? 8;
  const word = (index: number): number => {
    const at = 8 + index * pointer;
    return pointer === 8 ? Number(view.getBigUint64(at, isLittleEndian)) : view.getUint32(at, isLittleEndian);
  };
  const [count, names, functions] = [word(0), word(3), word(7)];
  const isInside = functions + count * ENTRY_BYTES + 4 <= bytes.length && names < bytes.length;
  if (count > MAX_FUNCTIONS || !isInside) return undefined;
  return { view, bytes: bufferOf(bytes), isLittleEndian, count, names, functions };
}

/** Of the list of functions: where the code starts, and where the record is, each of four bytes. */
const ENTRY_BYTES = 8;

function functionAt(
  { view, bytes, isLittleEndian, functions }: Table,
  index: number,
): { readonly length: number; readonly name: number } | undefined {
  const at = functions + index * ENTRY_BYTES;
  const length = view.getUint32(at + ENTRY_BYTES, isLittleEndian) - view.getUint32(at, isLittleEndian);
  const record = functions + view.getUint32(at + 4, isLittleEndian);
  if (length < 0 || record + 8 > bytes.length) return undefined;
  return { length, name: view.getUint32(record + 4, isLittleEndian) };
}

function nameAt({ bytes, names }: Table, offset: number): string {
  const start = names + offset;
  const end = bytes.indexOf(0, start);
  return bytes.toString('latin1', start, Math.min(end < 0 ? start : end, start + MAX_NAME_BYTES));
}

/** What the compiler writes before the type that a function compares or hashes. */
const OF_TYPE = /^type:\.(?:eq|hash)\./;

/** `example.com/a/b.(*T).Method` and `example.com/a/b.Map[go.shape.int]` belong to `example.com/a/b`. cmd/internal/objabi, PathToPrefix */
function packageOf(name: string): string {
  const plain = name.replace(OF_TYPE, '').replace(/[[({].*$/s, '');
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  const path = dot < 0 ? plain : plain.slice(0, dot);
  return path.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
