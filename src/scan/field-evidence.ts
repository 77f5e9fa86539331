import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { FieldRef } from '../ledger/config-fields.ts';
import type { Evidence } from './evidence.ts';
import type { ConfigLocation } from './finding.ts';

/** Most locations, and most places, of a finding. */
const MAX_LOCATIONS = 20;

/** Evidence of rows with the fields of the configuration that are evidence, too: they stand behind the files. */
export function withFields(evidence: Evidence, fields: readonly FieldRef[]): Evidence {
  if (fields.length === 0) return evidence;
  const shown = fields.slice(0, MAX_LOCATIONS).map(toLocation);
  const locations = [...evidence.locations, ...shown].slice(0, MAX_LOCATIONS);
  const all = evidence.locations.length + evidence.locationsOmitted + fields.length;
  return {
    ...evidence,
    locations,
    locationsOmitted: all - locations.length,
    places: [...evidence.places, ...shown].slice(0, MAX_LOCATIONS),
    place: all === 1 ? (fields[0]?.path ?? null) : null,
    primary: evidence.primary ?? shown.find(({ instruction }) => instruction !== null)?.instruction ?? null,
  };
}

function toLocation({ path, origin }: FieldRef): ConfigLocation {
  return { kind: 'config', field: path, instruction: instructionOf(origin) };
}

function instructionOf(origin: FieldRef['origin']): InstructionRef | null {
  if (origin.kind === 'instruction') return origin.instruction;
  return origin.kind === 'base-image' ? origin.from : null;
}
