import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { git, makeRepository } from '../build/git-fixture.ts';
import { layer, whiteout, type ConfigInput } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { NAMED, TOKENS } from '../helpers/planted-kinds.ts';
import { drawn, privateKey } from '../helpers/planted-secrets.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const FORMATS = ['terminal', 'json', 'markdown', 'html', 'sarif', 'annotations'] as const;
const folder = temporaryFolder();
const checkout = join(folder, 'checkout');
const [baseline, candidate] = [join(folder, 'baseline'), join(folder, 'candidate')];

/** One secret for each place in which it may stand. */
const secret = (place: number): string => drawn(36, 100 + place);
const token = (place: number): string => `ghp_${secret(place)}`;

const DOCKERFILE = [
  'FROM scratch',
  `ENV APP_TOKEN=${token(1)} DB_PASSWORD=${secret(2)}`,
  `ARG NPM_TOKEN=${secret(3)}`,
  `LABEL note="${token(4)}"`,
  'COPY app /app',
  `RUN curl -H "Authorization: Bearer ${secret(5)}" -u bob:${secret(6)} https://bob:${secret(7)}@host/x > /big`,
  `RUN login --password=${secret(8)} --token ${secret(9)} && rm /root/.npmrc && X_SECRET='${secret(10)}' ./deploy`,
  `HEALTHCHECK CMD curl -u bob:${secret(11)} http://localhost`,
  `ENTRYPOINT ["/missing", "--api-key", "${secret(12)}"]`,
  '',
].join('\n');

const HISTORY: ConfigInput['history'] = DOCKERFILE.split('\n')
  .slice(1, -1)
  .map((text) => ({
    created_by: /^RUN /.test(text) ? text.replace('RUN ', `RUN |1 NPM_TOKEN=${secret(3)} /bin/sh -c `) : text,
    empty_layer: !/^(?:COPY|RUN) /.test(text),
  }));

const CONFIG: ConfigInput = {
  env: [`APP_TOKEN=${token(1)}`, `DB_PASSWORD=${secret(2)}`],
  labels: { note: token(4) },
  entrypoint: ['/missing', '--api-key', secret(12)],
  history: HISTORY,
};

const APP: Readonly<Record<string, string>> = Object.fromEntries<string>([
  ...NAMED.map(([, path, text], index) => [index === 0 ? path : `/n${index}${path}`, text] as const),
  ...TOKENS.map(([, text], index) => [`/app/t${index}.txt`, text] as const),
  // Contents of these kinds are kept for what they start and load.
  ['/app/server.js', `const token = '${token(20)}';\n`],
  ['/app/main.py', `TOKEN = "${token(21)}"\n`],
  ['/app/main.rb', `TOKEN = '${token(22)}'\n`],
  ['/entrypoint.sh', `#!/bin/sh\nexport TOKEN=${token(23)}\nexec /missing\n`],
  ['/app/package.json', `{"name":"app","dependencies":{"a":"git+https://${token(24)}@github.com/a/a"}}`],
  ['/app/key.pem', privateKey('PRIVATE KEY', 25)],
  ['/app/docker-compose.yml', `token: ${token(26)}\n`],
]);

const OWN = [
  layer(APP, { '/root/.npmrc': `//registry.test/:_authToken=${secret(30)}\n` }),
  layer({ '/big': 'x'.repeat(3_000_000) }),
  layer(whiteout('/root/.npmrc'), { '/app/notes': token(31) }),
];

/** Parts of all planted secrets that nobody writes by chance. */
const PLANTED: readonly string[] = [
  ...Array.from({ length: 40 }, (_, place) => secret(place).slice(0, 12)),
  ...TOKENS.flatMap(([, text, value = text]) => value.match(/[A-Za-z0-9]{16}/g)?.map((part) => part) ?? []),
  ...NAMED.flatMap(([, , text]) => /[A-Za-z0-9]{20}/.exec(text)?.map((part) => part) ?? []),
  drawn(64, 2500).slice(0, 16),
];

const leaksOf = (text: string): readonly string[] => PLANTED.filter((part) => text.includes(part));

beforeAll(async () => {
  await writeOciLayout(baseline, [layer({ '/app/a': 'x' })]);
  await writeOciLayout(candidate, OWN, CONFIG);
  makeRepository(checkout);
  writeFileSync(join(checkout, 'Dockerfile'), DOCKERFILE);
  git(checkout, 'add', '--all');
  git(checkout, 'commit', '--quiet', '-m', 'files');
});

/** A cache's entry as it is, and what is compressed in it. RFC 8878, 3.1.1. */
function unpacked(bytes: Buffer): readonly string[] {
  const start = bytes.indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
  const body = start < 0 ? Buffer.alloc(0) : zstdDecompressSync(bytes.subarray(start));
  return [bytes.toString('latin1'), body.toString('latin1')];
}

describe('secrets that an image holds', () => {
  test.each([
    ['compare', [`oci:${baseline}`, `oci:${candidate}`]],
    ['inspect', [`oci:${candidate}`]],
    ['inspect', [`oci:${candidate}`, '--dockerfile', 'Dockerfile']],
    ['compare', [`oci:${candidate}`, `oci:${baseline}`]],
  ])(
    'are in nothing that %s %j writes',
    async (command, args) => {
      const run = await runCli(
        [
          command,
          ...args,
          ...FORMATS.flatMap((format) => ['--format', format, '--output', join(folder, `r.${format}`)]),
        ],
        { cwd: checkout, environment: { FORCE_COLOR: '1' } },
      );
      expect([0, 1]).toContain(run.exitCode);
      for (const format of FORMATS) {
        const text = readFileSync(join(folder, `r.${format}`), 'utf8');
        expect([format, leaksOf(text)]).toEqual([format, []]);
      }
      expect(leaksOf(run.stdout + run.stderr)).toEqual([]);
      const json = readFileSync(join(folder, 'r.json'), 'utf8');
      for (const rule of ['secret-file', 'secret-in-config', 'secret-in-lower-layer'])
        expect(json).toContain(rule);
    },
    60_000,
  );

  test('are in no log, summary, output and cache of the Action', async () => {
    const [cache, workspace] = [join(folder, 'cache'), join(folder, 'workspace')];
    mkdirSync(workspace);
    const run = await runAction({
      inputs: {
        ...{ comment: 'never', image: `oci:${candidate}`, baseline: `oci:${baseline}` },
        'cache-dir': cache,
      },
      eventName: 'pull_request',
      payload: payloadOf('pull_request', { pull_request: { number: 7, labels: [] } }),
      workspace,
      folder,
    });
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, 'failure']);
    const reports = ['report', 'report-html', 'sarif'].map((name) =>
      readFileSync(run.outputs[name] ?? '', 'utf8'),
    );
    expect(
      leaksOf([run.stdout, run.stderr, run.summary, ...reports, ...Object.values(run.outputs)].join('\n')),
    ).toEqual([]);
    const entries = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(entries.length).toBeGreaterThan(2);
    let isRead = false;
    for (const { parentPath, name } of entries) {
      for (const text of unpacked(readFileSync(join(parentPath, name)))) {
        expect([name, leaksOf(text)]).toEqual([name, []]);
        isRead ||= text.includes('github-token');
      }
    }
    // The entries were really looked into.
    expect(isRead).toBe(true);
  }, 120_000);
});
