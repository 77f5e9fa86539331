import type { Ledger } from '../ledger/ledger.ts';
import { defineLedgerRule } from './rule.ts';
import { findMissingImports, type MissingImports } from './start/missing-imports.ts';
import { findStartFailure } from './start/start-failure.ts';
import { findBrokenEnvironment } from './start/virtual-environment.ts';
import { PYTHON_START } from './contents/required-sources.ts';

/** Told only where it is certain: every third-party import that the program starts with must be nowhere in the image. */
export const missingPackages = defineLedgerRule({
  id: 'missing-packages',
  category: 'broken-stage',
  headline: 'Python packages that were installed but not copied into the final stage',
  severity: 'error',
  since: '0.1.0',
  fix: 'Copy the virtual environment (or `site-packages` and `bin`) from the build stage, onto the base image that it was made on',
  evidence: 'thing',
  ...PYTHON_START,
  examples: {
    catches: [
      '`CMD ["gunicorn", "app:app"]` in an image with Python and without gunicorn',
      '`python app.py`, which imports Flask, where only `/app` was copied from the build stage',
      'a virtual environment of Python 3.11 on a base image with Python 3.12',
      'packages that `pip install --user` put into `/root/.local`, in a container that runs as another user',
    ],
    ignores: [
      'imports inside `try`, `if` or a function',
      'a program that changes `sys.path`, or an image with `.pth` files, eggs or zipped packages',
      'an image that has any of the packages',
    ],
  },
  inspect(ledger) {
    const found = ledger.config.platform.os === 'linux' ? findCause(ledger) : undefined;
    if (!found) return [];
    const { message, row } = found;
    return [{ subject: 'Python packages', message, rows: row < 0 ? [] : [row], at: 'entrypoint' }];
  },
});

function findCause(ledger: Ledger): MissingImports | undefined {
  const failure = findStartFailure(ledger);
  if (failure) return failure.kind === 'python-script' ? failure : undefined;
  return findBrokenEnvironment(ledger) ?? findMissingImports(ledger);
}
