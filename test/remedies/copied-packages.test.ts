import { expect, test } from '@jest/globals';
import { REMEDIES } from '../../src/remedies/index.ts';
import { fixed } from './remedy-bench.ts';

test('packages are put into an environment of their own where the directory of packages cannot be copied', () => {
  const example = REMEDIES.find(({ id }) => id === 'copied-packages')!.examples[0]!;
  expect(fixed(example)[1]).toBe(
    'FROM python:3.12 AS build\nCOPY . /app\nRUN python3 -m venv /venv && /venv/bin/pip install -r /app/requirements.txt\n\nFROM python:3.12-slim\nCOPY --from=build /app /app\nCOPY --from=build /venv /venv\nENV PATH=/venv/bin:$PATH\nCMD ["gunicorn", "app:app"]\n',
  );
});
