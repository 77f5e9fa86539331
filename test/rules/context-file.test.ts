import { describe, expect, test } from '@jest/globals';
import { contextFile } from '../../src/rules/context-file.ts';
import { elf } from '../helpers/elf-builder.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const reported = (path: string): readonly string[] =>
  reportOf(ledgerOf({ own: [layer({ [path]: 'x' })] }), [contextFile]);

describe('context-file', () => {
  test.each([
    ['container build files', ['Dockerfile', 'Containerfile', 'Dockerfile.dev', 'Containerfile-arm64']],
    ['container build files', ['web.Dockerfile', 'web.dockerfile', '.dockerignore', 'compose.yaml']],
    ['container build files', ['docker-compose.yml', 'docker-bake.hcl', 'docker-bake.override.json']],
    ['CI configuration', ['.github/a', '.circleci/a', '.gitlab/a', '.buildkite/a', '.gitlab-ci.yml']],
    ['CI configuration', ['.travis.yml', 'Jenkinsfile', 'azure-pipelines.yml', 'bitbucket-pipelines.yml']],
    ['CI configuration', ['.drone.yml', 'cloudbuild.yaml']],
    ['editor settings', ['.idea/a', '.vscode/a', '.devcontainer/a', '.vs/a', '.DS_Store', '.main.py.swp']],
    ['repository settings', ['.gitignore', '.gitattributes', '.gitmodules', '.editorconfig']],
    ['repository settings', ['.pre-commit-config.yaml', '.eslintrc', '.eslintrc.json', '.eslintignore']],
    ['repository settings', ['.prettierrc', '.prettierrc.yaml', '.prettierignore', '.husky/pre-commit']],
    [
      'repository settings',
      ['jest.config.js', 'vitest.config.mts', 'cypress.config.ts', 'eslint.config.mjs'],
    ],
  ])('tells %s: %j', (subject, names) => {
    for (const name of names)
      expect([name, ...reported(`/app/${name}`)]).toEqual([name, `context-file: ${subject}`]);
  });

  test.each([
    '/app/compose.js',
    '/app/Jenkinsfile.md',
    '/app/a.config.js',
    '/app/.env',
    '/app/decompose/a.yml',
  ])('ignores %s', (path) => {
    expect(reported(path)).toEqual([]);
  });

  test('tells no Dockerfile that a distribution keeps in its base, but the one of the repository in the expected place', () => {
    const path = '/root/buildinfo/Dockerfile-ubi9-9.4-1214.1726694543';
    const files = [layer({ [path]: 'FROM koji/image-build' })];
    expect(reportOf(ledgerOf({ own: files }), [contextFile])).toEqual([]);
    const repository = { Dockerfile: 'FROM koji/image-build' };
    expect(reportOf(ledgerOf({ own: files, repository }), [contextFile])).toEqual([
      'context-file: container build files',
    ]);
  });

  test('tells a file of the repository, though a package claims it; another only where the claim counts', () => {
    const owned = debian({ app: { files: ['/opt/app/Dockerfile'] } });
    const content = 'app /opt/app/Dockerfile';
    const bystander = layer({ '/opt/app/Dockerfile': content });
    const all = (own: Parameters<typeof ledgerOf>[0]['own'], repository = {}) =>
      reportOf(ledgerOf({ own: own ?? [], repository }), [contextFile]);
    expect(all([layer(owned)], { Dockerfile: content })).toEqual(['context-file: container build files']);
    expect(all([layer(owned)])).toEqual([]);
    expect(all([bystander, layer(debian({ app: { files: ['/opt/app/Dockerfile'] } }))])).toEqual([
      'context-file: container build files',
    ]);
  });

  test.each<[string, FileInputs, ConfigInput]>([
    [
      'a script of the start names their folder',
      { '/app/run.sh': '. ./tests/a.sh\n' },
      { cmd: ['sh', '/app/run.sh'] },
    ],
    ['the start names their folder', {}, { cmd: ['/bin/runner', '/app/tests'] }],
    ['the start is a test runner', {}, { cmd: ['python', '-m', 'pytest'] }],
    ['Node.js runs tests by itself', {}, { cmd: ['node', '--no-warnings', '--test'] }],
    [
      'a script that a shell is told to run names their folder',
      { '/app/all.sh': 'cd tests && ls\n' },
      { cmd: ['/bin/sh', '-c', 'exec bash ./all.sh --quiet'], workingDir: '/app' },
    ],
    [
      'a script of PATH runs one that names their folder',
      { '/usr/bin/check.sh': '#!/bin/sh\n. /app/lib.sh\n', '/app/lib.sh': 'for t in tests/*; do $t; done\n' },
      { entrypoint: ['check.sh'] },
    ],
    [
      'a program in Python names their folder',
      { '/app/run.py': 'import glob\nfor path in glob.glob("tests/*.sh"): print(path)\n' },
      { cmd: ['python3', 'run.py'], workingDir: '/app' },
    ],
    [
      'a script of package.json is a test runner',
      { '/app/package.json': '{"scripts":{"check":"mocha"}}' },
      { cmd: ['npm', 'run', 'check'], workingDir: '/app' },
    ],
    [
      'the start is in their folder',
      {},
      { cmd: ['/bin/sh', '-c', 'for t in *.sh; do sh $t; done'], workingDir: '/app/tests' },
    ],
  ])('takes tests for the application where %s', (_what, files, config) => {
    const tests = { '/app/tests/a.sh': 'echo' };
    const repository = { 'tests/a.sh': 'echo' };
    const findings = (start: ConfigInput) =>
      reportOf(ledgerOf({ own: [layer({ ...files, ...tests })], repository, config: start }), [contextFile]);
    expect(findings(config)).toEqual([]);
    expect(findings({ cmd: ['/bin/server'] })).toEqual(['context-file: tests of this repository']);
  });

  test('tells tests that lie in a folder of that name, too, where the start names that one, and where a program compares', () => {
    const own = [
      layer({
        '/e2e/test/a.js': 'x',
        '/e2e/run.js': "if (process.env.NODE_ENV !== 'test') start(); // test\n",
      }),
    ];
    const repository = { 'test/a.js': 'x' };
    const findings = (cmd: readonly string[]) =>
      reportOf(ledgerOf({ own, repository, config: { cmd: [...cmd], workingDir: '/e2e' } }), [contextFile]);
    expect(findings(['node', '/e2e/run.js'])).toEqual(['context-file: tests of this repository']);
    expect(findings(['node', 'test/a.js'])).toEqual([]);
  });

  test('ignores what another finding tells, and what a virtual environment writes', () => {
    const go = {
      '/opt/sdk/go/VERSION': 'go1.21.5',
      '/opt/sdk/go/bin/go': 'x',
      '/opt/sdk/go/src/Dockerfile': 'FROM',
    };
    const tools = {
      '/opt/sdk/go/pkg/tool/linux_amd64/compile': elf({ go: { version: 'go1.21.5', path: 'cmd/compile' } }),
    };
    expect(reportOf(ledgerOf({ own: [layer({ ...go, ...tools })] }), [contextFile])).toEqual([]);
    const venv = { '/home/app/.local/pyvenv.cfg': 'home = /usr/bin', '/home/app/.local/.gitignore': '*' };
    expect(reportOf(ledgerOf({ own: [layer(venv)] }), [contextFile])).toEqual([]);
    expect(reported('/home/app/.local/.gitignore')).toHaveLength(1);
    expect(reported('/app/.pytest_cache/.gitignore')).toEqual([]);
  });

  test('ignores what lies in a tree of dependencies', () => {
    expect(reported('/app/vendor/a/.gitattributes')).toEqual([]);
    expect(reported('/usr/share/doc/a/Dockerfile')).toEqual([]);
  });
});
