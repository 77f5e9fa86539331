import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/rules/index.ts';
import { scan } from '../../src/scan/scan.ts';
import {
  layer,
  whiteout,
  type ConfigInput,
  type FileInputs,
  type LayerInput,
} from '../helpers/image-builder.ts';
import { wheel } from '../helpers/package-archives.ts';
import { rpmSqliteBytes } from '../helpers/rpm-database.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, type ImageInput } from './rule-bench.ts';

/** Fixes of one rule's findings, in their order. */
function fixesOf(rule: string, input: ImageInput): readonly string[] {
  const rules = RULES.filter(({ id }) => id === rule);
  return scan(ledgerOf(input), rules).map(({ fix }) => fix);
}

const BIG = new Uint8Array(1024 * 1024 + 1);
const GO_TREE = layer({ '/usr/local/go/pkg/tool/linux_amd64/compile': 'x' });
const os = (lines: string): FileInputs => ({ '/etc/os-release': `${lines}\n` });
const BOOKWORM = os('ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm');
const ALPINE = os('ID=alpine\nVERSION_ID=3.20.3');
const GCC = { '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 'x' };

describe('fix of sdk-base', () => {
  const fixOf = (dockerfile: string, ...base: readonly FileInputs[]) =>
    fixesOf('sdk-base', { dockerfile, base: [GO_TREE, ...base.map((files) => layer(files))] })[0];

  test.each([
    ['node:20', '`node:20-slim`'],
    ['node', '`node:slim`'],
    ['docker.io/library/node:20-bookworm', '`docker.io/library/node:20-bookworm-slim`'],
    ['node:20@sha256:' + '0'.repeat(64), '`node:20-slim`'],
    ['python:3.12-bookworm', '`python:3.12-slim-bookworm`'],
    ['ruby:latest', '`ruby:slim`'],
    ['perl:5.38', '`perl:5.38-slim`'],
    ['php:8.3-fpm', '`php:8.3-fpm-alpine`'],
    ['eclipse-temurin:17', '`eclipse-temurin:17-jre`'],
    ['eclipse-temurin:21-jdk-alpine', '`eclipse-temurin:21-jre-alpine`'],
    ['openjdk:17-jdk-slim', '`eclipse-temurin:17-jre`'],
    ['maven:3.9-eclipse-temurin-17-alpine', '`eclipse-temurin:17-jre-alpine`'],
    ['gradle:8-jdk21', '`eclipse-temurin:21-jre`'],
    ['mcr.microsoft.com/dotnet/sdk:8.0-alpine', '`mcr.microsoft.com/dotnet/aspnet:8.0-alpine`'],
    ['mcr.microsoft.com/dotnet/sdk:8.0.404-noble', '`mcr.microsoft.com/dotnet/aspnet:8.0-noble`'],
    ['swift:5.10', '`swift:5.10-slim`'],
    ['amazoncorretto:17', '`amazoncorretto:17-al2023-headless`'],
    [
      'public.ecr.aws/amazoncorretto/amazoncorretto:8',
      '`public.ecr.aws/amazoncorretto/amazoncorretto:8-al2023-jre`',
    ],
    ['amazoncorretto:21-alpine3.20', '`eclipse-temurin:21-jre-alpine`'],
    ['azul/zulu-openjdk-alpine:21', '`azul/zulu-openjdk-alpine:21-jre`'],
    ['docker.io/bellsoft/liberica-openjdk-debian:21', '`docker.io/bellsoft/liberica-openjre-debian:21`'],
    ['ibm-semeru-runtimes:open-17-jdk-jammy', '`ibm-semeru-runtimes:open-17-jre-jammy`'],
    ['mcr.microsoft.com/openjdk/jdk:17-ubuntu', '`eclipse-temurin:17-jre`'],
    ['tomcat:10.1-jdk17-temurin', '`tomcat:10.1-jre17-temurin`'],
    ['bitnami/node:20.11.0-debian-12-r1', '`node:20.11.0-slim`'],
    ['bitnami/python', '`python:slim`'],
    ['nvidia/cuda:12.2.0-devel-ubuntu22.04', '`nvidia/cuda:12.2.0-runtime-ubuntu22.04`'],
    ['registry.access.redhat.com/ubi9/nodejs-20:1-59', '`registry.access.redhat.com/ubi9/nodejs-20-minimal`'],
    ['registry.redhat.io/ubi9/openjdk-21', '`registry.redhat.io/ubi9/openjdk-21-runtime`'],
    ['registry.access.redhat.com/ubi9/dotnet-80', '`registry.access.redhat.com/ubi9/dotnet-80-runtime`'],
    ['registry.access.redhat.com/ubi9/go-toolset:1.21', '`registry.access.redhat.com/ubi9/ubi-minimal`'],
    ['cgr.dev/chainguard/node:latest-dev', '`cgr.dev/chainguard/node:latest`'],
    ['cgr.dev/example.org/go:1.22-dev', '`cgr.dev/example.org/static:latest`'],
    ['cgr.dev/chainguard/jdk', '`cgr.dev/chainguard/jre:latest`'],
  ])('leads from %s to %s', (base, runtime) => {
    expect(fixOf(`FROM ${base}\nRUN x`)).toContain(runtime);
  });

  test('goes by the Java in the image where the tag does not say which', () => {
    const kit = debian({
      'openjdk-21-jdk-headless': { version: '21.0.2+13-1', files: ['/usr/lib/jvm/java-21/bin/javac'] },
    });
    const fixFor = (base: string) =>
      fixesOf('sdk-base', { dockerfile: `FROM ${base}`, base: [layer(kit)] })[0];
    expect(fixFor('tomcat:10.1')).toContain('`tomcat:10.1-jre21`');
    expect(fixFor('maven:3.9')).toContain('`eclipse-temurin:21-jre`');
    expect(fixFor('openjdk')).toContain('`eclipse-temurin:21-jre`');
  });

  test('names no image that its maker does not have', () => {
    for (const base of [
      'registry.access.redhat.com/ubi9/python-311',
      'tomcat',
      'pytorch/pytorch:2.4.0-cuda12.4-cudnn9-runtime',
    ])
      expect(fixOf(`FROM ${base}`)).toContain('one that has only what the program needs');
  });

  test('never leads to an image that the final stage has already', () => {
    for (const base of ['golang:1.22-alpine', 'node:20-alpine', 'python:3.12-slim', 'gradle:8', 'maven:3'])
      expect(fixOf(`FROM ${base}`, ALPINE)).not.toMatch(/-alpine`|-slim`|jre/);
    expect(fixOf('FROM golang:1.22-alpine\nRUN x', ALPINE)).toContain('starts from `alpine:3.20`');
    expect(fixOf('FROM php:8.3-apache')).toContain('allow it');
  });

  test('names the plain image of the distribution that a compiler’s image is made of', () => {
    expect(fixOf('FROM rust:1.80\nRUN x', BOOKWORM)).toContain('starts from `debian:bookworm-slim`');
    expect(fixOf('FROM golang:1.22', BOOKWORM)).toContain(
      '`debian:bookworm-slim` (or, if the program is built with `CGO_ENABLED=0`',
    );
    expect(fixOf('FROM gcc:13', BOOKWORM)).toContain('-static-libstdc++');
    expect(fixOf('FROM registry.example/team/node:20', BOOKWORM)).toContain('one that has only what');
  });

  test('goes by the stages that the file has', () => {
    expect(fixOf('FROM rust:1.80\nRUN x', BOOKWORM)).toMatch(
      /^Call this stage `build` \(`FROM rust:1\.80 AS build`\)/,
    );
    expect(fixOf('FROM node:20\nRUN x')).toMatch(/^Start from `node:20-slim`, and if the build needs/);
    expect(fixOf('FROM node:20 AS build\nRUN x\nFROM node:20')).toBe(
      'Keep `node:20` for the stages that build, and start the final stage from `node:20-slim`',
    );
    expect(fixOf('FROM node:20 AS build\nRUN x\nFROM build AS production\nCMD x')).toBe(
      'Do not start `production` from `build`: start it from `node:20-slim`, and copy what it runs with `COPY --from=build`',
    );
  });

  test('moves alone where nothing is built', () => {
    expect(fixOf('FROM eclipse-temurin:17\nCOPY app.jar /')).toBe(
      'Start from `eclipse-temurin:17-jre`: nothing in this Dockerfile needs the tools',
    );
    const started = { dockerfile: 'FROM golang:1.22\nCOPY . /app', base: [GO_TREE, layer(BOOKWORM)] };
    const config = { cmd: ['go', 'run', '.'] };
    expect(fixesOf('sdk-base', { ...started, config })[0]).toContain('Call this stage `build`');
    expect(fixesOf('sdk-base', started)[0]).toMatch(/^Start from `debian:bookworm-slim`/);
  });

  test('is that of the tools which the base image brings', () => {
    const input = { dockerfile: 'FROM golang:1.22-alpine', base: [GO_TREE, layer(ALPINE)] };
    expect(fixesOf('go-toolchain', input)).toEqual(fixesOf('sdk-base', input));
  });
});

describe('fixes of build tools', () => {
  const own = (rule: string, dockerfile: string, ...layers: readonly LayerInput[]) =>
    fixesOf(rule, { dockerfile, own: layers })[0];

  test('speak of a stage that is to be made where the file has one only', () => {
    expect(own('c-toolchain', 'FROM x\nRUN a', layer(GCC))).toContain('in a new stage before this one');
    expect(own('c-toolchain', 'FROM x AS b\nFROM x\nRUN a', layer(GCC))).toContain('in an earlier stage');
  });

  test('name runtime packages as the distribution does', () => {
    const deb = debian({ 'gcc-12': { files: ['/usr/bin/gcc-12'] } });
    const apk = { '/lib/apk/db/installed': 'P:gcc\nV:13-r0\nF:usr/bin\nR:gcc\n\n', '/usr/bin/gcc': 'x' };
    expect(own('c-toolchain', 'FROM x\nRUN a', layer(deb))).toContain('`libpq5`, not `libpq-dev`');
    expect(own('c-toolchain', 'FROM x\nRUN a', layer(apk))).toContain('`libpq`, not `libpq-dev`');
    expect(own('c-toolchain', 'FROM x\nRUN a', layer(GCC))).not.toContain('libpq');
  });

  test('speak of libraries where there is a compiler, which Make alone is not', () => {
    const make = debian({ make: { files: ['/usr/bin/make'] } });
    expect(own('c-toolchain', 'FROM x AS b\nFROM x\nRUN a', layer(make))).toBe(
      'Build in an earlier stage and copy the result',
    );
  });

  test('say that a later instruction saves nothing where one removed the tool', () => {
    const removed = layer(whiteout('/usr/lib/gcc'));
    expect(own('c-toolchain', 'FROM x\nRUN a\nRUN b', layer(GCC), removed)).toContain(
      'Remove it in the `RUN` that installs it, because a later one saves nothing',
    );
  });

  test('mount a tool that was copied alone, where it is used', () => {
    const composer = layer({ '/usr/bin/composer': '#!/usr/bin/env php\n__HALT_COMPILER' });
    const from = 'FROM x\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer';
    expect(own('php-build-tool', `${from}\nRUN composer install`, composer)).toBe(
      'Mount it where it is used instead of copying it: `RUN --mount=type=bind,from=composer:2,source=/usr/bin/composer,target=/usr/bin/composer …`',
    );
    expect(own('php-build-tool', from, composer)).toContain('Remove this `COPY`');
  });

  test('narrow a copy that brought the tool among other things', () => {
    const tree = layer({ '/app/gradle/wrapper/gradle-wrapper.jar': 'x', '/app/app.jar': BIG });
    expect(own('jvm-build-tool', 'FROM a AS build\nFROM x\nCOPY --from=build /app .', tree)).toBe(
      'Copy from `build` only what the program needs to run, not `/app` as a whole',
    );
  });

  test('name the runtime of a JDK’s own version', () => {
    const jdk = debian({ 'openjdk-17-jdk-headless': { files: ['/usr/lib/jvm/java-17/bin/javac'] } });
    expect(own('jdk', 'FROM x\nRUN a', layer(jdk))).toContain('Install `openjdk-17-jre-headless` instead');
    const ofRpm = (name: string) =>
      layer({
        '/usr/lib/jvm/java-17/bin/javac': 'x',
        '/var/lib/rpm/rpmdb.sqlite': rpmSqliteBytes([{ name, files: ['/usr/lib/jvm/java-17/bin/javac'] }]),
      });
    expect(own('jdk', 'FROM x\nRUN a', ofRpm('java-17-openjdk-devel'))).toContain(
      'Install `java-17-openjdk-headless` instead',
    );
    expect(own('jdk', 'FROM x\nRUN a', ofRpm('java-17-amazon-corretto-devel'))).toContain(
      'Install `java-17-amazon-corretto-headless` instead',
    );
  });

  test('name the runtime libraries as RPM’s distributions do, and a filed package by itself', () => {
    const files = ['/usr/bin/gcc'];
    const gcc = {
      '/usr/bin/gcc': 'x',
      '/var/lib/rpm/rpmdb.sqlite': rpmSqliteBytes([{ name: 'gcc', files }]),
    };
    expect(own('c-toolchain', 'FROM x\nRUN a', layer(gcc))).toContain('`libpq`, not `libpq-devel`');
    const zork = { ...debian({ zork: { files: ['/usr/bin/zork'] } }), '/usr/bin/zork': '#!/bin/sh\n' };
    expect(own('other-toolchain', 'FROM x\nRUN a', layer(zork))).toBe(
      'The distribution files `zork` under development: use it in a new stage before this one',
    );
  });

  test('tell Composer from what builds extensions', () => {
    const dev = debian({ 'php8.2-dev': { files: ['/usr/bin/phpize8.2'] } });
    expect(own('php-build-tool', 'FROM x\nRUN a', layer(dev))).toContain('copy its `.so` and `.ini`');
  });

  test('copy gems from where they are, and leave Bundler to a container that starts with it', () => {
    const bundler = debian({ 'ruby-bundler': { files: ['/usr/bin/bundle'] } });
    const gems = { '/var/lib/gems/3.1.0/gems/rack-3.0/x': 'x' };
    expect(own('ruby-build-tool', 'FROM x\nRUN a', layer({ ...bundler, ...gems }))).toContain(
      '`/var/lib/gems`',
    );
    const started = {
      own: [layer(bundler)],
      dockerfile: 'FROM x\nRUN a',
      config: { cmd: ['bundle', 'exec', 'x'] },
    };
    expect(fixesOf('ruby-build-tool', started)[0]).toContain('The container starts with `bundle`');
  });
});

describe('fixes of JavaScript projects', () => {
  const dev = (mark: string, dockerfile: string) => {
    const lock = { packages: { 'node_modules/jest': { version: '1.0.0', dev: true } } };
    const files = {
      '/app/node_modules/.package-lock.json': JSON.stringify(lock),
      '/app/node_modules/jest/package.json': '{"name":"jest","version":"1.0.0"}',
      '/app/node_modules/jest/index.js': 'x',
    };
    const own = dockerfile.includes('COPY lock')
      ? [layer({ [`/app/${mark}`]: 'x' }), layer(files)]
      : [layer({ ...files, [`/app/${mark}`]: 'x' })];
    return fixesOf('dev-dependency', { own, dockerfile })[0];
  };

  test.each([
    ['package-lock.json', 'npm ci --omit=dev'],
    ['yarn.lock', 'yarn install --production --frozen-lockfile'],
    ['node_modules/.yarn-integrity', 'yarn install --production --frozen-lockfile'],
    ['node_modules/.yarn-state.yml', 'yarn workspaces focus --production'],
    ['node_modules/.modules.yaml', 'pnpm install --prod --frozen-lockfile'],
    ['pnpm-lock.yaml', 'pnpm install --prod --frozen-lockfile'],
    ['bun.lock', 'bun install --production'],
  ])('speak of the package manager that left %s', (mark, command) => {
    expect(dev(mark, 'FROM node\nCOPY lock /app\nRUN install')).toContain(`\`${command}\``);
  });

  test('want no lock file that only the installation made', () => {
    expect(dev('package-lock.json', 'FROM node\nRUN npm install')).toContain('`npm install --omit=dev`');
    expect(dev('pnpm-lock.yaml', 'FROM node\nRUN pnpm install')).toContain('`pnpm install --prod`');
  });

  test('build first where the same stage builds', () => {
    expect(dev('package-lock.json', 'FROM node\nCOPY lock /app\nRUN npm ci\nRUN npm run build')).toMatch(
      /^Build in a new stage before this one, and install for the final stage with `npm ci --omit=dev`/,
    );
  });

  test('prune in the stage that is copied from', () => {
    const dockerfile = 'FROM node AS deps\nFROM node\nCOPY --from=deps /app /app';
    expect(dev('pnpm-lock.yaml', dockerfile)).toContain('once it is built: `pnpm prune --prod`');
  });

  test('never ignore the only installation', () => {
    expect(dev('package-lock.json', 'FROM node\nCOPY . /app')).toBe(
      'Run `npm prune --omit=dev` before the image is built',
    );
    expect(dev('package-lock.json', 'FROM node\nCOPY . /app\nRUN npm ci')).toContain(
      'Add `node_modules` to `.dockerignore`',
    );
  });

  test('start with `node` only where the container starts with the package manager', () => {
    const yarn = layer({ '/usr/local/lib/node_modules/yarn/lib/yarn.js': 'x' });
    const input = { own: [yarn], dockerfile: 'FROM node\nRUN npm i -g yarn' };
    expect(fixesOf('node-package-manager', input)[0]).not.toContain('start with');
    const started = { ...input, config: { cmd: ['yarn', 'start'] } };
    expect(fixesOf('node-package-manager', started)[0]).toContain('start with `node`');
  });
});

describe('fixes of caches', () => {
  const USERS = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1234:1234::/srv/app:/bin/sh\n' };

  test.each([
    ['/srv/app/.npm/_cacache/a', 'RUN npm ci', '/srv/app/.npm,uid=1234 …`'],
    ['/srv/app/.cache/pip/http-v2/a/b', 'RUN pip install x', '/srv/app/.cache/pip,uid=1234 …`'],
  ])('mount %s for its own user', (path, run, mount) => {
    const dockerfile = `FROM x\nRUN useradd app\nUSER app\n${run}`;
    const input = { own: [layer(USERS), layer({ [path]: 'x' })], dockerfile };
    expect(fixesOf('package-cache', input)[0]).toContain(`--mount=type=cache,target=${mount}`);
  });

  test('mount root’s where it is', () => {
    const fix = (path: string) =>
      fixesOf('package-cache', { own: [layer({ [path]: 'x' })], dockerfile: 'FROM x\nRUN a' })[0];
    expect(fix('/root/.cache/pip/http-v2/a')).toBe(
      'Use `pip install --no-cache-dir`, or end the `RUN` that fills it with `&& rm -rf /root/.cache/pip`, or mount the cache instead: `RUN --mount=type=cache,target=/root/.cache/pip …`',
    );
    expect(fix('/usr/local/share/.cache/yarn/v6/a')).toContain('target=/usr/local/share/.cache/yarn …');
    expect(fix('/var/lib/apt/lists/x_InRelease')).toBe(
      'End the `RUN` that fills it with `&& rm -rf /var/lib/apt/lists/*`',
    );
    expect(fix('/var/cache/apk/APKINDEX.tar.gz')).toContain('`apk add --no-cache`');
  });

  test('leave out of the copy what a copy brought', () => {
    const own = [layer({ '/app/.npm/_cacache/a': 'x' })];
    expect(
      fixesOf('package-cache', { own, dockerfile: 'FROM x AS b\nFROM x\nCOPY --from=b /app /app' }),
    ).toEqual(['Copy from `b` only what the container runs, not `/app` as a whole']);
  });

  test('mount nothing inside of a directory that the same instruction deletes', () => {
    const fix = (run: string) =>
      fixesOf('build-cache', {
        own: [layer({ '/app/node_modules/.cache/x/y': 'x' })],
        dockerfile: `FROM x\nRUN ${run}`,
      })[0];
    expect(fix('npm run build')).toContain('--mount=type=cache,target=/app/node_modules/.cache …');
    expect(fix('npm ci && npm run build')).not.toContain('--mount');
  });

  test('mount no target directory, whose program would be lost', () => {
    const own = [layer({ '/src/target/release/deps/x.rlib': 'x' })];
    expect(fixesOf('build-cache', { own, dockerfile: 'FROM x\nRUN cargo build' })[0]).not.toContain(
      '--mount',
    );
  });
});

describe('fixes of files that a build context or a repository brings', () => {
  const GIT = { '/app/.git/HEAD': 'ref: x', '/app/.git/config': 'x' };
  const fix = (
    rule: string,
    dockerfile: string,
    files: FileInputs,
    repository?: Readonly<Record<string, string>>,
  ) => {
    const own = [layer({ '/app/program': 'x', ...files })];
    return fixesOf(rule, { own, dockerfile, ...(repository && { repository }) })[0];
  };

  test('take an instruction out that brings nothing else, or mount what it brings', () => {
    const alone = (dockerfile: string) => fixesOf('vcs-directory', { own: [layer(GIT)], dockerfile })[0];
    expect(alone('FROM x\nCOPY .git /app/.git')).toBe('Remove this `COPY`: it brings nothing else');
    expect(alone('FROM x\nCOPY .git /app/.git\nRUN git describe')).toBe(
      'Mount them where they are used instead of copying them: `RUN --mount=type=bind,source=.git,target=/app/.git …`',
    );
  });

  test('name lines of an ignore file', () => {
    expect(fix('vcs-directory', 'FROM x\nCOPY . /app', GIT)).toBe(
      'Add `.git` to `.dockerignore`, or copy only what the container runs',
    );
    expect(fix('vcs-directory', 'FROM x\nCOPY web /app', GIT)).toContain('`web/.git`');
    expect(fix('context-file', 'FROM x\nCOPY . /app/', { '/app/.github/workflows/a.yml': 'x' })).toContain(
      '`.github`',
    );
  });

  test('ignore nothing that another stage or a check may read', () => {
    const several = 'FROM x AS b\nRUN git describe\nFROM x\nCOPY . /app';
    expect(fix('vcs-directory', several, GIT)).toContain('if no instruction reads the history');
    const settings = { '/app/jest.config.js': 'x' };
    expect(fix('context-file', several, settings)).toContain('an ignore file would also hide them');
    expect(fix('context-file', 'FROM x\nCOPY . /app\nRUN npm test', settings)).toContain(
      'an ignore file would',
    );
    expect(fix('context-file', 'FROM x\nCOPY . /app', settings)).toContain('`jest.config.js`');
  });

  test('take files out of an instruction that names them, which an ignore line would break', () => {
    expect(fix('context-file', 'FROM x\nCOPY compose.yml /app/', { '/app/compose.yml': 'x' })).toBe(
      'Remove them from the `COPY`, which names them',
    );
    expect(
      fix('context-file', 'FROM x\nCOPY <<E /app/.prettierrc\n{}\nE', { '/app/.prettierrc': '{}' }),
    ).toContain('Remove them');
    expect(
      fix('context-file', 'FROM x\nCOPY app.js compose.yml /app/', { '/app/compose.yml': 'x' }),
    ).toContain('Remove them');
  });

  test('delete in the instruction that clones', () => {
    expect(fix('vcs-directory', 'FROM x\nRUN git clone y /app', GIT)).toContain('`&& rm -rf /app/.git`');
    expect(fix('vcs-directory', 'FROM x\nADD --keep-git-dir https://y.example/z.git /app', GIT)).toContain(
      'Remove `--keep-git-dir`',
    );
  });

  test('build sources elsewhere, or name what is copied too much', () => {
    const text = `package main // ${'x'.repeat(100)}`;
    const source = (dockerfile: string) =>
      fix('source-file', dockerfile, { '/app/main.go': text }, { 'main.go': text });
    expect(source('FROM x\nCOPY . /app\nRUN go build')).toBe(
      'Build in a new stage before this one, and copy only the result into the final one',
    );
    expect(source('FROM x AS build\nFROM x\nCOPY --from=build /app /app')).toBe(
      'Copy from `build` only the built artifact, not `/app` as a whole',
    );
    expect(source('FROM x\nCOPY . /app')).toContain('Add `main.go` to `.dockerignore`');
    expect(source('FROM x AS build\nFROM x\nCOPY . /app')).not.toContain('Name');
  });
});

test('text of a Dockerfile stays code, whatever it is', () => {
  const own = [layer({ '/app/.git/HEAD': 'x' })];
  const fix = fixesOf('vcs-directory', {
    own,
    dockerfile: `FROM x\nCOPY --from=a\`b ${'/y'.repeat(400)} /app`,
  })[0];
  expect(fix).toContain("Copy from `a'b` only");
  expect(fix).not.toContain('/y'.repeat(200));
});

describe('fixes of hidden bytes', () => {
  const hidden = (dockerfile: string, ...own: readonly LayerInput[]) =>
    fixesOf('hidden-bytes', { own, dockerfile })[0];
  const gone = layer(whiteout('/w/big'));
  const big = layer({ '/w/big': BIG });

  test.each([
    ['COPY big /w/', 'source=big,target=/w/big …'],
    ['COPY big /w/big', 'source=big,target=/w/big …'],
    ['COPY . /w', 'source=.,target=/w …'],
    ['COPY --from=b ["/o/big", "/w/"]', 'from=b,source=/o/big,target=/w/big …'],
    ['COPY big other /w/', 'source=.,target=/w/ …'],
    ['COPY --from=b /o/big /p/other /w/', 'from=b,source=…,target=… …'],
    ['COPY --from=b /o/a.whl /o/c.whl /w/', 'from=b,source=/o/,target=/w/ …'],
    ['COPY --from=b /o/*.whl /w/', 'from=b,source=/o/,target=/w/ …'],
    ['COPY *.whl /w/', 'source=.,target=/w/ …'],
  ])('mount what %s brings', (copy, mount) => {
    expect(hidden(`FROM x\n${copy}\nRUN use`, big, gone)).toContain(`\`RUN --mount=type=bind,${mount}\``);
  });

  test.each([
    ['COPY --from=b /wheels/*.whl /tmp/', '/tmp', 'from=b,source=/wheels/,target=/mnt/wheels …'],
    ['COPY --from=b /out/wheels /opt', '/opt', 'from=b,source=/out/wheels,target=/mnt/wheels …'],
    ['COPY . /opt', '/opt', 'source=.,target=/mnt/context …'],
    ['COPY --from=b /wheels/big /opt/', '/opt', 'from=b,source=/wheels/big,target=/opt/big …'],
  ])('hide nothing by the mount that %s becomes', (copy, directory, mount) => {
    const other = layer({ [`${directory}/other`]: 'x' });
    const [file, removed] = [layer({ [`${directory}/big`]: BIG }), layer(whiteout(`${directory}/big`))];
    const dockerfile = `FROM x\nRUN make-other\n${copy}\nRUN use`;
    expect(hidden(dockerfile, other, file, removed)).toContain(`\`RUN --mount=type=bind,${mount}\``);
  });

  test('let a build write beside its sources', () => {
    expect(
      hidden('FROM x\nCOPY . /w\nRUN make -C /w\nRUN rm -rf /w', big, layer({ '/o': 'x' }), gone),
    ).toContain('target=/w,rw …');
    expect(hidden('FROM x\nCOPY . /w\nRUN pip install --no-index /w/*.whl', big, gone)).not.toContain(',rw');
  });

  test('mount nothing that only ADD fetches or unpacks', () => {
    expect(hidden('FROM x\nADD https://y.example/big /w/\nRUN a', big, gone)).toContain(
      'Fetch, use and delete them in one `RUN`',
    );
    expect(hidden('FROM x\nADD big.tar.gz /w/\nRUN a', big, gone)).toContain(
      'Unpack the archive in another stage',
    );
  });

  test('set owners where files are written', () => {
    const again = layer({ '/w/big': { content: BIG, mode: 0o755 } });
    expect(hidden('FROM x\nCOPY big /w/\nRUN chmod 755 /w/big', big, again)).toContain(
      '`COPY --chown --chmod`',
    );
    expect(hidden('FROM x\nRUN make-it\nRUN chown -R a /w', big, again)).toContain(
      'in the `RUN` that writes them',
    );
    expect(hidden('FROM x\nCOPY big /w/\nCOPY . /w/', big, again)).toContain(
      'leave out of one of the two instructions',
    );
    const base = (run: string) =>
      fixesOf('hidden-bytes', { base: [big], own: [again], dockerfile: `FROM x\nRUN ${run}` })[0];
    expect(base('chown -R a /w')).toContain('Rewrite only your own files');
    expect(base('apt-get upgrade -y')).toContain('Start from a newer base image');
  });
});

test('archives that the stage made itself are deleted where they are made', () => {
  const files = {
    '/w/a-1.0-py3-none-any.whl': wheel('a', '1.0'),
    '/l/site-packages/a-1.0.dist-info/METADATA': 'Name: a\nVersion: 1.0\n',
  };
  const own = [layer(files)];
  expect(fixesOf('package-archive', { own, dockerfile: 'FROM x\nRUN pip wheel a' })[0]).toContain(
    'Delete them in the `RUN`',
  );
});

describe('fixes of stages that cannot start', () => {
  const APT = { '/usr/bin/apt-get': 'x', '/bin/sh': 'x', '/usr/sbin/useradd': 'x' };
  const APK = { '/sbin/apk': 'x', '/bin/sh': 'x' };
  const script = (base: FileInputs, first: string) =>
    fixesOf('missing-interpreter', {
      own: [layer({ ...base, '/run': { content: `#!${first}\n`, mode: 0o755 } })],
      config: { entrypoint: ['/run'] },
    })[0];
  const user = (base: FileInputs, name: string) =>
    fixesOf('missing-user', { own: [layer({ ...base, '/a': 'x' })], config: { user: name } })[0];

  test('install an interpreter with the package manager that the image has', () => {
    expect(script(APK, '/bin/bash')).toBe(
      'Install it with `RUN apk add --no-cache bash`, or write the script for `#!/bin/sh`, or start from a base image that has it',
    );
    expect(script(APT, '/usr/bin/python3')).toContain(
      '--no-install-recommends python3 && rm -rf /var/lib/apt/lists/*`',
    );
    const manager = (path: string) => script({ [path]: 'x' }, '/bin/bash');
    expect(manager('/usr/bin/microdnf')).toContain('`RUN microdnf install -y bash && microdnf clean all`');
    expect(manager('/usr/bin/yum')).toContain('`RUN yum install -y bash && yum clean all`');
    expect(manager('/usr/bin/tdnf')).toContain('`RUN tdnf install -y bash && tdnf clean all`');
    expect(manager('/usr/bin/zypper')).toContain(
      '`RUN zypper --non-interactive install bash && zypper clean --all`',
    );
    expect(script({}, '/bin/bash')).toBe('Start from a base image that has it');
    expect(script(APT, '/opt/tool/run')).toBe('Start from a base image that has it');
  });

  test('make a user with what the image has, or go by numbers', () => {
    expect(user(APT, 'app')).toBe(
      'Create it in the final stage above `USER` with `RUN useradd --system app`, or use numbers: `USER 10001:10001`',
    );
    expect(user(APK, 'app')).toContain('`RUN adduser -S -D app`');
    expect(user({ ...APK, '/etc/passwd': 'app:x:1:1::/:/bin/sh\n' }, 'app:web')).toContain(
      '`RUN addgroup -S web`',
    );
    expect(user({}, 'root')).toContain('Use numbers (`USER 0:0`)');
    expect(user(APT, 'app:app')).toContain('Create it in the final stage');
    const others = { '/etc/passwd': 'root:x:0:0::/:\n', '/etc/group': 'root:x:0:\n' };
    expect(user({ ...APT, ...others }, 'app:app')).toContain(
      'Create them in the final stage above `USER` with `RUN useradd --system --user-group app`',
    );
    expect(user({ ...APK, ...others }, 'app:app')).toContain(
      '`RUN addgroup -S app && adduser -S -D -G app app`',
    );
    expect(user(APT, '99999999999')).toContain('Use a smaller number');
  });

  const start = (files: FileInputs, config: ConfigInput) =>
    fixesOf('missing-interpreter', { own: [layer(files)], config })[0];

  test('name the interpreter of the script, whatever it is written in', () => {
    const script = (path: string, content: string, mode: number) =>
      start({ ...APT, [path]: { content, mode } }, { cmd: [path] });
    expect(script('/run.sh', '#!/bin/sh\n', 0o644)).toContain('`["sh", "/run.sh"]`');
    expect(script('/run', '#!/usr/bin/env -S python3 -u\n', 0o644)).toContain('`["python3", "/run"]`');
    expect(script('/run.rb', 'puts 1\n', 0o755)).toBe(
      'Begin it with the line that names its interpreter, such as `#!/usr/bin/env ruby`, or name the interpreter first: `["ruby", "/run.rb"]`',
    );
    expect(script('/run.js', 'x\n', 0o644)).toContain('`["node", "/run.js"]`');
    expect(script('/start', 'echo\n', 0o755)).toContain('`["sh", "/start"]`');
  });

  test.each([
    ['/run.sh', '*.sh'],
    ['/app/run.py', '*.py'],
    ['/usr/bin/docker-entrypoint', 'docker-entrypoint'],
    ['/a b', '*.sh'],
  ])('give %s line endings by its name', (path, pattern) => {
    const files = { [path]: { content: '#!/bin/sh\r\n', mode: 0o755 } };
    expect(start(files, { cmd: [path] })).toContain(`\`${pattern} text eol=lf\``);
    const repository = { 'bin/main.rb': '#!/bin/sh\r\n' };
    const fixes = fixesOf('missing-interpreter', {
      own: [layer(files)],
      config: { cmd: [path] },
      repository,
    });
    expect(fixes[0]).toContain('`*.rb text eol=lf`');
  });

  test('say where the program is that no directory of PATH has', () => {
    const found = (mode: number) =>
      start({ '/app/server': { content: '#!/bin/sh\n', mode } }, { cmd: ['server'], workingDir: '/app' });
    expect(found(0o755)).toBe(
      'Start `/app/server`, or copy it to a directory of PATH, such as `/usr/local/bin`',
    );
    expect(found(0o644)).toContain('Make `/app/server` executable, with `COPY --chmod=755`');
  });

  test('open what the user may not use', () => {
    const file = { content: '#!/bin/sh\n', mode: 0o700 };
    expect(start({ '/run.sh': file }, { cmd: ['/run.sh'], user: '1000' })).toBe(
      'Copy it with `COPY --chown=1000` or `COPY --chmod=755`, or open it to everybody where it is made',
    );
    const closed = { '/root': { directory: true, mode: 0o700 }, '/root/run.sh': file } as const;
    expect(start(closed, { cmd: ['/root/run.sh'], user: '1000' })).toContain('`RUN chmod 755 /root`');
  });
});
