import { describe, expect, test } from '@jest/globals';
import type { LeftFile, RemedyExample } from '../../src/remedies/remedy.ts';
import { fixed } from './remedy-bench.ts';

const LINKER = '/lib64/ld-linux-x86-64.so.2';

type Packages = Readonly<Record<string, readonly string[]>>;

/** The database of Debian packages. */
function statusOf(...names: readonly string[]): string {
  return names
    .map((name) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1-1\n`)
    .join('\n');
}

/** Files of Debian packages with the database that lists them. */
function debian(packages: Packages): readonly LeftFile[] {
  const all = Object.entries(packages);
  return [
    { path: '/etc/os-release', text: 'ID=debian\nVERSION_CODENAME=bookworm\n' },
    { path: '/var/lib/dpkg/status', text: statusOf(...Object.keys(packages)) },
    ...all.map(([name, files]) => ({
      path: `/var/lib/dpkg/info/${name}.list`,
      text: `${files.join('\n')}\n`,
    })),
    ...all.flatMap(([, files]) => files.filter((path) => !path.includes('.so'))),
  ];
}

const GO: readonly LeftFile[] = ['/usr/local/go/pkg/tool/linux_amd64/compile'];
const STATIC = { path: '/app/server', program: {} };
const DYNAMIC = { path: '/app/server', program: { interpreter: LINKER, needed: ['libc.so.6'] } };

type Split = Pick<RemedyExample, 'leaves'> & {
  readonly instructions: readonly string[];
  readonly base?: readonly LeftFile[];
};

/** Lines of the final stage that the best way proposes for an image of `golang:1.24`. */
function finalStage({
  instructions,
  leaves,
  base = debian({ dash: ['/bin/dash'] }),
}: Split): readonly string[] {
  const before = `FROM golang:1.24\n${instructions.join('\n')}\n`;
  const example = {
    rule: 'sdk-base',
    subject: 'SDK base image (Go)',
    before,
    leaves,
    base: [...GO, ...base],
  };
  const [best = ''] = fixed(example);
  return best.slice(best.lastIndexOf('FROM ')).trim().split('\n');
}

describe('a final stage', () => {
  test('has no distribution where only static programs run', () => {
    const instructions = ['WORKDIR /app', 'COPY . .', 'RUN go build', 'CMD ["./server"]'];
    expect(finalStage({ instructions, leaves: { 4: [STATIC] } })).toEqual([
      'FROM gcr.io/distroless/static-debian12',
      'WORKDIR /app',
      'COPY --from=build /app/server /app/server',
      'CMD ["./server"]',
    ]);
  });

  test('starts from the distribution of the build where a shell or a library is needed', () => {
    const instructions = ['WORKDIR /app', 'RUN go build'];
    expect(finalStage({ instructions: [...instructions, 'CMD ./server'], leaves: { 3: [STATIC] } })[0]).toBe(
      'FROM debian:bookworm-slim',
    );
    expect(
      finalStage({ instructions: [...instructions, 'CMD ["./server"]'], leaves: { 3: [DYNAMIC] } })[0],
    ).toBe('FROM debian:bookworm-slim');
  });

  test('installs the packages whose libraries are loaded and whose programs the health check calls', () => {
    const needed = ['libc.so.6', 'libpq.so.5'];
    const lines = finalStage({
      instructions: [
        ...['WORKDIR /app', 'RUN go build', 'HEALTHCHECK CMD curl -f http://localhost || exit 1'],
        'CMD ["./server"]',
      ],
      leaves: { 3: [{ path: '/app/server', program: { interpreter: LINKER, needed } }] },
      base: [
        ...debian({
          libc6: ['/usr/lib/x86_64-linux-gnu/libc.so.6'],
          libpq5: ['/usr/lib/x86_64-linux-gnu/libpq.so.5'],
          curl: ['/usr/bin/curl'],
        }),
        { path: '/usr/lib/x86_64-linux-gnu/libc.so.6', program: {} },
        { path: '/usr/lib/x86_64-linux-gnu/libpq.so.5', program: {} },
        { path: '/usr/bin/curl', program: {} },
      ],
    });
    expect(lines.slice(0, 4)).toEqual([
      'FROM debian:bookworm-slim',
      'RUN apt-get update \\',
      ' && apt-get install -y --no-install-recommends curl libpq5 \\',
      ' && rm -rf /var/lib/apt/lists/*',
    ]);
  });

  test('installs one of packages that need each other, the one that was asked for', () => {
    const more = { ruby: 'Depends: ruby3.1\n', 'ruby3.1': 'Depends: rake\n', rake: 'Depends: ruby\n' };
    const entries = Object.entries(more).map(([name, depends]) => `${statusOf(name)}${depends}`);
    const automatic = ['ruby3.1', 'rake'].map(
      (name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`,
    );
    const lines = finalStage({
      instructions: [
        'RUN apt-get install -y ruby',
        'RUN go build',
        'HEALTHCHECK CMD ruby3.1 -v || exit 1',
        'CMD ["/app/server"]',
      ],
      leaves: {
        2: [
          { path: '/var/lib/dpkg/status', text: [statusOf('dash'), ...entries].join('\n') },
          { path: '/var/lib/apt/extended_states', text: automatic.join('\n') },
          ...Object.keys(more).flatMap((name): readonly LeftFile[] => [
            { path: `/var/lib/dpkg/info/${name}.list`, text: `/usr/bin/${name}\n` },
            { path: `/usr/bin/${name}`, program: {} },
          ]),
        ],
        3: [DYNAMIC],
      },
    });
    expect(lines.find((line) => line.includes('apt-get'))).toContain('--no-install-recommends ruby ');
  });

  test('installs what packages recommend where the candidate has it', () => {
    const instructions = ['RUN apt-get install -y graphviz', 'RUN go build', 'CMD ["/app/server"]'];
    const entry = (name: string, more = '') =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1-1\n${more}`;
    const linesFor = (...installed: readonly string[]) => {
      const status = {
        path: '/var/lib/dpkg/status',
        text: [entry('dash'), entry('graphviz', 'Recommends: fonts-liberation\n'), ...installed].join('\n'),
      };
      const automatic = 'Package: fonts-liberation\nArchitecture: amd64\nAuto-Installed: 1\n';
      const states = { path: '/var/lib/apt/extended_states', text: automatic };
      const list = { path: '/var/lib/dpkg/info/graphviz.list', text: '/usr/bin/dot\n' };
      const fonts = { path: '/var/lib/dpkg/info/fonts-liberation.list', text: '/usr/share/fonts/a.ttf\n' };
      const files = ['/usr/bin/dot', '/usr/share/fonts/a.ttf', list, fonts, status, states];
      const leaves = { 2: files, 3: [DYNAMIC] };
      return finalStage({ instructions, leaves }).join('\n');
    };
    expect(linesFor(entry('fonts-liberation'))).toContain('apt-get install -y graphviz ');
    expect(linesFor()).toContain('--no-install-recommends graphviz ');
  });

  test('takes what the program may read, and leaves version control, caches and temporary files', () => {
    const lines = finalStage({
      instructions: ['WORKDIR /app', 'COPY . .', 'RUN go build', 'CMD ["./server"]'],
      leaves: {
        3: ['/app/.git/HEAD', '/app/.git/objects/*', '/app/data/a', '/app/data/b'],
        4: [STATIC, '/root/.cache/go-build/*', '/root/.cache/huggingface/model', '/tmp/leftover'],
      },
    });
    expect(lines.filter((line) => line.startsWith('COPY'))).toEqual([
      'COPY --from=build /app/data /app/data',
      'COPY --from=build /app/server /app/server',
      'COPY --from=build /root/.cache/huggingface/model /root/.cache/huggingface/model',
    ]);
  });

  test.each([
    [
      'only installs',
      'RUN apt-get update \\\n && apt-get install -y php-cli && rm -rf /var/lib/apt/lists/*',
      [],
    ],
    [
      'does more',
      'RUN apt-get install -y php-cli && ln -s /usr/bin/php8 /usr/bin/php-cgi && php-setup',
      ['COPY --from=build /var/lib/php/made /var/lib/php/made', 'RUN ln -sfn /usr/bin/php8 /usr/bin/php-cgi'],
    ],
  ])('leaves to packages what their scripts made, where a `RUN` %s', (_title, install, taken) => {
    const lines = finalStage({
      instructions: [install, 'RUN go build', 'CMD ["/app/server"]'],
      leaves: {
        2: [
          { path: '/var/lib/dpkg/status', text: statusOf('dash', 'php-cli') },
          { path: '/var/lib/dpkg/info/php-cli.list', text: '/usr/bin/php8\n' },
          { path: '/usr/bin/php8', program: {} },
          { path: '/usr/bin/php', link: '/etc/alternatives/php' },
          { path: '/usr/bin/php-cgi', link: '/usr/bin/php8' },
          '/var/lib/php/made',
        ],
        [install.split('\n').length + 2]: [DYNAMIC],
      },
    });
    expect(lines.filter((line) => /php/.test(line) && !line.includes('apt-get'))).toEqual(taken);
  });

  test('changes settings of packages by the same commands', () => {
    const install = [
      'RUN apt-get install -y nginx && rm -rf /var/lib/apt/lists/* \\',
      " && sed -i 's/a/b/' /etc/nginx/nginx.conf && rm -f /etc/nginx/sites/default /opt/x \\",
      ' && rm -f /etc/nginx/default && nginx -t && echo x > /etc/nginx/y',
    ].join('\n');
    const lines = finalStage({
      instructions: [install, 'RUN go build', 'CMD ["/app/server"]'],
      leaves: {
        2: [
          { path: '/var/lib/dpkg/status', text: statusOf('dash', 'nginx') },
          {
            path: '/var/lib/apt/extended_states',
            text: 'Package: dash\nArchitecture: amd64\nAuto-Installed: 1\n',
          },
          { path: '/var/lib/dpkg/info/nginx.list', text: '/usr/sbin/nginx\n' },
          { path: '/usr/sbin/nginx', program: {} },
        ],
        5: [DYNAMIC],
      },
    });
    expect(lines.slice(1, 6).map((line) => line.replace(/ \\$/, ''))).toEqual([
      'RUN apt-get update',
      ' && apt-get install -y --no-install-recommends nginx',
      ' && rm -rf /var/lib/apt/lists/*',
      " && sed -i 's/a/b/' /etc/nginx/nginx.conf",
      ' && rm -f /etc/nginx/default',
    ]);
  });

  test('copies settings that no package owns, and what its commands generated, once', () => {
    const install = [
      'RUN apt-get update && apt-get install -y locales nginx \\',
      " && sed -i 's/^# *de/de/' /etc/locale.gen && sed -i 's/a/b/' /etc/nginx/nginx.conf && locale-gen",
    ].join('\n');
    const lines = finalStage({
      instructions: [install, 'RUN go build', 'CMD ["/app/server"]'],
      leaves: {
        2: [
          { path: '/var/lib/dpkg/status', text: statusOf('dash', 'locales', 'nginx') },
          {
            path: '/var/lib/apt/extended_states',
            text: 'Package: dash\nArchitecture: amd64\nAuto-Installed: 1\n',
          },
          { path: '/var/lib/dpkg/info/locales.list', text: '/usr/sbin/locale-gen\n' },
          { path: '/var/lib/dpkg/info/nginx.list', text: '/usr/sbin/nginx\n' },
          { path: '/usr/sbin/nginx', program: {} },
          '/etc/locale.gen',
          '/usr/lib/locale/locale-archive',
        ],
        4: [DYNAMIC],
      },
    });
    const told = lines.filter((line) => /locale|sed/.test(line)).map((line) => line.replace(/ \\$/, ''));
    expect(told).toEqual([
      ' && apt-get install -y --no-install-recommends locales nginx',
      " && sed -i 's/a/b/' /etc/nginx/nginx.conf",
      'COPY --from=build /etc/locale.gen /etc/locale.gen',
      'COPY --from=build /usr/lib/locale/locale-archive /usr/lib/locale/locale-archive',
    ]);
  });

  test.each([
    ['CMake', ['CMakeCache.txt', 'Makefile', 'CMakeFiles/a/b.make', 'sub/cmake_install.cmake', 'libx.so']],
    ['Setuptools', ['setup.py', 'build/lib/x.py', 'build/bdist.linux-x86_64/y', 'data.json']],
    ['Maven', ['pom.xml', 'target/classes/A.class', 'target/maven-status/x', 'target/app.jar']],
    ['Gradle', ['build.gradle', '.gradle/x', 'build/classes/A.class', 'build/tmp/x', 'build/libs/app.jar']],
    ['Cargo', ['Cargo.toml', 'target/release/server', 'target/release/deps/x', 'words.txt']],
  ])('leaves behind what %s needs to build', (_system, names) => {
    const instructions = ['WORKDIR /src', 'COPY . .', 'RUN make', 'CMD ["/app/server"]'];
    const [marker = '', ...made] = names;
    const lines = finalStage({
      instructions,
      leaves: { 3: [`/src/${marker}`], 4: [DYNAMIC, ...made.map((name) => `/src/${name}`)] },
    });
    const copied = lines.filter((line) => line.startsWith('COPY')).join('\n');
    expect(copied).toContain(`/src/${made.at(-1)}`);
    for (const name of made.slice(0, -1)) expect(copied).not.toContain(`/src/${name}`);
  });

  test.each([
    ['the start', ['CMD ["/app/server", "target/classes"]'], []],
    ['the environment', ['ENV CLASSPATH=/src/target/classes', 'CMD ["/app/server"]'], []],
    ['a link', ['CMD ["/app/server"]'], [{ path: '/srv/classes', link: '/src/target/classes' }]],
  ])('takes what a build system left where %s names it', (_what, more, links) => {
    const lines = finalStage({
      instructions: ['WORKDIR /src', 'COPY . .', 'RUN make', ...more],
      leaves: { 3: ['/src/pom.xml'], 4: [DYNAMIC, '/src/target/classes/A.class', ...links] },
    });
    expect(lines).toContain('COPY --from=build /src /src');
  });

  test('takes over what both stages need, and moves what only a container needs', () => {
    const before = [
      'FROM golang:1.24 AS app',
      'ARG VERSION=1',
      'ARG UNUSED',
      'LABEL version=$VERSION',
      'ENV MODE=production',
      'EXPOSE 80',
      'WORKDIR /app',
      'RUN go build',
      '# how it starts',
      'CMD ["./server"]',
      '',
    ].join('\r\n');
    const [best] = fixed({
      ...{ rule: 'sdk-base', subject: 'SDK base image (Go)', before },
      ...{ leaves: { 8: [STATIC] }, base: [...GO, ...debian({ dash: ['/bin/dash'] })] },
    });
    expect(best?.split('\r\n')).toEqual([
      'FROM golang:1.24 AS build',
      'ARG VERSION=1',
      'ARG UNUSED',
      'ENV MODE=production',
      'WORKDIR /app',
      'RUN go build',
      '',
      'FROM gcr.io/distroless/static-debian12 AS app',
      'ARG VERSION=1',
      'ENV MODE=production',
      'WORKDIR /app',
      'COPY --from=build /app/server /app/server',
      'LABEL version=$VERSION',
      'EXPOSE 80',
      '# how it starts',
      'CMD ["./server"]',
      '',
    ]);
  });

  test.each([
    ['${NODE}', 'node:${NODE}-slim'],
    ['20', 'node:20-slim'],
  ])('starts from a variant of `node:%s` as the Dockerfile writes it', (version, image) => {
    const before = `ARG NODE=20\nFROM node:${version}\nWORKDIR /app\nCOPY . .\nCMD ["node", "a.js"]\n`;
    const [first = ''] = fixed({
      ...{ rule: 'sdk-base', subject: 'SDK base image (C/C++)', before },
      leaves: { 4: ['/app/a.js', '/app/.git/HEAD'] },
      base: [
        ...[
          '/usr/bin/gcc',
          '/usr/lib/gcc/x86_64-linux-gnu/12/cc1',
          '/usr/local/lib/node_modules/npm/package.json',
        ],
        ...debian({ dash: ['/bin/dash'] }),
        { path: '/usr/local/bin/node', program: DYNAMIC.program },
        '/usr/lib/x86_64-linux-gnu/libc.so.6',
      ],
    });
    expect(first.match(/^FROM .*$/gm)?.at(-1)).toBe(`FROM ${image}`);
  });

  test('makes users by the same commands, or has their files where there is no shell', () => {
    const instructions = [
      'RUN useradd -m app && mkdir -p /data',
      'RUN go build',
      'USER app',
      'CMD ["/app/server"]',
    ];
    const passwd = {
      path: '/etc/passwd',
      text: 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n',
    };
    expect(finalStage({ instructions, leaves: { 2: [passwd], 3: [STATIC] } })).toContain(
      'COPY --from=build /etc/passwd /etc/group /etc/',
    );
    expect(finalStage({ instructions, leaves: { 2: [passwd], 3: [DYNAMIC] } })).toContain(
      'RUN useradd -m app',
    );
  });

  test('names owners as the Dockerfile does', () => {
    const accounts = [
      { path: '/etc/passwd', text: 'root:x:0:0::/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n' },
      { path: '/etc/group', text: 'root:x:0:\nstaff:x:1001:\n' },
    ];
    const owned = { path: '/data', owner: [1000, 1001] } as const;
    const copyAfter = (...users: readonly string[]) =>
      finalStage({
        instructions: ['RUN useradd -m app', 'RUN go build', ...users, 'CMD ["/bin/server"]'],
        leaves: { 2: accounts, 3: [{ path: '/bin/server', program: DYNAMIC.program }, owned] },
      }).filter((line) => line.includes('/data'));
    expect(copyAfter('USER app')).toEqual(['COPY --chown=app:staff --from=build /data /data']);
    expect(copyAfter()).toEqual(['COPY --chown=1000:1001 --from=build /data /data']);
  });

  test('takes a directory of another owner whole, even for one file', () => {
    const lines = finalStage({
      instructions: [
        'WORKDIR /app',
        'COPY . .',
        'RUN go build && chown -R 1000:1000 /app',
        'CMD ["/app/server"]',
      ],
      leaves: { 3: ['/app/.git/HEAD'], 4: [{ path: '/app', owner: [1000, 1000] }, DYNAMIC] },
    });
    expect(lines).toContain('COPY --from=build /app /app');
  });

  test('writes settings first, with the arguments that its users need, and certificates with the program that registers them', () => {
    const lines = finalStage({
      instructions: [
        ...['ARG UID=1000', 'ENV APP=app', 'RUN useradd -u $UID $APP'],
        ...[
          'COPY own.crt /usr/local/share/ca-certificates/',
          'WORKDIR /src/web',
          'WORKDIR /app',
          'RUN go build',
        ],
        'CMD ["/app/server"]',
      ],
      leaves: {
        4: [{ path: '/etc/passwd', text: 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n' }],
        5: ['/usr/local/share/ca-certificates/own.crt'],
        8: [DYNAMIC],
      },
      base: [...debian({ dash: ['/bin/dash'] }), '/usr/local/share/other'],
    });
    expect(lines).toEqual([
      'FROM debian:bookworm-slim',
      'ARG UID=1000',
      'ENV APP=app',
      'RUN useradd -u $UID $APP',
      'WORKDIR /app',
      'COPY --from=build /app/server /app/server',
      'COPY --from=build /usr/local/share/ca-certificates/own.crt /usr/local/share/ca-certificates/own.crt',
      'RUN update-ca-certificates',
      'CMD ["/app/server"]',
    ]);
  });

  test.each([
    ['chpasswd', 'RUN echo "root:x" | chpasswd'],
    ['passwd', 'RUN passwd -d root'],
    ['usermod', "RUN usermod -p 'x' root"],
  ])('is not proposed where %s gives an account a password', (_program, run) => {
    expect(
      finalStage({ instructions: [run, 'RUN go build', 'CMD ["/app/server"]'], leaves: { 3: [DYNAMIC] } }),
    ).toEqual(['']);
  });

  test.each([
    [
      'of a certificate that an instruction makes',
      'RUN openssl req -out /etc/ssl/certs/own.crt',
      '/etc/ssl/certs/own.crt',
      true,
    ],
    ['of what the scripts of packages make', 'RUN make', '/etc/ssl/certs/a.0', false],
  ])('takes a copy %s: %s', (_what, run, path, isTaken) => {
    const lines = finalStage({
      instructions: [run, 'RUN go build', 'CMD ["/app/server"]'],
      leaves: { 2: [path], 3: [DYNAMIC] },
      base: [...debian({ dash: ['/bin/dash'] }), '/etc/ssl/certs/b'],
    });
    expect(lines.join('\n').includes(path)).toBe(isTaken);
  });

  test('removes as root what it leaves behind, whoever built', () => {
    const before = [
      ...[
        'FROM golang:1.24',
        'WORKDIR /app',
        'COPY . .',
        'RUN go build && chown -R 1000:1000 /app',
        'USER 1000',
      ],
      ...['RUN ./server --init', 'CMD ["./server"]', ''],
    ].join('\n');
    const [best = ''] = fixed({
      ...{ rule: 'sdk-base', subject: 'SDK base image (Go)', before },
      leaves: {
        3: ['/app/.git/HEAD'],
        4: [{ path: '/app', owner: [1000, 1000] }, STATIC],
        6: [{ path: '/app', owner: [1000, 1000] }, '/app/made'],
      },
      base: [...GO, ...debian({ dash: ['/bin/dash'] })],
    });
    expect(best).toContain('RUN ./server --init\nUSER root\nRUN rm -rf /app/.git\n');
  });

  test('brings the new base image up to date where the old one was', () => {
    const lines = finalStage({
      instructions: ['RUN apt-get update && apt-get -y upgrade', 'RUN go build', 'CMD ["/app/server"]'],
      leaves: { 3: [DYNAMIC] },
    });
    expect(lines[1]).toBe('RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*');
  });

  test('is not proposed where packages may come from archives of its own', () => {
    const states = {
      path: '/var/lib/apt/extended_states',
      text: 'Package: a\nArchitecture: amd64\nAuto-Installed: 1\n',
    };
    const status = { path: '/var/lib/dpkg/status', text: statusOf('dash', 'curl') };
    const list = { path: '/var/lib/dpkg/info/curl.list', text: '/usr/bin/curl\n' };
    const installed = [status, states, list, '/usr/bin/curl'];
    const stageAfter = (...more: readonly string[]) =>
      finalStage({
        instructions: ['RUN install', 'RUN go build', 'CMD ["/app/server"]'],
        leaves: { 2: [...installed, ...more], 3: [DYNAMIC] },
      });
    expect(stageAfter().join('\n')).toContain('--no-install-recommends curl');
    expect(stageAfter('/etc/apt/sources.list.d/x.list')).toEqual(['']);
  });

  test('makes own libraries known to the linker', () => {
    const lines = finalStage({
      instructions: ['RUN make install', 'CMD ["/app/server"]'],
      leaves: { 2: [DYNAMIC, { path: '/usr/local/lib/libown.so.1', program: { needed: ['libc.so.6'] } }] },
      base: [...debian({ dash: ['/bin/dash'] }), '/usr/local/lib/other'],
    });
    expect(lines).toContain('RUN ldconfig');
  });

  test.each([
    ['the start is left to the base image', ['RUN go build'], { 2: [STATIC] }],
    [
      'images that start from it are told what to do',
      ['ONBUILD RUN x', 'RUN go build', 'CMD ["/app/server"]'],
      { 3: [STATIC] },
    ],
    [
      'a path cannot be written plainly',
      ['RUN go build', 'CMD ["/app/server"]'],
      { 2: [DYNAMIC, '/usr/bin/a$b', '/usr/lib/c*d'] },
    ],
  ] as const)('is not proposed where %s', (_title, instructions, leaves) => {
    const base = [...debian({ dash: ['/bin/dash'] }), '/usr/bin/env', '/usr/lib/x'];
    expect(finalStage({ instructions, leaves, base })).toEqual(['']);
  });
});
