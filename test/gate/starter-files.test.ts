import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  starterPolicy,
  starterPolicyOfMany,
  starterWorkflow,
  starterWorkflowOfMany,
  type StarterImage,
} from '../../src/gate/starter-files.ts';
import { layoutsOf } from '../../src/gate/starter-layout.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { gateReport } from '../helpers/report-builder.ts';

const SCHEMA = 'https://example.com/policy.schema.json';
const MIB = 1024 * 1024;
const GROWTH = { size: 'content', maxGrowth: { bytes: 10 * MIB, unit: 'MiB', percent: 10 } };

const image = (change: Partial<StarterImage> = {}): StarterImage => ({
  name: 'api',
  context: 'services/api',
  contentBytes: 20 * MIB,
  ...change,
});
const policyOf = (images: readonly StarterImage[]) =>
  parsePolicy(starterPolicyOfMany(images, SCHEMA).text, 'policy').policy;

describe('the first policy', () => {
  test('has a budget of today’s size with a tenth of room, and the address of its schema', () => {
    const { path, text } = starterPolicy(gateReport(), SCHEMA);
    expect(path).toBe('.github/final-stage.yml');
    expect(text).toMatch(`# yaml-language-server: $schema=${SCHEMA}\n`);
    expect(parsePolicy(text, path).policy.budgets).toEqual([
      { size: 'content', max: MIB, maxUnit: 'MiB' },
      GROWTH,
    ]);
  });

  test('of several images has them by how they are built, each with its own budget', () => {
    const { budgets, images } = policyOf([
      image(),
      image({ name: 'web', context: '.', dockerfile: 'web.Dockerfile', target: 'run', contentBytes: null }),
    ]);
    expect(budgets).toEqual([GROWTH]);
    expect(images).toEqual([
      {
        name: 'api',
        context: 'services/api',
        budgets: [{ size: 'content', max: 22 * MIB, maxUnit: 'MiB' }, GROWTH],
      },
      { name: 'web', context: '.', dockerfile: 'web.Dockerfile', target: 'run' },
    ]);
  });

  test('has images that are built alike once, as large as the largest', () => {
    const twins = [image(), image({ name: 'api-arm', contentBytes: 40 * MIB }), image({ target: 'other' })];
    expect(policyOf(twins).images).toMatchObject([{ name: 'api', budgets: [{ max: 44 * MIB }, GROWTH] }]);
  });

  test('quotes whatever names and paths are', () => {
    const any = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(any, any, any, (name, context, target) => {
        const [only] = policyOf([image({ name, context, dockerfile: `${context}/D`, target })]).images;
        expect(only).toMatchObject({ name, context, dockerfile: `${context}/D`, target });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the first workflow', () => {
  const withOf = (text: string) =>
    (parse(text) as { jobs: Record<string, { steps: { with: Record<string, string> }[] }> }).jobs;

  test.each([
    [{ kind: 'bake', file: 'docker-bake.hcl' } as const, { bake: 'docker-bake.hcl' }],
    [
      { kind: 'bake', file: 'b.json', targets: ['api', 'web'] } as const,
      { bake: 'b.json', 'bake-targets': 'api\nweb\n' },
    ],
    [{ kind: 'compose', file: 'compose.yaml' } as const, { compose: 'compose.yaml' }],
    [{ kind: 'images' } as const, { images: 'all' }],
  ])('of %j says where its images are', (layout, inputs) => {
    const { path, text } = starterWorkflowOfMany(layout);
    expect(path).toBe('.github/workflows/final-stage.yml');
    expect(withOf(text)['images']?.steps[1]?.with).toEqual(inputs);
    expect(text).toContain('Require the job "images"');
  });

  test('runs nothing of a path or an argument', () => {
    const lists = { buildContexts: [], secrets: [], cacheFrom: [], cacheTo: [] };
    const context = '${{ github.token }}/\'a\' "b"';
    const { text } = starterWorkflow({ context, buildArgs: ['A=${{ 1 }}', 'B=2'], ...lists });
    const inputs = withOf(text)['image']?.steps[1]?.with ?? {};
    const evaluated = (value = '') => value.replace(/\$\{\{ '(\$\{\{)' \}\}/g, '$1');
    expect(evaluated(inputs['context'])).toBe(context);
    expect(evaluated(inputs['build-args'])).toBe('A=${{ 1 }}\nB=2\n');
    expect(text.match(/\$\{\{(?! '\$\{\{' \}\})(?!' \}\})/g)).toBeNull();
  });
});

describe('where a repository says which images it has', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], ['one']],
    [['Dockerfile', 'README.md'], ['one']],
    [
      ['Dockerfile', 'docker-bake.json', 'docker-bake.hcl', 'compose.yml'],
      ['bake', 'compose', 'one'],
    ],
    [
      ['docker-compose.yml', 'a/Dockerfile', 'b/Dockerfile'],
      ['compose', 'images', 'one'],
    ],
    [['sub/docker-bake.hcl', 'Dockerfile.dockerignore', 'Dockerfile'], ['one']],
  ])('%j: %j', (files, kinds) => {
    expect(layoutsOf(files).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('is the first of two files of one kind, as their programs take it', () => {
    expect(layoutsOf(['docker-bake.json', 'docker-bake.hcl', 'docker-compose.yml', 'compose.yaml'])).toEqual([
      { kind: 'bake', file: 'docker-bake.hcl' },
      { kind: 'compose', file: 'compose.yaml' },
      { kind: 'one' },
    ]);
    expect(layoutsOf(['docker-compose.yaml', 'docker-compose.yml'])).toEqual([
      { kind: 'compose', file: 'docker-compose.yml' },
      { kind: 'one' },
    ]);
  });

  test('leaves out Dockerfiles that ship nothing, and names that no pattern can name', () => {
    const product = ['Dockerfile', 'api/Dockerfile', 'api/worker.Dockerfile', 'web/Containerfile.prod'];
    const others = [
      '.devcontainer/Dockerfile',
      'test/fixtures/a/Dockerfile',
      'examples/go/Dockerfile',
      'web/node_modules/x/Dockerfile',
      'a[b]/Dockerfile',
      'a\nb/Dockerfile',
      '${{ x }}/Dockerfile',
      '-rf/*/Dockerfile',
    ];
    const [layout] = layoutsOf([...others, ...product]);
    expect(layout).toEqual({ kind: 'images', dockerfiles: product, leftOut: others.toSorted() });
  });
});
