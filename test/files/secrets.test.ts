import { describe, expect, test } from '@jest/globals';
import { findSecrets } from '../../src/files/secrets/find-secrets.ts';
import { maskSecrets } from '../../src/files/secrets/mask.ts';
import { NAMED_KINDS } from '../../src/files/secrets/named-files.ts';
import { isScanned } from '../../src/files/secrets/scanned-paths.ts';
import { SECRETS } from '../../src/files/secrets/secret-scan.ts';
import { TOKEN_KINDS } from '../../src/files/secrets/token-kinds.ts';
import { keyID, NAMED, TOKENS } from '../helpers/planted-kinds.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { drawn, privateKey } from '../helpers/planted-secrets.ts';

const kindsIn = (path: string, text: string): readonly string[] => [
  ...new Set(findSecrets(path, Buffer.from(text)).map(({ kind }) => kind)),
];
const github = `ghp_${drawn(36)}`;

describe('tokens', () => {
  test('of every kind are planted here', () => {
    expect([...new Set(TOKENS.map(([kind]) => kind))].sort()).toEqual(
      [...new Set(TOKEN_KINDS.map(({ id }) => id))].sort(),
    );
  });

  test.each(TOKENS)('%s is found wherever it stands, and masked', (kind, text, secret = text) => {
    for (const around of [text, `a\n  key = "${text}"\n`, `x;${text};y`, `{"a":"\\n${text}"}`])
      expect(kindsIn('/app/notes.txt', around)).toEqual([kind]);
    const masked = maskSecrets(`RUN echo ${text} > /x`);
    const body = secret.replace(
      /^[^]*?(?:KEY(?: BLOCK)?-----|Private-Lines: 1)|-----END[^]*|Private-MAC[^]*/g,
      '',
    );
    for (let at = 0; at + 16 <= body.length; at += 8) expect(masked).not.toContain(body.slice(at, at + 16));
  });

  test.each(TOKENS)('%s is not found in a longer word', (_kind, text, secret = text) => {
    if (text !== secret || /PRIVATE KEY|PuTTY/.test(text)) {
      expect(kindsIn('/app/notes.txt', text.slice(0, 16))).toEqual([]);
      return;
    }
    expect(kindsIn('/app/notes.txt', `a${text}`)).toEqual([]);
  });

  test.each<[string, string]>([
    ['one letter again and again', `ghp_${'a'.repeat(36)}`],
    ['the alphabet', ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_')],
    ["AWS's documented key", `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`],
    ["AWS's documented pair", `AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`],
    ['a key ID alone', keyID()],
    ['a digest behind a key ID', `${keyID()} ${'0a1b2c3d4e5f60718293'.repeat(2)}`],
    ['a test key', `sk_test_${drawn(24)}`],
    ['a variable', 'token = "${GITHUB_TOKEN}"'],
    ['a public key', privateKey('PUBLIC KEY')],
    ['a certificate', privateKey('CERTIFICATE')],
    ['what a program looks for', 'if "-----BEGIN PRIVATE KEY-----" in text: raise'],
    ['a key whose body is left out', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n'],
    ['a signed token that may be public', `eyJ${drawn(30)}.eyJ${drawn(60)}.${drawn(43)}`],
  ])('%s is none', (_what, text) => {
    expect(kindsIn('/app/notes.txt', text)).toEqual([]);
  });

  test('are looked for in texts only', () => {
    expect(kindsIn('/app/notes.txt', `\0${github}`)).toEqual([]);
    expect(kindsIn('/app/notes.txt', `${'x'.repeat(9000)}\0${github}`)).toEqual(['github-token']);
  });
});

describe('files that keep credentials', () => {
  test('of every kind are planted here', () => {
    expect([...new Set(NAMED.map(([kind]) => kind))].sort()).toEqual(
      [...new Set(NAMED_KINDS.map(({ id }) => id))].sort(),
    );
  });

  test.each(NAMED)('%s at %s is found', (kind, path, text) => {
    expect(isScanned(path, text.length)).toBe(true);
    expect(kindsIn(path, text)).toEqual([kind]);
    expect(kindsIn('/app/unknown.md', text)).toEqual([]);
  });

  test.each<[string, string]>([
    ['/app/.env', 'PORT=3000\nDEBUG=true\nAPI_URL=https://api.test/v1\n'],
    ['/app/.env', 'DB_PASSWORD=\nSECRET_KEY=changeme\nAPI_TOKEN=<token>\nJWT_SECRET=your-secret-here\n'],
    ['/app/.env', 'DB_PASSWORD=${DB_PASSWORD}\nTOKEN_FILE=/run/secrets/x\nSECRET=/run/secrets/y\n'],
    ['/app/.env', 'POSTGRES_PASSWORD=postgres\nDATABASE_URL=postgres://app:app@db/app\n'],
    ['/app/.env', `NEXT_PUBLIC_API_KEY=${drawn(30)}\nVITE_AUTH_TOKEN=${drawn(30)}\nGPG_KEY=${drawn(40)}\n`],
    ['/app/.env', 'PASSWORD_MIN_LENGTH=123456\nTOKEN_TTL=86400000\n'],
    ['/app/.npmrc', '//registry.test/:_authToken=${NPM_TOKEN}\n'],
    ['/root/.m2/settings.xml', '<password>${env.MAVEN_PASSWORD}</password>'],
    ['/root/.m2/settings.xml', '<password>{COQLCE6DU6GtcS5P=}</password>'],
    ['/root/.pip/pip.conf', '[global]\nindex-url = https://pypi.org/simple\n'],
    ['/root/.pip/pip.conf', '[global]\nindex-url = https://user:${PASSWORD}@host/simple\n'],
    ['/root/.docker/config.json', '{"auths":{"ghcr.io":{}},"credsStore":"desktop"}'],
    ['/app/.git/config', '[remote "origin"]\n\turl = https://github.com/org/repo\n'],
    ['/root/.netrc', 'machine github.com login x password changeme'],
    ['/app/terraform.tfstate', '{"outputs":{"bucket":"logs"},"password":""}'],
    [
      '/root/.bundle/config',
      'BUNDLE_PATH: "/usr/local/bundle"\nBUNDLE_BUILD__NOKOGIRI: "--use-system-libraries"\n',
    ],
  ])('%s with %j has none', (path, text) => {
    expect(kindsIn(path, text)).toEqual([]);
  });
});

describe('which files are looked at', () => {
  test.each([
    '/app/.env.production',
    '/app/config/server.key',
    '/root/.ssh/id_rsa',
    '/usr/local/bin/deploy',
    '/app/src/main.go',
    '/usr/share/nginx/html/app.js',
    '/etc/app/app.conf',
    '/root/.m2/settings.xml',
    '/root/.cargo/credentials.toml',
    '/app/.git/config',
    '/home/app/notes',
    '/app/dist/main.js.map',
  ])('%s is', (path) => {
    expect(isScanned(path, 1000)).toBe(true);
  });

  test.each([
    '/app/.env.example',
    '/app/.env.sample',
    '/app/example.env',
    '/app/config.yml.dist',
    '/app/settings.template',
    '/app/.env.example.local',
    '/app/node_modules/a/test/key.pem',
    '/usr/lib/python3/dist-packages/a/key.pem',
    '/usr/local/lib/python3.12/test/certdata/keycert.pem',
    '/go/pkg/mod/a@v1/testdata/key.pem',
    '/app/logo.png',
    '/usr/local/go/src/crypto/tls/testdata/key.pem',
    '/usr/bin/perl',
    '/etc/ssl/certs/ca-certificates.crt',
    '/usr/share/doc/openssl/key.pem',
    '/root/.ssh/id_rsa.pub',
  ])('%s is not', (path) => {
    expect(isScanned(path, 1000)).toBe(false);
  });

  test('of a large file nothing is', () => {
    expect(isScanned('/app/a.json', 1024 * 1024)).toBe(true);
    expect(isScanned('/app/a.json', 1024 * 1024 + 1)).toBe(false);
    expect(isScanned('/app/program', 1024 * 1024)).toBe(false);
    expect(isScanned('/app/a.json', 0)).toBe(false);
  });
});

describe('what is kept of a file', () => {
  const derivedOf = (text: string): string | undefined => {
    const bytes = Buffer.from(text);
    const scan = SECRETS.open({ path: '/app/notes.txt', size: bytes.length });
    scan.write(bytes);
    return scan.finish();
  };

  test('kinds and the first lines, a sum of the whole, and nothing else', () => {
    expect(derivedOf(`a\n${github}\n\n${github} ${github}\n${privateKey()}`)).toMatch(
      /^=[0-9a-f]{1,8}\ngithub-token 2,4 [0-9a-f]{3}\nprivate-key 5 [0-9a-f]{3}$/,
    );
    expect(derivedOf(`${github}\n`.repeat(1000))).toMatch(
      /^=[0-9a-f]{1,8}\ngithub-token 1,2,3,4,5 [0-9a-f]{3}$/,
    );
    expect(derivedOf('nothing')).toBeUndefined();
  });

  test('takes linear time, whatever the content', () => {
    const anchors = [...new Set(TOKEN_KINDS.flatMap((kind) => kind.anchors))];
    const others = [
      `-----BEGIN PRIVATE KEY-----${' '.repeat(79)}`,
      `-----BEGIN PRIVATE KEY-----\n${'a: b\n'.repeat(6)}`,
      'A-B: \n',
      `AKIA${'A'.repeat(16)} `,
      'A=',
      'a://:',
      'password ',
      '"a":"',
    ];
    const files = ['/app/.env', '/app/a.tfstate', '/root/.netrc', '/app/.git/config'];
    // Anchors are looked for in the same way whatever the file is called.
    const tried = [
      ...[...anchors, ...others].map((part) => ['/app/notes.txt', part] as const),
      ...files.flatMap((path) => others.map((part) => [path, part] as const)),
    ];
    for (const [path, part] of tried) {
      const bytes = Buffer.from(part.repeat(Math.ceil(100_000 / part.length)));
      const start = processorTime();
      findSecrets(path, bytes);
      expect(processorTime() - start).toBeLessThan(1500);
    }
  });
});

describe('texts that are shown', () => {
  test.each<[string, string]>([
    ['ENV NPM_TOKEN=abc123 PORT=80', 'ENV NPM_TOKEN=*** PORT=80'],
    ['ENV DB_PASSWORD two words', 'ENV DB_PASSWORD ***'],
    ['ARG API_KEY="a b"', 'ARG API_KEY="***"'],
    ['RUN TOKEN=abc123 ./deploy', 'RUN TOKEN=*** ./deploy'],
    ['RUN curl -H "Authorization: Bearer abc123def" x', 'RUN curl -H "Authorization: Bearer ***" x'],
    ['RUN curl -u bob:hunter22 x', 'RUN curl -u bob:*** x'],
    ['RUN git clone https://bob:hunter22@host/x', 'RUN git clone https://bob:***@host/x'],
    ['RUN login --password=hunter22 --token abc123', 'RUN login --password=*** --token ***'],
    ['CMD ["app", "--api-key", "abc123"]', 'CMD ["app", "--api-key", "***"]'],
  ])('%s is shown without what is secret', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown);
  });

  test.each([
    'RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci',
    'RUN npm login --token=$NPM_TOKEN --password "$(cat /run/secrets/x)"',
    'ENV POSTGRES_PASSWORD=postgres GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568',
    'RUN locust -u "${USERS:-10}" -r 1',
    'RUN useradd --user 1000:1000 app && chown -R app:app /app',
    'COPY --from=build /app/secret-service /usr/bin/',
    'RUN echo "$PASSWORD" | docker login --password-stdin -u app ghcr.io',
  ])('%s is shown as it is', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});
