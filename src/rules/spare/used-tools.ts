import type { Ledger } from '../../ledger/ledger.ts';
import { callsOne, deriveUsedText } from '../start/used-text.ts';
import type { AdminTool } from './admin-tools.ts';

/** Whether the start, the health check or their scripts call a tool, or a package is there that cannot do without it. */
export function isUsedTool(ledger: Ledger, { programs, usedBy }: AdminTool): boolean {
  if (callsOne(deriveUsedText(ledger), programs)) return true;
  return usedBy !== undefined && ledger.packages.some(({ type, name }) => usedBy[type]?.test(name) === true);
}
