import { findPythonLocks, lockOf, type PythonManager } from '../../packages/python-locks.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ProjectManager } from './node-manager.ts';

/** https://docs.astral.sh/uv/concepts/projects/sync, https://python-poetry.org/docs/cli, https://pdm-project.org, https://pipenv.pypa.io */
const MANAGERS: Readonly<Record<PythonManager, ProjectManager>> = {
  uv: { name: 'uv', install: 'uv sync --frozen --no-dev', prune: 'uv sync --frozen --no-dev' },
  Poetry: { name: 'Poetry', install: 'poetry install --only main', prune: 'poetry sync --only main' },
  PDM: { name: 'PDM', install: 'pdm sync --prod', prune: 'pdm sync --prod --clean' },
  Pipenv: { name: 'Pipenv', install: 'pipenv sync', prune: 'pipenv sync' },
};

/** Who installed a Python distribution by the lock file that flags it; undefined for a row of anything else. */
export function pythonManagerOf(ledger: Ledger): (row: number) => ProjectManager | undefined {
  const locks = findPythonLocks(ledger.catalog);
  return (row) => {
    if (ledger.packages[ledger.ownerIndex(row)]?.type !== 'pypi') return undefined;
    const found = lockOf(locks, ledger.catalog.path(row));
    return found && MANAGERS[found.manager];
  };
}
