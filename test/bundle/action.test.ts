import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GateReport } from '../../src/report/report.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer, whiteout } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionStep } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const payload = payloadOf('pull_request', { pull_request: { number: 7, labels: [] } });
const base = layer({ '/etc/os-release': 'ID=alpine\n', '/app/server': 'x'.repeat(5000) });

beforeAll(async () => {
  await mkdir(workspace);
  await writeOciLayout(join(workspace, 'main'), [base]);
  await writeOciLayout(join(workspace, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
  await writeOciLayout(join(workspace, 'hiding'), [base, layer(whiteout('/app/server'))]);
});

function step(inputs: Readonly<Record<string, string>>, change: Partial<ActionStep> = {}): ActionStep {
  return { inputs: { comment: 'never', ...inputs }, payload, workspace, folder, ...change };
}

describe('the Action as it ships', () => {
  test('passes an image that is as its baseline, and sets every output', async () => {
    const run = await runAction(step({ image: 'oci:main', baseline: 'oci:main' }));
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: {
        conclusion: 'success',
        'content-size': '5010',
        'baseline-content-size': '5010',
        'content-delta': '0',
        'content-delta-percent': '0',
        'pull-size': '0',
        introduced: '0',
      },
    });
    expect(run.log.annotations).toEqual([]);
    expect(run.summary).toContain('Final Stage');
  });

  test('keeps its reports for later steps after everything else is cleaned up', async () => {
    const run = await runAction(step({ image: 'oci:main' }));
    const { report = '', sarif = '', 'report-html': html = '' } = run.outputs;
    const json = JSON.parse(readFileSync(report, 'utf8')) as GateReport;
    expect(json).toMatchObject({ schemaVersion: 1, baseline: null, candidate: { contentBytes: 5010 } });
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>');
    expect(report.startsWith(run.runnerTemp)).toBe(true);
    expect(run.outputs['baseline-content-size']).toBe('');
  });

  test('fails over a budget, and says so where people look', async () => {
    const run = await runAction(step({ image: 'oci:grown', baseline: 'oci:main', 'max-growth': '1 kB' }));
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', 'content-delta': '3000' });
    expect(run.log.annotations.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(2);
    expect(run.summary).toMatch(/budget/);
  });

  test('tells and passes where the policy says never', async () => {
    const run = await runAction(
      step({ image: 'oci:grown', baseline: 'oci:main', 'max-growth': '1 kB', 'fail-on': 'never' }),
    );
    expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'neutral' } });
  });

  test('has no verdict for wrong inputs, and names all of them', async () => {
    const run = await runAction(step({ image: 'oci:main', 'fail-on': 'sometimes', 'max-size': 'big' }));
    expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
    expect(run.log.annotations).toHaveLength(1);
    expect(run.log.annotations[0]?.message).toMatch(/^2 inputs are wrong:\n.*`fail-on`.*\n.*`max-size`/);
    expect(run.summary).toMatch(/^### ❌ Final Stage no verdict\n\n2 inputs are wrong: .*fail-on.*max-size/);
  });

  test('has no verdict for an image that is not there', async () => {
    const run = await runAction(step({ image: 'oci:nowhere' }));
    expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
    expect(run.log.annotations[0]?.message).toMatch(/nowhere/);
    expect(run.summary).toMatch(
      /^### ❌ Final Stage no verdict\n\n.*nowhere.*\n\nSee the log for details\.\n$/,
    );
  });

  test('refuses pull_request_target', async () => {
    const run = await runAction(step({ image: 'oci:main' }, { eventName: 'pull_request_target' }));
    expect(run.exitCode).toBe(1);
    expect(run.log.annotations[0]?.message).toContain('runs the code of whoever opened the pull request');
  });

  test('masks secrets, line by line, before anything else is said', async () => {
    const secrets = 'npm=hunter2\n"key=line one\nline two"';
    const run = await runAction(step({ image: 'oci:main', secrets }));
    expect(run.exitCode).toBe(0);
    expect(run.log.masks).toEqual(['hunter2', 'line one\nline two', 'line one', 'line two']);
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toMatch(/hunter2|line one|line two/);
    expect(run.stderr).not.toMatch(/hunter2|line one|line two/);
  });

  test('leaves nothing but its reports', async () => {
    const run = await runAction(step({ image: 'oci:hiding', baseline: 'oci:main' }));
    expect(run.exitCode).toBe(0);
    const { report = '' } = run.outputs;
    expect(existsSync(report)).toBe(true);
    expect(run.stderr).toBe('');
  });
});

describeWithGitHub('the Action and GitHub', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
  });
  afterAll(() => github.close());

  let runs = 0;

  /** A new run of the same workflow. */
  function gated(change: Readonly<Record<string, string>>): ActionStep {
    runs += 1;
    const environment = { GITHUB_RUN_NUMBER: String(runs), GITHUB_RUN_ID: String(9000 + runs) };
    const inputs = {
      image: 'oci:grown',
      baseline: 'oci:main',
      comment: 'auto',
      'github-token': 'good',
      ...change,
    };
    return step(inputs, { apiUrl: github.url, environment });
  }

  test('comments once there is something to say, keeps the comment current, and honours a waiver', async () => {
    const quiet = await runAction(gated({ 'max-growth': '1 kB', baseline: 'oci:grown' }));
    expect(quiet.exitCode).toBe(0);
    expect(github.state.comments).toEqual([]);

    const failing = await runAction(gated({ 'max-growth': '1 kB' }));
    expect(failing.exitCode).toBe(1);
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/failed.*budget exceeded/);

    github.state.labels = ['final-stage-waived'];
    github.state.events = [{ label: 'final-stage-waived', actor: 'maintainer' }];
    const waived = await runAction(gated({ 'max-growth': '1 kB' }));
    expect(waived).toMatchObject({ exitCode: 0, outputs: { conclusion: 'neutral' } });
    expect(github.state.comments[0]?.body).toMatch(/waived/);
    expect(github.state.comments[0]?.body).toContain('maintainer');

    const fixed = await runAction(gated({ 'max-growth': '1 kB', baseline: 'oci:grown' }));
    expect(fixed.exitCode).toBe(0);
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/passed/);
    expect(github.faults).toEqual([]);
  });

  test('keeps its verdict where it may not write', async () => {
    github.state.canWrite = false;
    github.state.comments = [];
    const run = await runAction(gated({ comment: 'always' }));
    github.state.canWrite = true;
    expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success' } });
    expect(run.log.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('403') },
    ]);
    expect(run.summary).toContain('403');
    expect(github.faults).toEqual([]);
  });
});
