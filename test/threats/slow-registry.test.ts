import { beforeAll, describe, expect, test } from '@jest/globals';
import { ociFiles } from '../helpers/archive-builder.ts';
import { layer } from '../helpers/image-builder.ts';
import { openRegistryDouble, serve, status, type Answering, type Visit } from '../helpers/registry-double.ts';
import { runPatiently, silence, trickle } from '../helpers/slow-answers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const noise = Buffer.from(Array.from({ length: 200_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24));
const files = ociFiles({ layers: [layer({ '/app/server': noise })], compression: 'none' });

type Answers = (visit: Visit) => Answering | undefined;

const isBlob = ({ path }: Visit): boolean => path.includes('/blobs/');
const isManifest = ({ path }: Visit): boolean => path.includes('/manifests/');
const isToken = ({ path }: Visit): boolean => path === '/token';

/** Wants a token of itself, which is answered so. */
function withToken(answering: Answering): Answers {
  return (visit) => {
    if (isToken(visit)) return answering;
    if (visit.authorization !== undefined) return undefined;
    return (response) => {
      const { host } = response.req.headers;
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token"` }).end();
    };
  };
}

/** Headers that do not end. */
const dripHead: Answering = (response) => {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => socket?.write('x-more: 1\r\n'), 500);
  socket?.on('close', () => {
    clearInterval(timer);
  });
};

const announce: Answering = (response) => {
  const timer = setInterval(() => {
    response.writeProcessing();
  }, 5);
  response.on('close', () => {
    clearInterval(timer);
  });
};

/** As it is, after so many seconds. */
function after(seconds: number, visit: Visit): Answering {
  return (response, bytes) => {
    setTimeout(() => {
      serve(visit)(response, bytes);
    }, seconds * 1000);
  };
}

/** A run that is held is killed after so long, and then has no exit code: far more than a slow machine needs. */
const HELD_SECONDS = 100;

type Run = Awaited<ReturnType<typeof judge>>;

async function judge(answers: Answers, maxSeconds: number, inputs: Readonly<Record<string, string>> = {}) {
  await using registry = await openRegistryDouble(files, answers);
  const image = `registry:${registry.host}/app:v1`;
  const run = await runPatiently({ folder, inputs: { image, ...inputs }, maxSeconds });
  return { ...run, host: registry.host };
}

const ATTACKS: readonly (readonly [string, Answers])[] = [
  ['a manifest that is never sent', (visit) => (isManifest(visit) ? silence : undefined)],
  ['a manifest at one byte a second', (visit) => (isManifest(visit) ? trickle : undefined)],
  ['a blob that is never sent', (visit) => (isBlob(visit) ? silence : undefined)],
  ['blobs at one byte a second', (visit) => (isBlob(visit) ? trickle : undefined)],
  ['a token that is never given', withToken(silence)],
  ['a token at one byte a second', withToken(trickle)],
  ['headers that do not end', (visit) => (isBlob(visit) ? dripHead : undefined)],
  ['a wish to be asked later, again and again', () => status(429, { 'retry-after': '50' })],
];

describe('a registry that takes its time (issue 8, 13)', () => {
  test.each(ATTACKS)('holds the job no longer than `read-timeout` with %s', async (_case, answers) => {
    const run = await judge(answers, HELD_SECONDS, { 'read-timeout': '0.05' });
    expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
    expect(run.stdout).toContain('was still being read when the time for reading images ended');
    expect(run.stdout).toContain('after 0.05 minutes.%0ACheck whether');
    expect(run.stdout).toContain('`read-timeout` allows more minutes');
  });

  // These last a minute each, and compute nothing: side by side.
  let slow: readonly Run[] = [];
  let announcing: Run;
  let pausing: Run;
  beforeAll(async () => {
    const runs = Promise.all(
      ATTACKS.filter(([title]) => title.endsWith('one byte a second')).map(([, answers]) =>
        judge(answers, 100),
      ),
    );
    [slow, announcing, pausing] = await Promise.all([
      runs,
      judge(() => announce, 60),
      judge((visit) => (isManifest(visit) || isBlob(visit) ? after(20, visit) : undefined), 120),
    ]);
  }, 150_000);

  test('is told to be too slow below the floor, whatever it sends', () => {
    for (const run of slow) {
      expect([run.exitCode, run.outputs['conclusion']]).toEqual([1, '']);
      expect(run.stdout).toMatch(/is too slow: it sent \d\d bytes of .+ in 60 s, expected at least 61440/);
      expect(run.stdout).toContain(`\`${run.host}\` is too slow`);
    }
    expect(slow).toHaveLength(3);
  });

  test('is left when it only announces', () => {
    expect(announcing.exitCode).toBe(1);
    const { host } = announcing;
    expect(announcing.stdout).toContain(
      `\`${host}\` announced a response more than 16 times, 5 times in a row`,
    );
  });

  test('is waited for where it pauses for 20 s before each answer', () => {
    expect(pausing.outputs['conclusion']).toBe('success');
  });
});

test.each(['0', '-1', 'soon', '1e3', '99999'])('`read-timeout: %s` is refused', async (minutes) => {
  const run = await judge(() => undefined, 20, { 'read-timeout': minutes });
  expect(run.stdout).toContain(
    `\`read-timeout\` is \`${minutes}\`, expected minutes, more than 0 and at most 10080`,
  );
});
