import { writeFile } from 'node:fs/promises';
import { GateError } from '../errors.ts';
import type { Format } from '../report/index.ts';
import { renderJson } from '../report/json.ts';
import type { GateReport } from '../report/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { TerminalShape } from '../report/terminal.ts';
import { isUnchanged, type UnchangedReport } from '../report/unchanged.ts';
import { refuseLinkedOutput } from '../run/checkout.ts';
import { orAborted } from '../waiting.ts';
import type { ReportOutput } from './report-outputs.ts';

const DEFAULT_WIDTH = 100;

/** How a report is written: for a person at this terminal, or as a text of a format. */
export type Renderers = {
  readonly toTerminal: (shape: TerminalShape) => string | Promise<string>;
  readonly toText: (format: Format) => Promise<string>;
};

/** The larger formats are loaded for those who ask for them. */
export function renderersOf(report: GateReport | UnchangedReport): Renderers {
  if (isUnchanged(report)) return unchangedRenderers(report);
  return {
    toTerminal: (shape) => renderTerminal(report, shape),
    toText: async (format) => {
      if (format === 'json') return renderJson(report);
      const { RENDERERS } = await import('../github/publishing.ts');
      return RENDERERS[format](report);
    },
  };
}

function unchangedRenderers(report: UnchangedReport): Renderers {
  const toText = async (format: Format) => {
    const { UNCHANGED_RENDERERS } = await import('../github/publishing.ts');
    return UNCHANGED_RENDERERS[format](report);
  };
  return { toTerminal: () => toText('terminal'), toText };
}

export async function writeReports(
  { toTerminal, toText }: Renderers,
  outputs: readonly ReportOutput[],
  signal: AbortSignal,
): Promise<void> {
  for (const { format, path } of outputs) {
    if (path !== null) await orAborted(writeReport(path, await toText(format)), signal);
    else
      process.stdout.write(format === 'terminal' ? await toTerminal(terminalShape()) : await toText(format));
  }
}

async function writeReport(path: string, text: string): Promise<void> {
  await refuseLinkedOutput(path, runnerWorkspace());
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new GateError('bad-input', `\`--output ${path}\` cannot be written`, {
      hint: 'Name a file in a folder that exists and is writable.',
      cause,
    });
  }
}

/** Colour only where a person looks. https://no-color.org */
function terminalShape(): TerminalShape {
  const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
  return { colour, width: process.stdout.columns || DEFAULT_WIDTH };
}

/** Set by a runner alone, and only there somebody else's files are expected. */
export function runnerWorkspace(): string | null {
  return process.env['GITHUB_ACTIONS'] === 'true' ? process.env['GITHUB_WORKSPACE'] || null : null;
}
