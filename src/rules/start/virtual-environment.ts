import type { Ledger } from '../../ledger/ledger.ts';
import { environmentValue } from './entrypoint.ts';
import { childrenOf } from './visible-files.ts';

/** A Python virtual environment on PATH that its interpreter cannot use. `row`: its `pyvenv.cfg`. */
export type BrokenEnvironment = {
  readonly directory: string;
  readonly row: number;
  readonly message: string;
};

/** First virtual environment on PATH whose Python is gone or of another version than its packages. PEP 405. */
export function findBrokenEnvironment(ledger: Ledger): BrokenEnvironment | undefined {
  const { catalog, config } = ledger;
  for (const entry of (environmentValue(config, 'PATH') ?? '').split(':')) {
    const directory = /^(\/.+)\/bin\/?$/.exec(entry)?.[1];
    const row = directory === undefined ? -1 : catalog.resolve(`${directory}/pyvenv.cfg`);
    if (directory === undefined || row < 0) continue;
    const message = describeBreak(ledger, directory);
    if (message !== undefined) return { directory, row, message };
  }
  return undefined;
}

function describeBreak({ catalog }: Ledger, directory: string): string | undefined {
  const names = childrenOf(catalog, `${directory}/bin`).filter((name) => /^python[\d.]*$/.test(name));
  const rows = names.map((name) => catalog.resolve(`${directory}/bin/${name}`));
  if (names.length > 0 && rows.every((row) => row < 0)) {
    return `The Python that \`${directory}\` links to is not in the image`;
  }
  const running = rows.flatMap((row) =>
    row < 0 ? [] : [/\/python(\d+\.\d+)$/.exec(catalog.path(row))?.[1]],
  )[0];
  const packages = childrenOf(catalog, `${directory}/lib`).flatMap(
    (name) => /^python(\d+\.\d+)$/.exec(name)?.[1] ?? [],
  );
  if (running === undefined || packages.length === 0 || packages.includes(running)) return undefined;
  return `The packages of \`${directory}\` are for Python ${packages.join(', ')}, and its interpreter is Python ${running}`;
}
