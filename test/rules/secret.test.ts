import { describe, expect, test } from '@jest/globals';
import { contextFile } from '../../src/rules/context-file.ts';
import { secretFile } from '../../src/rules/secret-file.ts';
import { secretInConfig } from '../../src/rules/secret-in-config.ts';
import { secretInLowerLayer } from '../../src/rules/secret-in-lower-layer.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { drawn, privateKey } from '../helpers/planted-secrets.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { ledgerOf, reportOf, type ImageInput } from './rule-bench.ts';

const github = `ghp_${drawn(36)}`;
const npmrc = `//registry.test/:_authToken=${drawn(30)}\n`;
type Config = NonNullable<ImageInput['config']>;
const RULES = [secretFile, secretInConfig, secretInLowerLayer];
const reported = (own: FileInputs): readonly string[] => reportOf(ledgerOf({ own: [layer(own)] }), RULES);

describe('secret-file', () => {
  test.each<[string, string, FileInputs]>([
    ['an environment file', 'environment file with credentials', { '/app/.env': `DB_PASSWORD=${drawn(14)}` }],
    ['npm credentials', 'npm credentials', { '/root/.npmrc': npmrc }],
    ['a token in a script', 'GitHub token', { '/app/src/config.js': `const a = '${github}';` }],
    ['a key', 'private key', { '/app/certs/server.key': privateKey() }],
    ['a key of SSH', 'SSH private key', { '/root/.ssh/id_ed25519': privateKey('OPENSSH PRIVATE KEY') }],
    ['a host key', 'SSH host key', { '/etc/ssh/ssh_host_rsa_key': privateKey('OPENSSH PRIVATE KEY') }],
    [
      'what a checkout used',
      'git credentials',
      { '/app/.git/config': `\turl = https://x:${drawn(20)}@github.com/a` },
    ],
  ])('catches %s', (_what, subject, files) => {
    expect(reported(files)).toEqual([`secret-file: ${subject}`]);
  });

  test.each<[string, FileInputs]>([
    ['an environment file without secrets', { '/app/.env': 'PORT=3000\n' }],
    ['an example', { '/app/.env.example': `DB_PASSWORD=${drawn(14)}` }],
    ['a placeholder', { '/app/.npmrc': '//registry.test/:_authToken=${NPM_TOKEN}\n' }],
    ['a public key', { '/app/key.pem': privateKey('PUBLIC KEY') }],
    ["Debian's key for nothing", { '/etc/ssl/private/ssl-cert-snakeoil.key': privateKey() }],
    ['a test of a dependency', { '/app/node_modules/a/test/key.pem': privateKey() }],
    ['a link', { '/app/.env': { symlink: '/run/secrets/env' } }],
  ])('ignores %s', (_what, files) => {
    expect(reported(files)).toEqual([]);
  });

  const pem = privateKey();
  const dpkg = {
    '/var/lib/dpkg/status': 'Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n\n',
    '/var/lib/dpkg/info/a.list': '/.\n/srv\n/srv/a.pem\n',
  };

  test('ignores what a package brings, unless the repository has it', () => {
    const own = [layer({ ...dpkg, '/srv/a.pem': pem })];
    expect(reportOf(ledgerOf({ own }), RULES)).toEqual([]);
    expect(reportOf(ledgerOf({ own, repository: { 'certs/a.pem': pem } }), RULES)).toEqual([
      'secret-file: private key',
    ]);
  });

  test.each(['tests/data/a.pem', 'src/__fixtures__/a.pem', 'docs/a.pem', 'keys/a.test.pem'])(
    'is a note where the repository has it as %s',
    (tracked) => {
      const ledger = ledgerOf({ own: [layer({ '/app/a.pem': pem })], repository: { [tracked]: pem } });
      expect(ratedFindings(ledger, RULES, { secret: 'error' })).toMatchObject([
        { subject: 'private key in test data', severity: 'note' },
      ]);
    },
  );

  test('is told as inherited where the base image brought it', () => {
    expect(scan(ledgerOf({ base: [layer({ '/root/.npmrc': npmrc })] }), RULES)).toMatchObject([
      { ruleId: 'secret-file', inherited: true },
    ]);
  });

  test('says which kind, where and on which line, for each kind once', () => {
    const text = `a\n${github}\n${privateKey()}${github}\n`;
    expect(scan(ledgerOf({ own: [layer({ '/app/notes.txt': text })] }), RULES)).toMatchObject([
      { message: expect.stringContaining('GitHub token on lines 2, 11: ') },
      { message: expect.stringContaining('private key on line 3: ') },
    ]);
  });

  test('takes a file over from context-file, and gives it its class', () => {
    const ledger = ledgerOf({ own: [layer({ '/app/docker-compose.yml': `token: ${github}` })] });
    expect(reportOf(ledger, [contextFile, secretFile])).toEqual(['secret-file: GitHub token']);
    expect(ledger.fileClass(ledger.catalog.resolve('/app/docker-compose.yml'))).toBe('secret');
  });

  test.each<[string, string, RegExp]>([
    [
      'COPY . /app',
      '/app/.env',
      /^Add `\.env` to `\.dockerignore`.*; give the secret to the container.*replace/,
    ],
    [
      'COPY --from=build /app /app',
      '/app/.env',
      /^Copy from `build` only what the container runs, and replace/,
    ],
    ['RUN echo x > /root/.npmrc', '/root/.npmrc', /--mount=type=secret,id=npmrc,target=\/root\/\.npmrc/],
    ['RUN apt-get install -y openssh-server', '/etc/ssh/ssh_host_rsa_key', /^Delete the keys in the `RUN`/],
  ])('has a fix for %s', (text, path, fix) => {
    const content = path.endsWith('_key')
      ? privateKey()
      : path.endsWith('.env')
        ? `A_TOKEN=${drawn(20)}`
        : npmrc;
    const files = { [path]: content, '/app/app.js': 'x' };
    const [finding] = scan(ledgerOf({ own: [{ layer: layer(files), text }] }), RULES);
    expect(finding?.fix).toMatch(fix);
  });
});

