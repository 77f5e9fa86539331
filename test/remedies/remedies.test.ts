import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { editFiles } from '../../src/fix/edited-files.ts';
import { REMEDIES } from '../../src/remedies/index.ts';
import { ruleById } from '../../src/rules/index.ts';
import { fixed, proposalsFor } from './remedy-bench.ts';

describe('remedies', () => {
  test('are all listed, each in a file of its name', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/remedies'));
    for (const { id } of REMEDIES) expect(files).toContain(`${id}.ts`);
    expect(new Set(REMEDIES.map(({ id }) => id)).size).toBe(REMEDIES.length);
  });

  describe.each(REMEDIES.map((remedy) => [remedy.id, remedy] as const))('%s', (_id, remedy) => {
    test('mends findings of rules that exist, in one imperative sentence, with examples', () => {
      for (const rule of remedy.rules) expect(ruleById(rule)).toBeDefined();
      expect(remedy.headline).toMatch(/^[A-Z].*[^.]$/);
      expect(remedy.examples.length).toBeGreaterThan(0);
    });

    test.each(remedy.examples.map((example) => [example.subject, example] as const))(
      'mends its example: %s',
      (_subject, example) => {
        expect(remedy.rules).toContain(example.rule);
        expect(fixed(example)[0]).toBe(example.after);
      },
    );
  });
});

const APT = { rule: 'package-cache', subject: 'apt cache' } as const;

describe('the form of a Dockerfile stays', () => {
  test.each([
    [
      'operators at the end of lines',
      'RUN a && \\\n    b',
      'RUN a && \\\n    b && \\\n    rm -rf /var/lib/apt/lists/*',
    ],
    [
      'tabs and carriage returns',
      'RUN a \\\r\n\t&& b\r',
      'RUN a \\\r\n\t&& b \\\r\n\t&& rm -rf /var/lib/apt/lists/*\r',
    ],
    [
      'comments between lines',
      'RUN a \\\n  # why\n  && b',
      'RUN a \\\n  # why\n  && b \\\n  && rm -rf /var/lib/apt/lists/*',
    ],
    ['blanks at the end of a line', 'RUN a  ', 'RUN a && rm -rf /var/lib/apt/lists/*  '],
    ['other flags', 'RUN --network=none a', 'RUN --network=none a && rm -rf /var/lib/apt/lists/*'],
  ])('%s', (_title, run, expected) => {
    const lineBreak = run.includes('\r') ? '\r\n' : '\n';
    const before = `FROM debian${lineBreak}${run}\nUSER x`;
    const leaves = { 2: ['/var/lib/apt/lists/*'] };
    expect(fixed({ ...APT, before, leaves })).toEqual([before.replace(run, () => expected)]);
  });

  test.each([
    ['compound commands', 'RUN if a; then b; fi', 'RUN if a; then b; fi && rm -rf /var/lib/apt/lists/*'],
    ['subshells', 'RUN (a; b)', 'RUN (a; b) && rm -rf /var/lib/apt/lists/*'],
    [
      'a script that ends at its first failure',
      'RUN <<EOF\n  set -eux\n  if a; then\n    b # why\n  fi\nEOF',
      'RUN <<EOF\n  set -eux\n  if a; then\n    b # why\n  fi\n  rm -rf /var/lib/apt/lists/*\nEOF',
    ],
    [
      'a script whose end marker is indented',
      'RUN --network=none <<-"E"\n\t#!/bin/sh -e\n\ta\n\tE',
      'RUN --network=none <<-"E"\n\t#!/bin/sh -e\n\ta\n\trm -rf /var/lib/apt/lists/*\n\tE',
    ],
    [
      'a script whose last command says how it went',
      'RUN <<EOF\na\nb \\\n  c # why\n\nEOF',
      'RUN <<EOF\na\nb \\\n  c && rm -rf /var/lib/apt/lists/* # why\n\nEOF',
    ],
  ])('%s', (_title, run, expected) => {
    const before = `FROM debian\n${run}\nUSER x`;
    const leaves = { 2: ['/var/lib/apt/lists/*'] };
    expect(fixed({ ...APT, before, leaves })).toEqual([before.replace(run, () => expected)]);
  });

  test.each([
    'RUN ["apt-get", "update"]',
    'RUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF',
    'RUN <<EOF bash -x\napt-get update\nEOF',
    'RUN <<EOF\na\nexit 0\nEOF',
    'RUN <<EOF\na\ncat <<E\nE\nEOF',
    'RUN <<EOF\na\nb &\nEOF',
    'RUN <<EOF\na\nb "\nEOF',
    'RUN <<EOF > /x\na\nEOF',
    'RUN apt-get update; # why',
    'RUN apt-get update &',
    'RUN apt-get update; exec b',
  ])('nothing is proposed where the end of what a shell reads is not certain: %j', (run) => {
    const before = `FROM debian\n${run}\nUSER x`;
    expect(fixed({ ...APT, before, leaves: { 2: ['/var/lib/apt/lists/*'] } })).toEqual([]);
  });

  test('an escape directive is heeded', () => {
    const before = '# escape=`\nFROM debian\nRUN a `\n  && b\n';
    expect(fixed({ ...APT, before, leaves: { 3: ['/var/lib/apt/lists/*'] } })).toEqual([
      '# escape=`\nFROM debian\nRUN a `\n  && b `\n  && rm -rf /var/lib/apt/lists/*\n',
    ]);
  });
});

