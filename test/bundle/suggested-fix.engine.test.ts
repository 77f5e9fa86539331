import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { GateReport } from '../../src/report/report.ts';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { basesOfEngines, tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import { slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { reportUntested, testWith } from '../helpers/untested.ts';

const PATIENCE_MILLISECONDS = 300_000;
const BASE = 'debian:bookworm-slim';
const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const GOOD = [
  `FROM ${BASE}`,
  'WORKDIR /app',
  'COPY server.txt .',
  'USER 1000',
  'CMD ["cat", "/app/server.txt"]',
  '',
].join('\n');

/** History in the image, which is an error, and a cache in a layer, which is a warning. */
const REGRESSED = GOOD.replace(
  'WORKDIR',
  'RUN mkdir -p /var/lib/apt/lists && head -c 3000000 /dev/urandom > /var/lib/apt/lists/deb_Packages\nWORKDIR',
).replace('COPY server.txt', 'COPY .');

const basesOf = await basesOfEngines([BASE]);

describeEngines('a pull request that regresses, with fixes asked for', (engine) => {
  if (slice === null) {
    reportUntested("not tried: GitHub's description of its API cannot be had");
    return;
  }
  const description = slice;
  const withBases = testWith(basesOf.get(engine.store) ?? null, `${BASE} is not available`);
  beforeAll(() => {
    useEngine(engine);
  });

  const gate = async (repository: string, contexts: readonly string[], number: number) => {
    const github = await openGitHubDouble(description);
    try {
      const [base, head] = [git(repository, 'rev-parse', 'HEAD^1'), git(repository, 'rev-parse', 'HEAD^2')];
      const pull = { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } };
      const run = await runAction({
        inputs: {
          fix: 'suggest',
          'github-token': 'good',
          comment: 'always',
          'build-contexts': contexts.join('\n'),
          ...(engine.buildNetwork && { network: engine.buildNetwork }),
        },
        environment: {
          GITHUB_SHA: git(repository, 'rev-parse', 'HEAD'),
          GITHUB_RUN_NUMBER: String(number),
          GITHUB_RUN_ID: String(9000 + number),
        },
        payload: payloadOf('pull_request', { pull_request: pull }),
        apiUrl: github.url,
        workspace: repository,
        folder: folder.path,
      });
      expect(tagsLeftBy(run)).toEqual([]);
      expect(git(repository, 'status', '--porcelain')).toBe('');
      const report = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as GateReport;
      return { run, report, comment: github.state.comments.at(-1)?.body ?? '' };
    } finally {
      await github.close();
    }
  };

  const merge = (repository: string, base: string, head: string) => {
    git(repository, 'checkout', '--quiet', '--detach', base);
    git(repository, 'merge', '--quiet', '--no-ff', '-m', 'merge', head);
  };

  withBases(
    'gets a patch in its comment that git applies, and with which it passes',
    async (contexts) => {
      const repository = makeRepository(join(folder.path, engine.store));
      writeFiles(repository, { Dockerfile: GOOD, 'server.txt': 'served\n' });
      git(repository, 'add', '.');
      const base = commit(repository, 'README.md', 'base');
      git(repository, 'checkout', '--quiet', '-b', 'change');
      const head = commit(repository, 'Dockerfile', REGRESSED);
      merge(repository, base, head);

      const first = await gate(repository, contexts, 1);
      expect(first.run).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure' } });
      const patch = readFileSync(first.run.outputs['fix-patch'] ?? '', 'utf8');
      expect(first.report.notices).toEqual([]);
      expect(first.report.fixes).toMatchObject([
        { remedies: ['ignored-files', 'package-cache'], patch, proof: { state: 'proven' } },
      ]);
      expect(first.comment).toContain(`\n\`\`\`diff\n${patch}\`\`\`\n`);
      expect(first.comment).toContain('The proven fix below resolves this');
      expect(first.comment).toMatch(
        /<summary><b>Proven fix: 3 findings, −3\.0 MB content size<\/b><\/summary>/,
      );

      git(repository, 'checkout', '--quiet', 'change');
      execFileSync('git', ['apply', first.run.outputs['fix-patch'] ?? ''], { cwd: repository });
      git(repository, 'add', '.');
      const fixed = commit(repository, 'FIXED.md', 'the proven fix');
      merge(repository, base, fixed);
      const second = await gate(repository, contexts, 2);
      expect(second.run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success', 'fix-patch': '' } });
      const mended = new Set(first.report.fixes.flatMap(({ fingerprints }) => fingerprints));
      expect(second.report.findings.filter(({ fingerprint }) => mended.has(fingerprint))).toEqual([]);
      expect(second.comment).toContain('Final Stage passed');

      // Seen from the regression, all of it is resolved.
      merge(repository, head, fixed);
      const resolved = await gate(repository, contexts, 3);
      const gone = resolved.report.findings.filter(({ status }) => status === 'resolved');
      expect(gone.map(({ fingerprint }) => fingerprint)).toEqual(expect.arrayContaining([...mended]));
    },
    PATIENCE_MILLISECONDS,
  );
});
