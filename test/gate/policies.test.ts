import { describe, expect, test } from '@jest/globals';
import { readPolicies } from '../../src/gate/policies.ts';
import type { GatePorts } from '../../src/gate/ports.ts';
import type { GateRequest } from '../../src/gate/request.ts';

const BASE = 'b'.repeat(40);
const ALLOWING = `FROM scratch
# final-stage allow=source-file reason="a script" until=2027-01-31
COPY . /app
`;
const PLAIN = 'FROM scratch\nCOPY . /app\n';

const request: GateRequest = {
  mode: 'check',
  overrides: {},
  event: {
    kind: 'pull_request',
    number: 7,
    headSha: 'a'.repeat(40),
    baseSha: BASE,
    baseRef: 'main',
    isFork: false,
    labels: [],
  },
  today: '2026-11-21',
  baseline: { kind: 'git' },
  build: { context: 'api', buildArgs: [], buildContexts: [], secrets: [], cacheFrom: [], cacheTo: [] },
};

type Files = Readonly<Record<string, string>>;

/** Ports that have files, a Dockerfile by two names, and nothing else. */
function portsOf(
  names: { real: string; written: string },
  files: { base: Files; checkout: Files },
): GatePorts {
  const ports: Partial<GatePorts> = {
    readText: (commit, path) =>
      Promise.resolve((commit === null ? files.checkout : files.base)[path] ?? null),
    readPolicy: () => Promise.resolve(null),
    dockerfilePath: () => Promise.resolve(names.real),
    dockerfileAsWritten: () => Promise.resolve(names.written),
  };
  return ports as GatePorts;
}

describe('inline allows of a pull request', () => {
  const commit = { commit: BASE, how: 'its base' };

  test('count where the base has them in the Dockerfile that the workflow names', async () => {
    const files = { 'api/Dockerfile': ALLOWING };
    const names = { real: 'api/Dockerfile', written: 'api/Dockerfile' };
    const policies = await readPolicies(request, commit, portsOf(names, { base: files, checkout: files }));
    expect(policies.judging.allow).toMatchObject([{ rule: 'source-file', source: 'inline' }]);
    expect(policies.proposedAllow).toEqual([]);
  });

  test('are proposed where a new link leads to another image’s Dockerfile that has them (issue 8, 7)', async () => {
    const base = { 'api/Dockerfile': PLAIN, 'tool/Dockerfile': ALLOWING };
    const names = { real: 'tool/Dockerfile', written: 'api/Dockerfile' };
    const checkout = { 'tool/Dockerfile': ALLOWING };
    const policies = await readPolicies(request, commit, portsOf(names, { base, checkout }));
    expect(policies.judging.allow).toEqual([]);
    expect(policies.proposedAllow).toMatchObject([{ rule: 'source-file', source: 'inline' }]);
  });
});
