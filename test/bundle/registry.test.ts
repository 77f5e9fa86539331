import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ociFiles } from '../helpers/archive-builder.ts';
import { digestOf, layer } from '../helpers/image-builder.ts';
import {
  breakOff,
  openRegistryDouble,
  reset,
  status,
  type Answering,
  type Visit,
} from '../helpers/registry-double.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// What may pass is asked for five times, which takes seven seconds.

const folder = temporaryFolder();
const layers = [layer({ '/app': 'x'.repeat(2000) })];
const blob = gzipSync(layers[0]!.tar);
const files = ociFiles({ layers, compression: 'gzip' });

const whole = (answering: Answering) => (): Answering => answering;
const ofLayer =
  (answering: Answering) =>
  ({ path }: Visit): Answering | undefined =>
    path.endsWith(digestOf(blob)) ? answering : undefined;
const basic = status(401, { 'www-authenticate': 'Basic realm="r"' });

/** A blob of the same length with another digest: only the gzip header's time differs. */
const other = Buffer.from(blob);
other.writeUInt32LE(1, 4);

type Failure = {
  readonly what: string;
  readonly answer: (visit: Visit) => Answering | undefined;
  readonly isKnown?: boolean;
  readonly reported: readonly string[];
};

const FAILURES: readonly Failure[] = [
  {
    what: '401, nobody logged in',
    answer: whole(basic),
    reported: [
      'final-stage: Registry `HOST` does not let us read `HOST/app:v1`.',
      'Log in with `docker login HOST` or docker/login-action before this step.',
    ],
  },
  {
    what: '401, wrong password',
    answer: whole(basic),
    isKnown: true,
    reported: [
      "final-stage: Registry `HOST` does not let the login of Docker's config read `HOST/app:v1`.",
      'Log in again, as somebody who may read it, with `docker login HOST` or docker/login-action before this step.',
    ],
  },
  {
    what: '404',
    answer: whole(status(404)),
    reported: [
      'final-stage: The registry has no image `HOST/app:v1`.',
      'Check the name and the tag. A private image looks the same as a missing one if you are not logged in.',
    ],
  },
  {
    what: '404 of a layer',
    answer: ofLayer(status(404)),
    reported: [
      'final-stage: Layer 0 of `HOST/app:v1` is missing: there is no `blobs/DIGEST`.',
      'Save or build the image again, complete and for this platform.',
    ],
  },
  {
    what: '429',
    answer: whole(status(429, { 'retry-after': '1800' })),
    reported: [
      'final-stage: `HOST` responded with 429 when asked for `HOST/app:v1` (too many requests), and asks to wait for 1800 s.',
      'Log in, because registries allow more requests to users who are logged in, or try again later.',
    ],
  },
  {
    what: '500',
    answer: whole(status(500)),
    reported: [
      'final-stage: `HOST` responded with 500 when asked for `HOST/app:v1`, 5 times in a row.',
      'The registry is out of order: try again later.',
    ],
  },
  {
    what: 'resets',
    answer: whole(reset),
    reported: [
      'final-stage: `HOST` does not respond (ECONNRESET).',
      "Check the host name and the network. Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
    ],
  },
  {
    what: 'a truncated blob',
    answer: ofLayer((response, bytes) => void response.end(bytes?.subarray(0, 50))),
    reported: [
      `final-stage: \`DIGEST\` of \`HOST/app:v1\` has 50 bytes, expected ${blob.length}.`,
      `The registry has damaged the image: push it again.`,
    ],
  },
  {
    what: 'a blob that breaks off',
    answer: (visit) => ofLayer(breakOff(10, visit))(visit),
    reported: [
      `final-stage: \`DIGEST\` of \`HOST/app:v1\` broke off after 50 bytes of ${blob.length}, 5 times in a row.`,
      `Check the network and try again later.`,
    ],
  },
  {
    what: 'a wrong digest',
    answer: ofLayer((response) => void response.end(other)),
    reported: [
      'final-stage: Layer 0 of `HOST/app:v1` has digest `DIGEST`, expected `DIGEST`.',
      'The image is damaged: save or build it again.',
    ],
  },
  {
    what: 'a redirect without TLS',
    answer: ofLayer(status(307, { location: 'http://storage.example/blob' })),
    reported: [
      'final-stage: `HOST` redirects to `storage.example` without TLS.',
      "Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
    ],
  },
];

async function inspect({ answer, isKnown }: Failure, index: number) {
  await using double = await openRegistryDouble(files, answer);
  const DOCKER_CONFIG = join(folder, String(index));
  const auth = Buffer.from('me:wrong').toString('base64');
  const auths = isKnown === true ? { [double.host]: { auth } } : {};
  mkdirSync(DOCKER_CONFIG);
  writeFileSync(join(DOCKER_CONFIG, 'config.json'), JSON.stringify({ auths }));
  const environment = { DOCKER_CONFIG, DOCKER_HOST: 'unix:///no/such/engine.sock' };
  const { exitCode, stdout, stderr } = await runCli(['inspect', `registry:${double.host}/app:v1`], {
    environment,
  });
  const reported = stderr
    .replaceAll(double.host, 'HOST')
    .replace(/sha256[:/][0-9a-f]{64}/g, 'DIGEST')
    .trim()
    .split('\n');
  return { exitCode, stdout, reported };
}

describe('final-stage', () => {
  test('says what is wrong with a registry in one sentence and a hint, and gives no verdict', async () => {
    const found = await Promise.all(FAILURES.map(inspect));
    expect(FAILURES.map(({ what }, index) => ({ what, ...found[index] }))).toEqual(
      FAILURES.map(({ what, reported }) => ({ what, exitCode: 3, stdout: '', reported })),
    );
  });
});
