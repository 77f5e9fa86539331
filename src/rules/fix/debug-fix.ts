import type { Ledger } from '../../ledger/ledger.ts';
import type { DebugFiles } from '../spare/debug-files.ts';
import { bringerOf, inBuildStage } from './case.ts';

/** How to go without debug symbols, by what made the program. */
export function strippedFix(ledger: Ledger, { subject, rows }: DebugFiles): string {
  if (subject === '.NET symbols') return 'Publish without them: `dotnet publish -p:DebugType=none`';
  if (subject === 'debug symbols')
    return 'Leave them out of the image, and keep them where your debugger looks for them';
  const { catalog } = ledger;
  if (rows.every((row) => catalog.facts(row)?.elf?.goVersion !== undefined))
    return 'Build it without debug information: `go build -ldflags="-s -w"`';
  if (bringerOf({ ledger, rows }).kind === 'run')
    return 'Strip the program in the `RUN` that builds or fetches it: `strip --strip-debug`';
  return `Strip the program ${inBuildStage(ledger)} before it is copied: \`strip --strip-debug\`, or \`strip = true\` in the release profile of Cargo`;
}
