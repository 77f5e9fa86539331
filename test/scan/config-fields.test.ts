import { describe, expect, test } from '@jest/globals';
import { attributeHistory, attributeLayers } from '../../src/dockerfile/attribute.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { compare } from '../../src/compare/compare.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import { CONFIG_PARTS, configFields, type ConfigPart } from '../../src/ledger/config-fields.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { allowFindings } from '../../src/policy/allow.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';
import { defineLedgerRule } from '../../src/rules/rule.ts';
import { scan } from '../../src/scan/scan.ts';
import { image, layer, type ConfigInput } from '../helpers/image-builder.ts';

const VALUE = 'npm_0123456789abcdef';
const LOOKS_AT = ['environment', 'labels', 'history', 'build-arguments'] as const;

/** What a rule about secrets in the configuration would be: the value decides, and no more of it is told than where it is. */
const secret = defineLedgerRule({
  id: 'sample-secret',
  category: 'secret',
  headline: 'secret in the configuration',
  severity: 'error',
  since: '1.0.0',
  fix: 'Mount it',
  evidence: 'user-files',
  looksAt: LOOKS_AT,
  examples: { catches: ['x'], ignores: ['y'] },
  inspect: (ledger) => {
    const fields = configFields(ledger, LOOKS_AT).filter(({ value }) => value.includes('npm_0'));
    return fields.length === 0 ? [] : [{ subject: 'npm token', rows: [], fields }];
  },
});

const DOCKERFILE = [
  'FROM base:1',
  'ARG TOKEN',
  `ENV NPM_TOKEN=${VALUE} OTHER=a`,
  'RUN make',
  'LABEL org.example.a=b',
  'USER app',
  'CMD ["serve", "--all"]',
  '',
].join('\n');

const BASE = [
  { created_by: 'COPY base / # buildkit' },
  { created_by: 'ENV PATH=/bin HOME=/', empty_layer: true },
  { created_by: 'CMD ["sh"]', empty_layer: true },
];
const OWN = [
  { created_by: 'ARG TOKEN=x', empty_layer: true },
  { created_by: `ENV NPM_TOKEN=${VALUE} OTHER=a`, empty_layer: true },
  { created_by: `RUN |1 TOKEN=${VALUE} /bin/sh -c make # buildkit` },
  { created_by: 'LABEL org.example.a=b', empty_layer: true },
  { created_by: 'USER app', empty_layer: true },
  { created_by: 'CMD ["serve" "--all"]', empty_layer: true },
];
const CONFIG: ConfigInput = {
  env: ['PATH=/bin', `NPM_TOKEN=${VALUE}`, 'EQUALS=a=b', 'a b='],
  labels: { 'org.example.a': 'b' },
  user: 'app',
  cmd: ['serve', '--all'],
  workingDir: '/srv',
};

function ledgerOf({
  dockerfile = DOCKERFILE,
  history = [...BASE, ...OWN],
  ...config
}: ConfigInput & {
  readonly dockerfile?: string | null;
} = {}): Ledger {
  const whole = image([layer({ '/a': 'x' }), layer({ '/b': 'x' })], { ...CONFIG, ...config, history });
  const stage =
    dockerfile === null ? null : finalStage(parseDockerfile(dockerfile, 'Dockerfile'), { buildArgs: [] });
  const evidence = { config: whole.config, finalStage: stage, baseDiffIDs: null };
  const origins = attributeLayers(evidence);
  const catalog = catalogLayers(whole.layers.map(({ table }) => table));
  return buildLedger({
    ...{ image: whole, catalog, origins, ownership: resolveOwnership(catalog), repository: null },
    ...{ historyOrigins: attributeHistory(evidence, origins), baseName: 'base:1', dockerfile: 'Dockerfile' },
  });
}

/** `path=value` and what set it. */
const reported = (ledger: Ledger, ...parts: readonly ConfigPart[]): readonly string[] =>
  configFields(ledger, parts).map(({ path, value, origin }) => {
    const by = origin.kind === 'instruction' ? `line ${origin.instruction.line}` : origin.kind;
    return `${path}=${value} ${by}`;
  });