describe('caches', () => {
  test('of a home are mounted for the user who fills them, or removed', () => {
    const before = 'FROM node:20\nUSER 1000\nRUN npm ci\n';
    const leaves = { 3: ['/home/node/.npm/_cacache/*'] };
    expect(fixed({ rule: 'package-cache', subject: 'npm cache', before, leaves })).toEqual([
      'FROM node:20\nUSER 1000\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci\n',
      'FROM node:20\nUSER 1000\nRUN npm ci && rm -rf /home/node/.npm\n',
    ]);
  });

  test('that two instructions fill are mended in both', () => {
    const before = 'FROM python:3\nRUN pip install a\nRUN pip3 -q install b && pip install c\n';
    const leaves = { 2: ['/root/.cache/pip/http/a/*'], 3: ['/root/.cache/pip/http/b/*'] };
    expect(fixed({ rule: 'package-cache', subject: 'pip cache', before, leaves })[0]).toBe(
      'FROM python:3\nRUN pip install --no-cache-dir a\nRUN pip3 -q install --no-cache-dir b && pip install --no-cache-dir c\n',
    );
  });

  test('with a path that a shell would read otherwise are left alone', () => {
    const leaves = { 2: ['/root/a b/.cache/pip/http/*'] };
    const before = 'FROM python:3\nRUN sh install.sh\n';
    expect(fixed({ rule: 'package-cache', subject: 'pip cache', before, leaves })).toEqual([]);
  });
});

describe('removed files', () => {
  const REMOVED = { rule: 'hidden-bytes', subject: 'removed files' } as const;

  test('of two instructions in a row are removed in the first, or both become one', () => {
    const before = 'FROM debian\nRUN make-big /big\nRUN use /big && rm -rf /big && echo\n';
    const leaves = { 2: ['/big/*'], 3: ['-/big'] };
    expect(fixed({ ...REMOVED, before, leaves })).toEqual([
      'FROM debian\nRUN make-big /big && rm -rf /big\nRUN use /big && echo\n',
      'FROM debian\nRUN make-big /big && use /big && rm -rf /big && echo\n',
    ]);
  });

  test('of a copied file are mounted under its name', () => {
    const before = 'FROM debian\nCOPY big.tar.gz /tmp/\nRUN tar -x -f /tmp/big.tar.gz; rm -r /tmp/*\n';
    const leaves = { 2: ['/tmp/big.tar.gz*'], 3: ['-/tmp/big.tar.gzlarge_Packages'] };
    expect(fixed({ ...REMOVED, before, leaves })[0]).toBe(
      'FROM debian\nRUN --mount=type=bind,source=big.tar.gz,target=/tmp/big.tar.gz tar -x -f /tmp/big.tar.gz\n',
    );
  });

  test.each([
    ['another user removes them', 'RUN a\nUSER app\nRUN rm -rf /big', { 2: ['/big/*'], 4: ['-/big'] }],
    [
      'what is removed is not certain',
      'RUN a\nENV B=1\nRUN b && rm -rf $BIG',
      { 2: ['/big/*'], 4: ['-/big'] },
    ],
    ['the list says `or`', 'RUN a\nENV B=1\nRUN b || rm -rf /big', { 2: ['/big/*'], 4: ['-/big'] }],
    [
      'a variable names what is copied',
      'COPY $A /big\nRUN b && rm -rf /big',
      { 2: ['/big/*'], 3: ['-/big'] },
    ],
    ['nothing uses what is copied', 'COPY a /big\nRUN rm -rf /big', { 2: ['/big/*'], 3: ['-/big'] }],
  ])('are left where they are where %s', (_title, instructions, leaves) => {
    expect(fixed({ ...REMOVED, before: `FROM debian\n${instructions}\n`, leaves })).toEqual([]);
  });
});

describe('an ignore file', () => {
  const example = REMEDIES.find(({ id }) => id === 'ignored-files')!.examples[0]!;

  test.each([
    ['gets its lines at the end', '*.md\n', '*.md\n.git\n'],
    ['gets the line break that was missing', '*.md', '*.md\n.git\n'],
    ['keeps its line breaks', '*.md\r\n', '*.md\r\n.git\r\n'],
    ['keeps an exception, which the new line overrules', '!.git\n', '!.git\n.git\n'],
  ])('%s', (_title, text, expected) => {
    expect(fixed(example, { path: '.dockerignore', text })).toEqual([expected]);
  });

  test.each([
    ['names that a pattern would read otherwise', { 2: ['/app/[x]/Dockerfile'] }, 'COPY . /app'],
    ['files that another stage brings', { 2: ['/app/Dockerfile'] }, 'COPY --from=build . /app'],
    ['patterns', { 2: ['/app/Dockerfile'] }, 'COPY * /app'],
  ])('is left alone for %s', (_title, leaves, copy) => {
    const before = `FROM debian\n${copy}\n`;
    expect(fixed({ rule: 'context-file', subject: 'container build files', before, leaves })).toEqual([]);
  });
});

test('a line of an ignore file that two findings ask for stands once', () => {
  const before = 'FROM debian\nCOPY . /app\n';
  const leaves = { 2: ['/app/.git/HEAD', '/app/.git/objects/*', '/app/Dockerfile'] };
  const edits = [
    { rule: 'vcs-directory', subject: '/app/.git' },
    { rule: 'context-file', subject: 'container build files' },
  ].flatMap((one) => proposalsFor({ ...one, before, leaves }).proposals[0]?.edits ?? []);
  const { project } = proposalsFor({ rule: 'vcs-directory', subject: '/app/.git', before, leaves });
  expect(editFiles(project, edits)).toMatchObject({ ignoreFile: '.dockerignore\n.git\nDockerfile\n' });
});
