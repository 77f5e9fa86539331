import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openEngineDouble, type EngineInput } from '../helpers/engine-double.ts';
import { layer } from '../helpers/image-builder.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const base = [layer({ '/etc/passwd': 'root', '/bin/sh': { content: 'x'.repeat(100_000), mode: 0o755 } })];
const images = [
  { name: 'app:1', layers: [...base, layer({ '/app/server': 'one' })] },
  { name: 'app:2', layers: [...base, layer({ '/app/server': 'two', '/app/more': 'y'.repeat(5000) })] },
];

async function run(args: readonly string[], input: Partial<EngineInput> = {}) {
  const socket = join(folder, randomUUID().slice(0, 8));
  await using engine = await openEngineDouble({ socket, shape: 'overlay2', images, ...input });
  const { exitCode, stdout, stderr } = await runCli([...args, '--format', 'json'], {
    cwd: folder,
    environment: engine.environment,
  });
  return { exitCode, stdout, stderr, saves: engine.asked.filter((path) => !path.endsWith('/json')) };
}

const BOTH = '/images/get?names=app%3A1&names=app%3A2';
const EACH = ['/images/app:1/get', '/images/app:2/get'];

describe('both images of a run', () => {
  test.each([
    ['compare', ['compare', 'docker-daemon:app:1', 'docker-daemon:app:2']],
    ['compare of bare names', ['compare', 'app:1', 'app:2']],
    ['check', ['check', '--image', 'docker-daemon:app:2', '--baseline', 'docker-daemon:app:1']],
  ])('are asked for once by %s, and the report is that of two questions', async (_what, args) => {
    const both = await run(args);
    expect(both.saves).toEqual([BOTH]);
    const each = await run(args, { several: () => 500 });
    // Once over the socket, and once by the client, who repeats what the engine says.
    expect(each.saves).toEqual([BOTH, BOTH, ...EACH]);
    expect({ ...both, stderr: '' }).toEqual({ ...each, stderr: '', saves: both.saves });
    expect(both.exitCode).toBe(0);
    expect(both.stdout).toContain('app:2"');
  });

  test('are no verdict where the engine leaves one out, which is named', async () => {
    const several = (parts: Map<string, Uint8Array>) => {
      const [first] = JSON.parse(Buffer.from(parts.get('manifest.json')!).toString()) as readonly unknown[];
      parts.delete('index.json');
      return parts.set('manifest.json', Buffer.from(JSON.stringify([first])));
    };
    const { exitCode, stderr } = await run(['compare', 'app:1', 'app:2'], { several });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/The Docker engine did not send `app:2` \(`sha256:[0-9a-f]{64}`\)/i);
  });
});
