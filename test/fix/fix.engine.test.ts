import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { baseContexts, engines, tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import type { FixReport } from '../../src/report/fix-text.ts';
import { runCli } from '../helpers/run-cli.ts';
import { reportUntested } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const BASE = 'debian:bookworm-slim';
const DOCKERFILE = [
  `FROM ${BASE}`,
  'RUN mkdir -p /var/lib/apt/lists \\',
  '  # as large as real ones',
  '  && head -c 3000000 /dev/urandom > /var/lib/apt/lists/deb_Packages',
  'WORKDIR /app',
  'COPY . .',
  'RUN chown -R 1000:1000 /app',
  'COPY vendor /tmp/vendor',
  'RUN head -c 2000000 /dev/zero > /big && cat /big > made',
  'RUN rm /big',
  'RUN cp /tmp/vendor/a a && rm -rf /tmp/vendor',
  'USER 1000',
  'CMD ["cat", "/app/server.txt"]',
  '',
];

let runs = 0;

type Change = (lines: readonly string[]) => readonly string[];

/** A repository in which every remedy but one has something to do. */
function makeProject(change: Change = (lines) => lines, more: Readonly<Record<string, string>> = {}): string {
  const project = makeRepository(join(folder.path, `project-${runs++}`));
  writeFiles(project, {
    ...more,
    Dockerfile: change(DOCKERFILE).join('\n'),
    'server.txt': 'served\n',
    'vendor/a': 'v'.repeat(1_500_000),
    'data/large': 'd'.repeat(1_500_000),
  });
  git(project, 'add', '.');
  git(project, 'commit', '--quiet', '-m', 'project');
  return project;
}

if (engines.length === 0) reportUntested('no fix is built and proven: there is no Docker engine');

describe.each(engines.map((engine) => [engine.store, engine] as const))(
  'final-stage fix (%s)',
  (_store, engine) => {
    let contexts: readonly string[] | null = null;
    beforeAll(async () => {
      useEngine(engine);
      contexts = await baseContexts(engine, [BASE]);
    }, PATIENCE_MILLISECONDS);

    const fix = async (project: string, ...more: readonly string[]) => {
      const base = (contexts ?? []).map((context) => `--build-context=${context}`);
      const run = await runCli(['fix', ...base, ...more], { cwd: project, environment: engine.env });
      expect(tagsLeftBy(run)).toEqual([]);
      return run;
    };

    const withBase = (title: string, work: () => Promise<void>) => {
      test(
        title,
        async () => {
          if (contexts === null) throw new Error(`there is no ${BASE} to build on`);
          await work();
        },
        PATIENCE_MILLISECONDS,
      );
    };

    withBase('prints a diff that git applies, and after which nothing is left to fix', async () => {
      const project = makeProject();
      const { exitCode, stdout } = await fix(project);
      expect(git(project, 'status', '--porcelain')).toBe('');
      expect(stdout).toContain(
        '# proven: 5 findings (ignored-files, package-cache, removed-files, rewritten-files)\n',
      );
      expect(exitCode).toBe(0);
      execFileSync('git', ['apply', '-'], { cwd: project, input: stdout });
      expect(readFileSync(join(project, 'Dockerfile'), 'utf8').split('\n')).toEqual([
        DOCKERFILE[0],
        'RUN mkdir -p /var/lib/apt/lists \\',
        '  # as large as real ones',
        '  && head -c 3000000 /dev/urandom > /var/lib/apt/lists/deb_Packages \\',
        '  && rm -rf /var/lib/apt/lists/*',
        'WORKDIR /app',
        'COPY --chown=1000:1000 . .',
        'RUN chown 1000:1000 /app',
        'RUN --mount=type=bind,source=vendor,target=/tmp/vendor head -c 2000000 /dev/zero > /big && cat /big > made && rm /big',
        'RUN --mount=type=bind,source=vendor,target=/tmp/vendor cp /tmp/vendor/a a',
        'USER 1000',
        'CMD ["cat", "/app/server.txt"]',
        '',
      ]);
      const again = await fix(project, '--format', 'json');
      const report = JSON.parse(again.stdout) as FixReport;
      expect([again.exitCode, report.fixes, report.unfixed, report.builds]).toEqual([0, [], [], 0]);
    });

    withBase('is right with files named by an attacker', async () => {
      const names = ['it"s', "it's", '$(touch x)', '`id`', 'a\nRUN id', '\\', '#', '-rf'];
      const files = names.flatMap((name) => [`vendor/${name}`, `data/${name}/b`, `logs/${name}`]);
      const project = makeProject((lines) => lines, Object.fromEntries(files.map((file) => [file, 'x'])));
      const { exitCode, stdout } = await fix(project);
      expect(exitCode).toBe(0);
      execFileSync('git', ['apply', '-'], { cwd: project, input: stdout });
      const text = readFileSync(join(project, 'Dockerfile'), 'utf8');
      expect(text.match(/^[A-Z]+/gm)).toEqual('FROM RUN WORKDIR COPY RUN RUN RUN USER CMD'.split(' '));
      const again = JSON.parse((await fix(project, '--format', 'json')).stdout) as FixReport;
      expect([again.fixes, again.unfixed]).toEqual([[], []]);
    });

    withBase(
      'writes into the working tree what it proves, says why it proves no more, and leaves the rest',
      async () => {
        const needsHistory = (lines: readonly string[]) =>
          lines.map((line) => (line.startsWith('RUN cp') ? 'RUN test -d .git && cp /tmp/vendor/a a' : line));
        const project = makeProject(needsHistory);
        const { exitCode, stdout } = await fix(
          project,
          '--write',
          '--only',
          'vcs-directory',
          '--only',
          'package-cache',
        );
        expect(stdout).toContain('# proven: 1 finding (package-cache)\n');
        expect(stdout).toContain(
          '# not fixed: vcs-directory: /app/.git (the edit that was tried failed: `Dockerfile:11`',
        );
        expect(exitCode).toBe(1);
        expect(git(project, 'diff', '--stat')).toContain('1 file changed, 2 insertions(+), 1 deletion(-)');
        expect(existsSync(join(project, '.dockerignore'))).toBe(false);
      },
    );
  },
);
