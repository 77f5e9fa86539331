import { join } from 'node:path';
import { lastLines, runCommand } from '../engine/command.ts';
import { interruption } from '../scoreboard/interruption.ts';
import type { Shown, Staying } from './trial.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** The part of the report that is read here; of the program as it ships nothing is imported. */
type Report = {
  readonly fixes: readonly { readonly remedies: readonly string[]; readonly patch: string }[];
  readonly unfixed: readonly Staying[];
  readonly builds: number;
};

export async function askForFixes(
  folder: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<Shown> {
  const start = Date.now();
  const args = [CLI, 'fix', '.', '--format', 'json', ...flags];
  const { code, stdout, stderr } = await runCommand(process.execPath, args, {
    ...{ cwd: folder, env, signal: interruption },
  });
  const seconds = (Date.now() - start) / 1000;
  if (code > 1) {
    const why = `\`final-stage fix\` ends with code ${code}: ${lastLines(stderr, 3)}`;
    const staying = [{ ruleId: 'none', subject: 'no report', why }];
    return { patch: '', remedies: [], staying, cost: { seconds, builds: 0 } };
  }
  const { fixes, unfixed, builds } = JSON.parse(stdout) as Report;
  return {
    patch: fixes.map(({ patch }) => patch).join(''),
    remedies: [...new Set(fixes.flatMap(({ remedies }) => remedies))].sort(),
    staying: unfixed.map(({ ruleId, subject, why }) => ({ ruleId, subject, why })),
    cost: { seconds, builds },
  };
}
