import { describe, expect, test } from '@jest/globals';
import { developmentStart } from '../../src/rules/development-start.ts';
import { networkTool } from '../../src/rules/network-tool.ts';
import { otherToolchain } from '../../src/rules/other-toolchain.ts';
import { devDependency } from '../../src/rules/dev-dependency.ts';
import { reloader } from '../../src/rules/reloader.ts';
import { elf } from '../helpers/elf-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';

import { ledgerOf, reportOf } from './rule-bench.ts';

/** Subject of what is said of a start; `scripts`: of the `package.json` in `/app`. */
function startOf(
  command: string | readonly string[],
  given: { readonly env?: readonly string[]; readonly scripts?: object; readonly files?: FileInputs } = {},
) {
  const { env = [], scripts, files = {} } = given;
  const manifest = scripts === undefined ? {} : { '/app/package.json': JSON.stringify({ scripts }) };
  const config: ConfigInput = {
    cmd: typeof command === 'string' ? command.split(' ') : command,
    workingDir: '/app',
    env,
  };
  const bin = Object.fromEntries(
    ['node', 'sh', 'npm', 'python', 'nodemon', 'flask', 'uvicorn'].map((name) => [
      `/usr/bin/${name}`,
      { content: elf({ interpreter: '/lib/ld.so' }), mode: 0o755 },
    ]),
  );
  const ledger = ledgerOf({ own: [layer(bin, manifest, files, { '/app/x': 'x' })], config });
  return reportOf(ledger, [developmentStart]).map((line) =>
    line.replace('development-start: start with ', ''),
  );
}

describe('development-start', () => {
  test.each([
    ['nodemon server.js', 'nodemon'],
    ['npx nodemon server.js', 'nodemon'],
    ['node --watch server.js', 'node --watch'],
    ['node --inspect --watch-path=./src server.js', 'node --watch-path'],
    ['tsx watch server.ts', 'tsx watch'],
    ['bun --hot index.ts', 'bun --hot'],
    ['dotnet watch run', 'dotnet watch'],
    ['cargo watch -x run', 'cargo watch'],
    ['uvicorn main:app --host 0.0.0.0 --reload', 'uvicorn --reload'],
    ['python -m uvicorn main:app --reload', 'uvicorn --reload'],
    ['poetry run uvicorn main:app --reload', 'uvicorn --reload'],
    ['flask --app app --debug run', 'flask run'],
    ['flask run --host 0.0.0.0 --debug', 'flask --debug'],
    ['fastapi dev main.py', 'fastapi dev'],
    ['python manage.py runserver 0.0.0.0:8000', 'manage.py runserver'],
    ['watchmedo auto-restart -- python a.py', 'watchmedo auto-restart'],
    ['ng serve --host 0.0.0.0', 'ng serve'],
    ['npx vite --host', 'vite'],
    ['vite', 'vite'],
    ['next dev', 'next dev'],
    ['vue-cli-service serve', 'vue-cli-service serve'],
    ['./mvnw spring-boot:run', 'mvnw spring-boot:run'],
    ['gradle bootRun --no-daemon', 'gradle bootRun'],
    ['go run .', 'go run'],
    ['go run ./cmd/server', 'go run'],
    ['npm run dev', 'the script dev'],
    ['yarn start:dev', 'the script start:dev'],
  ])('reports `%s`', (command, name) => {
    expect(startOf(command)).toEqual([name]);
  });

  test('looks through shells, wrappers and scripts of the manifest', () => {
    expect(startOf(['sh', '-c', 'npm run migrate && exec nodemon server.js'])).toEqual(['nodemon']);
    expect(startOf('npm start', { scripts: { start: 'NODE_ENV=x react-scripts start' } })).toEqual([
      'react-scripts start',
    ]);
    expect(startOf('npm start', { scripts: { start: 'npm run serve', serve: 'nodemon .' } })).toEqual([
      'nodemon',
    ]);
    expect(startOf('npm start', { scripts: { start: 'npm start' } })).toEqual([]);
    expect(startOf('npm run dev', { scripts: { dev: 'turbo dev' } })).toEqual(['the script dev']);
  });

  test('quotes what a script of the manifest runs', () => {
    const config = { cmd: ['npm', 'start'], workingDir: '/app' };
    const files = { '/app/package.json': '{"scripts":{"start":"npm run serve","serve":"A=1 nodemon ."}}' };
    const [match] = developmentStart.inspect(ledgerOf({ own: [layer(files)], config }));
    expect(match?.message).toMatch(/^The container starts `npm start`, which runs `nodemon \.`: it restarts/);
  });

  test('knows Flask in debug mode by the environment', () => {
    expect(startOf('flask run', { env: ['FLASK_DEBUG=1'] })).toEqual(['flask in debug mode']);
    expect(startOf('flask run', { env: ['FLASK_DEBUG=0'] })).toEqual([]);
    expect(startOf('python app.py', { env: ['FLASK_DEBUG=1'] })).toEqual([]);
  });

  test('follows a start script to what it executes at its end, and no branch of it', () => {
    const script = (content: string) => ({ '/app/entrypoint.sh': { content, mode: 0o755 } });
    expect(startOf('/app/entrypoint.sh', { files: script('#!/bin/sh\nexec nodemon server.js\n') })).toEqual([
      'nodemon',
    ]);
    const branches = '#!/bin/sh\nif [ "$DEV" = 1 ]; then exec nodemon server.js; fi\nexec node server.js\n';
    expect(startOf('/app/entrypoint.sh', { files: script(branches) })).toEqual([]);
  });

  test.each([
    'node dist/main.js',
    'node server.js --watch',
    'tsx server.ts',
    'vite preview --host',
    'next start',
    'nest start',
    'uvicorn main:app',
    'gunicorn app:app --reload-extra-file x',
    'flask run',
    'python manage.py migrate',
    'python manage.py runserver --noreload',
    'npm start',
    'npm run start:prod',
    'mvn --version',
    'go version',
    '/app/air',
    'gin -c x',
    'nginx -g daemon',
    'ng build',
  ])('says nothing of `%s`', (command) => {
    expect(startOf(command)).toEqual([]);
  });

  test('says nothing of a development script that runs nothing but JavaScript', () => {
    expect(startOf('npm run dev', { scripts: { dev: 'node server.js' } })).toEqual([]);
  });

  test('is reported at the instruction that starts it', () => {
    const dockerfile = 'FROM debian\nCOPY x /x\nCMD ["nodemon", "server.js"]\n';
    const config: ConfigInput = { cmd: ['nodemon', 'server.js'] };
    const ledger = ledgerOf({ own: [layer({ '/x': 'x' })], config, dockerfile });
    expect(developmentStart.inspect(ledger)).toMatchObject([
      {
        message: 'The container starts `nodemon server.js`: it restarts the program whenever a file changes',
        at: 'entrypoint',
      },
    ]);
  });

  test('takes a time that grows with the length of what a hostile image starts', () => {
    const start = processorTime();
    startOf(['cross-env', ...Array.from({ length: 50_000 }, () => 'a=a')]);
    startOf(['deno', 'run', 'a='.repeat(200_000)]);
    startOf(['sh', '-c', `flask ${'run '.repeat(100_000)}`]);
    expect(processorTime() - start).toBeLessThan(5_000);
  });
});

