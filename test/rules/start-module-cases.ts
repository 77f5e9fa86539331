import type { Case } from './start-cases.ts';

/** A program of the base image, changed so that something that it needs has another name. */
const changed = (from: string, to: string): string =>
  `RUN sed 's/${from}/${to}/g' /bin/true > /server && chmod 755 /server`;

/** On Debian 12. */
export const DEBIAN: Readonly<Record<string, Case>> = {
  'a program that needs a newer glibc': {
    dockerfile: [changed('GLIBC_2\\.34', 'GLIBC_2.99'), 'ENTRYPOINT ["/server"]'],
    says: /version `GLIBC_2\.99' not found/,
    rule: 'foreign-libc',
  },
  'a program that needs a library that is not there': {
    dockerfile: [changed('libc\\.so\\.6', 'libq.so.6'), 'ENTRYPOINT ["/server"]'],
    says: /libq\.so\.6: cannot open shared object file/,
    rule: 'missing-library',
  },
  'a program as the distribution made it': {
    dockerfile: ['RUN cp /bin/true /server', 'ENTRYPOINT ["/server"]'],
  },
};

/** A virtual environment with the module of Debian's own package, which needs libpq. */
const VENV = [
  'FROM debian:bookworm-slim AS build',
  'RUN apt-get update && apt-get install -y --no-install-recommends python3-psycopg2 libpq5',
  'RUN mkdir -p /venv && cp -r /usr/lib/python3/dist-packages/psycopg2 /venv/',
  'FROM python:3.11-slim',
  'RUN python -m venv --without-pip /venv',
  'COPY --from=build /venv/psycopg2 /venv/lib/python3.11/site-packages/psycopg2',
  'ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin',
  'WORKDIR /app',
  'COPY . /app/',
];

/** On Python's slim image. */
export const PYTHON: Readonly<Record<string, Case>> = {
  'a module of a virtual environment whose library stayed behind': {
    dockerfile: [...VENV, 'CMD ["python", "app.py"]'],
    files: { 'app.py': 'import db\n', 'db.py': 'import psycopg2\n' },
    says: /libpq\.so\.5: cannot open shared object file/,
    rule: 'missing-library',
  },
  'the same module, imported if it can be': {
    dockerfile: [...VENV, 'CMD ["python", "app.py"]'],
    files: { 'app.py': 'try:\n    import psycopg2\nexcept ImportError:\n    print("without")\n' },
  },
  'the same module, which nothing imports': {
    dockerfile: [...VENV, 'CMD ["python", "app.py"]'],
    files: { 'app.py': 'import json\n' },
  },
  'the same module with its library in a folder that LD_LIBRARY_PATH names': {
    dockerfile: [
      ...VENV,
      'RUN --mount=from=build,target=/build mkdir /opt/pg && cp -L /build/usr/lib/*-linux-gnu/*.so.* /opt/pg/ && rm -f /opt/pg/libc.so.6 /opt/pg/ld-*',
      'ENV LD_LIBRARY_PATH=/opt/pg',
      'CMD ["python", "app.py"]',
    ],
    files: { 'app.py': 'import psycopg2\n' },
  },
  'a part of Python itself whose library is gone': {
    dockerfile: [
      'FROM python:3.11-slim',
      'RUN rm -f /usr/lib/*/libsqlite3.so*',
      'CMD ["python", "/app.py"]',
      'COPY app.py /',
    ],
    files: { 'app.py': 'import sqlite3\n' },
    says: /libsqlite3\.so\.0: cannot open shared object file/,
    rule: 'missing-library',
  },
};

/** An application with an addon that npm brings built, and a way to name a library of it wrongly. */
const BCRYPT = [
  'WORKDIR /app',
  'RUN npm install --ignore-scripts bcrypt@6.0.0 && rm -rf /root/.npm',
  'COPY . /app/',
];
const BREAK =
  "RUN sed -i 's/libstdc++\\.so\\.6/libstdq++.so.6/g' node_modules/bcrypt/prebuilds/linux-*/*.node";
const START = 'CMD ["node", "server.js"]';
const LOADS = { 'server.js': "const bcrypt = require('bcrypt');\nconsole.log(typeof bcrypt.hash);\n" };

/** On Node's slim image. */
export const NODE: Readonly<Record<string, Case>> = {
  'an addon': { dockerfile: [...BCRYPT, START], files: LOADS },
  'an addon whose library is not there': {
    dockerfile: [...BCRYPT, BREAK, START],
    files: LOADS,
    says: /libstdq\+\+\.so\.6: cannot open shared object file/,
    rule: 'missing-library',
  },
  'the same addon, loaded if it can be': {
    dockerfile: [...BCRYPT, BREAK, START],
    files: { 'server.js': "try {\n  require('bcrypt');\n} catch {}\n" },
  },
  'the same addon, which nothing loads': {
    dockerfile: [...BCRYPT, BREAK, START],
    files: { 'server.js': "require('node:fs');\n" },
  },
  'an addon that was built for musl': {
    dockerfile: [
      ...BCRYPT,
      'RUN cd node_modules/bcrypt/prebuilds/linux-x64 && mkdir -p ../../build/Release && mv *musl.node ../../build/Release/bcrypt.node && rm -r ../../prebuilds',
      START,
    ],
    files: LOADS,
    says: /libc\.musl-x86_64\.so\.1: cannot open shared object file/,
    rule: 'foreign-libc',
  },
  'an addon of another operating system': {
    dockerfile: [
      ...BCRYPT,
      'RUN cd node_modules/bcrypt && mkdir -p build/Release && cp prebuilds/darwin-x64/*.node build/Release/ && rm -r prebuilds',
      START,
    ],
    files: LOADS,
    says: /invalid ELF header/,
    rule: 'missing-library',
  },
};

const RUBY_PG = [
  'RUN apt-get update && apt-get install -y --no-install-recommends ruby-pg',
  'COPY app.rb /app/',
  'CMD ["ruby", "/app/app.rb"]',
];

/** On Debian, with its Ruby. */
export const RUBY: Readonly<Record<string, Case>> = {
  'a shared object of a gem': { dockerfile: RUBY_PG, files: { 'app.rb': "require 'pg'\n" } },
  'a shared object of a gem whose library is not there': {
    dockerfile: [...RUBY_PG, 'RUN dpkg -r --force-depends libpq5'],
    files: { 'app.rb': "require 'pg'\n" },
    says: /libpq\.so\.5: cannot open shared object file/,
    rule: 'missing-library',
  },
  'the same shared object, required if it can be': {
    dockerfile: [...RUBY_PG, 'RUN dpkg -r --force-depends libpq5'],
    files: { 'app.rb': "begin\n  require 'pg'\nrescue LoadError\n  puts 'without'\nend\n" },
  },
};
