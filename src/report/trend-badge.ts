import { renderBytes } from '../ledger/bytes.ts';
import { budgetLines } from './budget-bars.ts';
import type { GateReport } from './report.ts';

/** What a badge service reads to draw a badge. https://shields.io/badges/endpoint-badge */
type Badge = {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'blue' | 'brightgreen' | 'red';
};

/** The image's content size: blue where no budget was held against it, red where one is exceeded. */
export function toBadge(report: GateReport): Badge {
  const lines = budgetLines(report);
  const isExceeded = lines.some((line) => line.isExceeded);
  return {
    schemaVersion: 1,
    label: 'image size',
    message: renderBytes(report.size.content.candidate),
    color: lines.length === 0 ? 'blue' : isExceeded ? 'red' : 'brightgreen',
  };
}

export function renderBadge(report: GateReport): string {
  return `${JSON.stringify(toBadge(report))}\n`;
}
