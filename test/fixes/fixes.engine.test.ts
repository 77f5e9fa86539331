import { afterAll, describe, expect, test } from '@jest/globals';
import { openProjectBases } from '../../scripts/fixes/bases.ts';
import { removeLeavings } from '../../scripts/fixes/leavings.ts';
import { measureProject } from '../../scripts/fixes/measure.ts';
import { parseProject } from '../../scripts/fixes/project.ts';
import { readProjects } from '../../scripts/fixes/projects.ts';
import { engines } from '../build/workshop.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 600_000;
const NAMES = ['c-make', 'node-plain'];

if (engines.length === 0) reportUntested('no fix is applied and compared: there is no Docker engine');

describe.each(engines.slice(0, 1).map((engine) => [engine.store, engine] as const))(
  'the benchmark of fixes (%s)',
  (_store, engine) => {
    afterAll(() => removeLeavings(engine));

    test.each(NAMES)(
      'sees that %s answers as it says, and the same after what is shown',
      async (name) => {
        const projects = (await readProjects()).filter((each) => each.name === name);
        const bases = await openProjectBases(engine, projects, () => undefined);
        for (const project of projects) {
          const outcome = await measureProject({ engine, bases }, project, { checksOnly: false });
          expect(outcome.kind).toMatch(/^(same base|mended)$/);
        }
      },
      PATIENCE_MILLISECONDS,
    );

    test(
      'does not take a project that answers otherwise than it says',
      async () => {
        const archive =
          'ecosystem: none\nis: a program\nanswers: yes\n-- Dockerfile --\nFROM debian:bookworm-slim\nCMD ["echo", "no"]\n';
        const project = parseProject('liar', archive);
        const bases = await openProjectBases(engine, [project], () => undefined);
        const measuring = measureProject({ engine, bases }, project, { checksOnly: true });
        await expect(measuring).rejects.toThrow('liar answers not as it says: "no\\n"');
      },
      PATIENCE_MILLISECONDS,
    );
  },
);
