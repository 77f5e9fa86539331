import { describe } from '@jest/globals';
import Docker from 'dockerode';
import { reportUntested } from './untested.ts';

/** A Docker engine that tests may use; `scripts/test.ts` starts them and says so in FINAL_STAGE_TEST_ENGINES. */
export type TestEngine = {
  readonly store: 'overlay2' | 'containerd';
  /** As in DOCKER_HOST. */
  readonly dockerHost: string;
  /** What a `docker` command needs besides. */
  readonly env: Readonly<Record<string, string>>;
  /** What `docker build --network` needs there, where the engine has no network of its own. */
  readonly buildNetwork?: string;
};

const engines: readonly TestEngine[] = JSON.parse(process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]');

/** The same tests for every engine; without one, a skipped test that says what was not tested. */
export function describeEngines(title: string, tests: (engine: TestEngine) => void): void {
  if (engines.length === 0) {
    describe(title, () => {
      reportUntested(`not tested, no Docker engine is given in FINAL_STAGE_TEST_ENGINES: ${title}`);
    });
    return;
  }
  describe.each(engines.map((engine) => [engine.store, engine] as const))(
    `${title} (%s)`,
    (_store, engine) => {
      tests(engine);
    },
  );
}

/** A client of the engine. */
export function clientOf({ dockerHost }: TestEngine): Docker {
  const url = new URL(dockerHost);
  if (url.protocol === 'unix:') return new Docker({ socketPath: url.pathname });
  return new Docker({ host: url.hostname, port: Number(url.port), protocol: 'http' });
}