describe('fields of the configuration', () => {
  test('have a path, a value and what set them', () => {
    const ledger = ledgerOf();
    expect(reported(ledger, 'environment')).toEqual([
      'config.Env.PATH=/bin base-image',
      `config.Env.NPM_TOKEN=${VALUE} line 3`,
      'config.Env.EQUALS=a=b unknown',
      'config.Env["a b"]= unknown',
    ]);
    expect(reported(ledger, 'labels')).toEqual(['config.Labels["org.example.a"]=b line 5']);
    expect(reported(ledger, 'user', 'working-directory')).toEqual([
      'config.User=app line 6',
      'config.WorkingDir=/srv unknown',
    ]);
    expect(reported(ledger, 'command')).toEqual(['config.Cmd[0]=serve line 7', 'config.Cmd[1]=--all line 7']);
    expect(reported(ledger, 'build-arguments')).toEqual([
      'history[3].args.TOKEN=x line 2',
      `history[5].args.TOKEN=${VALUE} line 4`,
    ]);
    expect(reported(ledger, 'history').slice(1, 3)).toEqual([
      'history[1]=ENV PATH=/bin HOME=/ base-image',
      'history[2]=CMD ["sh"] base-image',
    ]);
  });

  test('come from nowhere without a Dockerfile, and from the classic builder as well', () => {
    const classic = `/bin/sh -c #(nop)  ENV NPM_TOKEN=${VALUE}`;
    const history = [...BASE, { created_by: classic, empty_layer: true }, { created_by: '/bin/sh -c make' }];
    expect(reported(ledgerOf({ dockerfile: null, history }), 'environment')[1]).toMatch(/ unknown$/);
    const dockerfile = `FROM base:1\nENV NPM_TOKEN=${VALUE}\nRUN make\n`;
    expect(reported(ledgerOf({ dockerfile, history }), 'environment')[1]).toMatch(/ line 2$/);
  });

  test('are asked for by part, and hold blanks in build arguments', () => {
    expect(configFields(ledgerOf(), [])).toEqual([]);
    expect(new Set(configFields(ledgerOf(), CONFIG_PARTS).map(({ part }) => part)).size).toBe(7);
    const history = [
      ...BASE,
      { created_by: 'RUN |2 A=b c B=d /bin/sh -c make A=1 # buildkit' },
      { created_by: 'RUN |x /bin/sh', empty_layer: true },
    ];
    expect(reported(ledgerOf({ history, dockerfile: null }), 'build-arguments')).toEqual(
      ['history[3].args.A=b c instruction', 'history[3].args.B=d instruction'].map((text) =>
        text.replace('instruction', 'unknown'),
      ),
    );
  });
});

test('an allow entry accepts fields by their path, where it names all of them', () => {
  const ledger = ledgerOf({
    history: [...BASE, { created_by: 'RUN make' }],
    env: [`A=${VALUE}`, `B=${VALUE}`],
  });
  const { findings } = compare(null, { ledger, findings: scan(ledger, [secret]) });
  const accepted = (path: string): number => {
    const entry = { rule: 'sample-secret', path, reason: 'x', expires: null, source: 'policy' } as const;
    return allowFindings({ entries: [entry], findings, ledger, today: '2027-01-01' }).length;
  };
  expect(accepted('config.Env.*')).toBe(1);
  expect(accepted('config.Env.A')).toBe(0);
});

describe('a finding in fields', () => {
  test('is at them, keeps nothing that stands in them, and says which instruction set them', () => {
    const [finding] = scan(ledgerOf(), [secret]);
    expect(finding).toMatchObject({
      message: 'npm token, at Dockerfile:3',
      ...{ files: 0, bytes: 0, inherited: false, locationsOmitted: 0, place: null },
    });
    expect(finding!.locations).toMatchObject([
      { kind: 'config', field: 'config.Env.NPM_TOKEN', instruction: { line: 3 } },
      { kind: 'config', field: 'history[4]', instruction: { line: 3 } },
      { kind: 'config', field: 'history[5]', instruction: { line: 4 } },
      { kind: 'config', field: 'history[5].args.TOKEN', instruction: { line: 4 } },
    ]);
    expect(finding!.places).toEqual(finding!.locations);
    expect(finding!.primary?.line).toBe(3);
    const { primary, locations, places, fields, ...rest } = finding!;
    expect(JSON.stringify(rest)).not.toContain(VALUE);
    expect(JSON.stringify(fields.map(({ key, path }) => [key, path]))).not.toContain(VALUE);
    expect([primary, locations, places]).not.toContain(undefined);
  });

  test('of the base image is a finding of its own', () => {
    const base = [BASE[0]!, { created_by: `ENV BASE=${VALUE}`, empty_layer: true }, BASE[2]!];
    const found = scan(ledgerOf({ history: [...base, ...OWN], env: [`BASE=${VALUE}`] }), [secret]);
    expect(found.map(({ inherited, message }) => [inherited, message])).toEqual([
      [false, 'npm token, at Dockerfile:3'],
      [true, 'npm token, at Dockerfile:1'],
    ]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('in one field names it', () => {
    const history = [...BASE, { created_by: 'RUN make' }];
    const dockerfile = 'FROM base:1\nRUN make\n';
    const [finding] = scan(ledgerOf({ history, dockerfile }), [secret]);
    expect(finding).toMatchObject({ message: 'npm token in config.Env.NPM_TOKEN', primary: null });
  });

  test('is the same one beside the baseline, wherever in the history its fields are', () => {
    const inspect = (ledger: Ledger) => ({ ledger, findings: scan(ledger, [secret]) });
    const moved = [...BASE, { created_by: 'ARG NEW', empty_layer: true }, ...OWN];
    const dockerfile = DOCKERFILE.replace('ARG TOKEN', 'ARG NEW\nARG TOKEN');
    const candidate = inspect(ledgerOf({ history: moved, dockerfile }));
    const { findings } = compare(inspect(ledgerOf()), candidate);
    expect(findings.map(({ status }) => status)).toEqual(['persisting']);
    const more = inspect(ledgerOf({ env: [...CONFIG.env!, `SECOND=${VALUE}`] }));
    const compared = compare(inspect(ledgerOf()), more).findings;
    expect(
      compared.map(({ status, locations }) => [
        status,
        locations.map((location) => location.kind === 'config' && location.field),
      ]),
    ).toEqual([
      ['introduced', ['config.Env.SECOND']],
      ['persisting', ['config.Env.NPM_TOKEN', 'history[4]', 'history[5]', 'history[5].args.TOKEN']],
    ]);
  });
});
