import { createSign, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCertificate, type Identity } from './certificate.ts';

export type TokenServer = AsyncDisposable & {
  readonly realm: string;
  readonly issuer: string;
  /** PEM of whose tokens the registry believes. */
  readonly certificate: string;
  /** Who asked for which scope so far. */
  readonly asked: readonly { readonly authorization: string | undefined; readonly scope: string }[];
};

export type TokenServerOptions = {
  /** Whether somebody gets what is asked for; everybody gets a token, which may allow nothing. */
  grants(authorization: string | undefined, repository: string): boolean;
  /** How long a registry believes a token, which forgives clocks that differ by a minute. */
  seconds(): number;
};

const FORGIVEN_SECONDS = 60;

/** Signs tokens as distribution.github.io/distribution/spec/auth/jwt says. */
export async function openTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const { key, certificate } = createCertificate('test');
  const asked: { authorization: string | undefined; scope: string }[] = [];
  const issuer = 'test';
  const server = createServer((request, response) => {
    void readQuestion(request).then(({ authorization, scopes, service }) => {
      asked.push({ authorization, scope: scopes.join(' ') });
      const access = scopes.flatMap((scope) => {
        const [type = '', name = '', actions = ''] = scope.split(':');
        return options.grants(authorization, name) ? [{ type, name, actions: actions.split(',') }] : [];
      });
      const now = Math.floor(Date.now() / 1000);
      const times = { iat: now - 300, nbf: now - 300, exp: now - FORGIVEN_SECONDS + options.seconds() };
      const claims = { iss: issuer, sub: '', aud: service, jti: randomUUID(), access, ...times };
      const token = sign(claims, { key, certificate });
      response.end(JSON.stringify({ token, access_token: token }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    issuer,
    certificate,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Docker asks by the address, containerd by a form. */
async function readQuestion(request: IncomingMessage) {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const isForm = request.method === 'POST';
  const fields = isForm
    ? new URLSearchParams(body)
    : new URL(request.url ?? '/', 'http://server').searchParams;
  const login = `${fields.get('username') ?? ''}:${fields.get('password') ?? ''}`;
  return {
    authorization: isForm ? `Basic ${Buffer.from(login).toString('base64')}` : request.headers.authorization,
    scopes: fields.getAll('scope').flatMap((scope) => scope.split(' ')),
    service: fields.get('service') ?? '',
  };
}

function sign(claims: unknown, { key, certificate }: Identity): string {
  const x5c = [certificate.replace(/-----[^-]+-----|\s/g, '')];
  const text = [{ typ: 'JWT', alg: 'RS256', x5c }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}