describe('secret-in-lower-layer', () => {
  const written = layer({ '/root/.npmrc': npmrc });
  const of = (...own: NonNullable<ImageInput['own']>) => scan(ledgerOf({ own }), RULES);

  test('catches what a later instruction removed, and proves that it is still there', () => {
    const [finding, ...others] = of(written, layer(whiteout('/root/.npmrc')));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ ruleId: 'secret-in-lower-layer', subject: 'npm credentials' });
    expect(finding?.message).toMatch(
      /^npm credentials, still in layer 0 \(sha256:[0-9a-f]{12}…\) although Dockerfile:3 removed the file: \d+ B in 1 file at \/root\/\.npmrc, added by Dockerfile:2$/,
    );
    expect(finding?.fix).toContain('--mount=type=secret,id=npmrc,target=/root/.npmrc');
  });

  test('catches what a later instruction overwrote', () => {
    expect(of(written, layer({ '/root/.npmrc': 'registry=x\n' }))).toMatchObject([
      {
        ruleId: 'secret-in-lower-layer',
        message: expect.stringContaining('Dockerfile:3 overwrote'),
      },
    ]);
    const newer = `//registry.test/:_authToken=${drawn(31, 5)}\n`;
    expect(of(written, layer({ '/root/.npmrc': newer })).map(({ ruleId }) => ruleId)).toEqual([
      'secret-file',
      'secret-in-lower-layer',
    ]);
  });

  test('catches one that another of the same length overwrote, whatever else is known of the contents', () => {
    const other = Buffer.from(npmrc.replace(/_authToken=(.{4})/, '_authToken=wxyz'));
    expect(other.length).toBe(Buffer.byteLength(npmrc));
    expect(of(written, layer({ '/root/.npmrc': other })).map(({ ruleId }) => ruleId)).toEqual([
      'secret-file',
      'secret-in-lower-layer',
    ]);
  });

  test('leaves to secret-file what was only written once more', () => {
    expect(of(written, written).map(({ ruleId }) => ruleId)).toEqual(['secret-file']);
  });

  test('ignores what leaves no trace', () => {
    expect(of(layer({ '/app/a': 'x' }), layer(whiteout('/app/a')))).toEqual([]);
  });
});

