import type { InstructionRef } from '../../dockerfile/instruction.ts';
import type { Ledger } from '../../ledger/ledger.ts';

const MAX_LINES = 6;

/** What is to be said of package databases that own layers wrote, and later ones (`hiders`) wrote again. */
export function rewrittenDatabases(
  ledger: Ledger,
  { rows, hiders }: { readonly rows: readonly number[]; readonly hiders: readonly number[] },
): { readonly message: string; readonly fix: string } {
  const layers = [...new Set([...rows.map((row) => ledger.catalog.layer(row)), ...hiders])].sort(
    (a, b) => a - b,
  );
  return {
    message: `Package databases that ${layers.length} instructions wrote, each of them as a whole`,
    fix: `Install the packages in one \`RUN\`: every instruction that installs some writes the package databases again${linesOf(ledger, layers)}`,
  };
}

/** ` (lines 3, 5 and 9)`; empty where they are not known. */
function linesOf({ origins }: Ledger, layers: readonly number[]): string {
  const instructions = layers.flatMap((layer): readonly InstructionRef[] => {
    const origin = origins[layer];
    return origin?.kind === 'instruction' ? [origin.instruction] : [];
  });
  const lines = [...new Set(instructions.map(({ line }) => line))].slice(0, MAX_LINES);
  const last = lines.pop();
  return lines.length === 0 ? '' : ` (lines ${lines.join(', ')} and ${last})`;
}