const NODEMON = {
  '/app/node_modules/nodemon/package.json': '{"name":"nodemon","version":"3.1.0","bin":"bin/nodemon.js"}',
  '/app/node_modules/nodemon/bin/nodemon.js': { content: '#!/usr/bin/env node\n', mode: 0o755 },
  '/app/node_modules/.bin/nodemon': { symlink: '../nodemon/bin/nodemon.js' },
  '/usr/local/bin/node': { content: elf({ interpreter: '/lib/ld.so' }), mode: 0o755 },
};
const lock = (isDevelopment: boolean) => ({
  '/app/node_modules/.package-lock.json': JSON.stringify({
    packages: { 'node_modules/nodemon': { version: '3.1.0', ...(isDevelopment && { dev: true }) } },
  }),
});
const found = (files: FileInputs, config: ConfigInput = {}) =>
  reportOf(ledgerOf({ own: [layer(files)], config }), [reloader, devDependency, otherToolchain, networkTool]);

describe('reloader', () => {
  test('is reported as a dependency of production, and by no lock file', () => {
    expect(found({ ...NODEMON, ...lock(false) })).toEqual(['reloader: nodemon']);
    expect(found(NODEMON)).toEqual(['reloader: nodemon']);
  });

  test('is left to dev-dependency where a lock file flags it', () => {
    expect(found({ ...NODEMON, ...lock(true) })).toEqual(['dev-dependency: npm development dependencies']);
  });

  test('is not excused by the container’s start, which is the mistake', () => {
    const config = {
      workingDir: '/app',
      env: ['PATH=/app/node_modules/.bin:/usr/local/bin'],
      cmd: ['nodemon', 'server.js'],
    };
    const [match] = reloader.inspect(ledgerOf({ own: [layer(NODEMON, lock(false))], config }));
    expect(match).toMatchObject({
      subject: 'nodemon',
      message: 'the container starts nodemon 3.1.0, which is for development',
      fix: expect.stringContaining('Start the program itself'),
    });
    expect(match?.atMost).toBeUndefined();
  });

  test('is known by its content where it is a program of Go, and by no name alone', () => {
    expect(found({ '/usr/local/bin/watcher': elf({ go: goOf('github.com/air-verse/air') }) })).toEqual([
      'reloader: Air',
    ]);
    for (const name of ['air', 'gin', 'reflex'])
      expect(found({ [`/usr/local/bin/${name}`]: elf({ go: goOf('example.com/air') }) })).toEqual([]);
  });

  test('is no library that watches files', () => {
    const files = {
      '/app/node_modules/chokidar/package.json': '{"name":"chokidar","version":"3.5.0"}',
      '/usr/lib/python3/site-packages/watchdog-4.0.0.dist-info/METADATA': 'Name: watchdog\nVersion: 4.0.0\n',
      '/app/node_modules/tsx/package.json': '{"name":"tsx","version":"4.0.0"}',
    };
    expect(found(files)).toEqual([]);
  });
});

const goOf = (modulePath: string) => ({ version: 'go1.21.5', path: modulePath });
