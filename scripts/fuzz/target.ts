import { GateError } from '../../src/errors.ts';

/** What a file of `targets` exports: whatever bytes come, `fuzz` ends soon, in little memory, and throws nothing. */
export type FuzzTarget = {
  /** Inputs to start from: good ones, and what was once found. */
  seeds(): readonly Uint8Array[];
  fuzz(data: Uint8Array): void | Promise<void>;
  readonly isAsync?: boolean;
};

/** The value, or the sentence of a refusal; anything else that is thrown is a bug and goes on. */
export function refusing<Value>(work: () => Value): Value | string {
  try {
    return work();
  } catch (error) {
    return refusalOf(error);
  }
}

/** The sentence of a GateError; rethrows everything else. */
export function refusalOf(error: unknown): string {
  if (error instanceof GateError) return `${error.code}: ${error.message}`;
  throw error;
}

/** Fails where two ways to the same thing do not agree. */
export function expectSame(one: unknown, other: unknown, what: string): void {
  const [left, right] = [JSON.stringify([one]), JSON.stringify([other])];
  if (left !== right) throw new Error(`${what} differ: ${left.slice(0, 300)} and ${right.slice(0, 300)}`);
}