describe('secret-in-config', () => {
  const fieldsOf = (config: Config): readonly string[] =>
    scan(ledgerOf({ config }), RULES).flatMap(({ subject, locations }) =>
      locations.map((place) => `${subject}: ${place.kind === 'config' ? place.field : place.path}`),
    );
  const entry = (createdBy: string) => ({ created_by: createdBy, empty_layer: true });
  const value = drawn(20, 9);

  test.each<[string, Config, readonly string[]]>([
    ['a variable', { env: [`DB_PASSWORD=${value}`] }, ['credential: config.Env.DB_PASSWORD']],
    ['a token', { env: [`GREETING=${github}`] }, ['GitHub token: config.Env.GREETING']],
    ['a token by both', { env: [`GITHUB_TOKEN=${github}`] }, ['GitHub token: config.Env.GITHUB_TOKEN']],
    [
      'a URL',
      { env: [`DATABASE_URL=postgres://app:${value}@db/x`] },
      ['credential: config.Env.DATABASE_URL'],
    ],
    ['a label', { labels: { note: github } }, ['GitHub token: config.Labels.note']],
    ['an entrypoint', { entrypoint: ['/app', `--password=${value}`] }, ['credential: config.Entrypoint[1]']],
    ['a command', { cmd: [`/app --token ${value}`] }, ['credential: config.Cmd[0]']],
    [
      'a header',
      { history: [entry(`RUN /bin/sh -c curl -H "Authorization: Bearer ${value}" x # buildkit`)] },
      ['credential: history[0]'],
    ],
    [
      'a health check',
      { history: [entry(`HEALTHCHECK CMD curl -u bob:${value} x`)] },
      ['credential: history[0]'],
    ],
    [
      'a variable that is set anew',
      { env: ['A_TOKEN='], history: [entry(`ENV A_TOKEN=${value}`), entry('ENV A_TOKEN=')] },
      ['credential: history[0]'],
    ],
    [
      'a build argument, once',
      {
        history: [
          entry(`RUN |1 NPM_TOKEN=${value} /bin/sh -c npm ci # buildkit`),
          entry(`RUN |1 NPM_TOKEN=${value} /bin/sh -c npm test # buildkit`),
        ],
      },
      ['credential: history[0].args.NPM_TOKEN'],
    ],
    [
      'a variable, and not the instruction that set it',
      { env: [`A_TOKEN=${value}`], history: [entry(`ENV A_TOKEN=${value}`)] },
      ['credential: config.Env.A_TOKEN'],
    ],
  ])('catches %s', (_what, config, fields) => {
    expect(fieldsOf(config)).toEqual(fields);
  });

  test.each<[string, Config]>([
    ['placeholders', { env: ['POSTGRES_PASSWORD=postgres', 'SECRET_KEY=changeme', 'API_TOKEN='] }],
    ['public values', { env: [`GPG_KEY=${drawn(40)}`, `NEXT_PUBLIC_API_KEY=${value}`] }],
    ['references', { env: ['DB_PASSWORD_FILE=/run/secrets/db', 'DB_PASSWORD=/run/secrets/db'] }],
    ['mounts', { history: [entry('RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci')] }],
    ['a build that needs any key', { history: [entry('RUN SECRET_KEY_BASE=dummy rake assets:precompile')] }],
  ])('ignores %s', (_what, config) => {
    expect(fieldsOf(config)).toEqual([]);
  });

  test('has a fix for build arguments, for commands and for variables', () => {
    const fixOf = (config: Config) => scan(ledgerOf({ config }), RULES)[0]?.fix;
    expect(fixOf({ history: [entry(`RUN |1 NPM_TOKEN=${value} /bin/sh -c npm ci`)] })).toContain(
      'env=NPM_TOKEN',
    );
    expect(fixOf({ history: [entry(`RUN curl -u a:${value} x`)] })).toContain('Give it to the `RUN`');
    expect(fixOf({ env: [`A_TOKEN=${value}`] })).toContain('when it starts');
  });
});
