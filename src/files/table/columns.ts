/** A column that grows by half when full. Values past `length` are zero. */
type NumberColumn = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

const SMALLEST = 1024;

/** The same column, or a larger copy of it, with room for at least `length` values. */
export function withRoom<Column extends NumberColumn>(column: Column, length: number): Column {
  if (length <= column.length) return column;
  const room = Math.max(SMALLEST, length, Math.ceil(column.length * 1.5));
  const larger = new (column.constructor as new (length: number) => Column)(room);
  larger.set(column);
  return larger;
}
