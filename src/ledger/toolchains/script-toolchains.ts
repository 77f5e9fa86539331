import { manager, tool, type Toolchain } from './toolchain.ts';

/** Frameworks bring these into production, too: as npm packages they count only where a lock file calls them development. */
const OFTEN_RUNTIME = new Set(['esbuild', 'Rollup', 'Babel', 'SWC', 'node-gyp']);

const NODE: readonly Toolchain[] = [
  {
    ...manager,
    subject: 'npm',
    ruleId: 'node-package-manager',
    ownOnly: true,
    packages: { deb: /^npm$/, apk: /^npm(?:-\d+)?$/, npm: /^npm$/ },
    markers: [{ names: ['npm-cli.js'], path: /^(.*\/lib(?:64)?\/node_modules\/npm)\/bin\/npm-cli\.js$/ }],
  },
  {
    ...manager,
    subject: 'Yarn',
    ruleId: 'node-package-manager',
    ownOnly: true,
    // Debian's own yarn is `yarnpkg`; its /usr/bin/yarn belongs to cmdtest and is something else.
    packages: { deb: /^(?:yarn|yarnpkg)$/, apk: /^yarn(?:-berry)?$/, npm: /^(?:yarn|@yarnpkg\/cli)$/ },
    markers: [
      {
        names: ['yarn.js'],
        path: /^(.+\/(?:yarn-v\d[^/]*|node_modules\/yarn|\.yarn))\/(?:bin|lib|dist\/bin)\/yarn\.js$/,
      },
      { names: ['yarn.js'], path: /^(.+\/corepack\/(?:v1\/)?yarn)\/[^/]+\/yarn\.js$/ },
    ],
  },
  {
    ...manager,
    subject: 'pnpm',
    ruleId: 'node-package-manager',
    ownOnly: true,
    packages: { apk: /^pnpm(?:-[\d.]+)?$/, npm: /^pnpm$/ },
    markers: [
      {
        names: ['pnpm.cjs', 'pnpm.mjs'],
        path: /^(.+\/(?:node_modules\/pnpm|corepack\/(?:v1\/)?pnpm\/[^/]+))\/bin\/pnpm\.[cm]js$/,
      },
    ],
    programs: ['pnpm'],
  },
  {
    ...manager,
    subject: 'Corepack',
    ruleId: 'node-package-manager',
    ownOnly: true,
    packages: { deb: /^node-corepack$/, apk: /^corepack$/, npm: /^corepack$/ },
    markers: [{ names: ['corepack.js'], path: /^(.+\/node_modules\/corepack)\/dist\/corepack\.js$/ }],
  },
  ...(
    [
      ['TypeScript', /^(?:typescript|tsup|ts-loader)$/, /^(?:node-typescript|ts-node)$/, /^typescript$/],
      [
        'webpack',
        /^(?:webpack|webpack-cli|webpack-dev-server|react-scripts|@vue\/cli-service|@angular-devkit\/build-angular)$/,
        /^webpack$/,
      ],
      ['Vite', /^(?:vite|vite-node)$/, undefined, /^vite$/],
      ['esbuild', /^(?:esbuild|@esbuild\/.+)$/, /^esbuild$/, /^esbuild$/],
      ['Rollup', /^(?:rollup|@rollup\/.+)$/, /^(?:rollup|node-rollup)$/],
      ['Babel', /^@babel\/(?:core|cli|preset-env)$/, /^(?:node-babel7|babel-minify)$/],
      ['Parcel', /^(?:parcel|@parcel\/core|parcel-bundler)$/],
      ['SWC', /^@swc\/(?:core|cli|core-.+)$/],
      ['Angular CLI', /^@angular\/(?:cli|compiler-cli)$/],
      ['Gulp', /^gulp(?:-cli)?$/, /^gulp$/],
      ['Grunt', /^grunt(?:-cli)?$/, /^grunt$/],
      ['Turborepo', /^(?:turbo|turbo-.+-.+)$/],
      ['node-gyp', /^node-gyp$/, /^(?:node-gyp|gyp)$/],
      [
        'other JavaScript build tools',
        /^(?:browserify|nx|lerna|snowpack|@rspack\/core|@vercel\/ncc)$/,
        /^(?:node-browserify|coffeescript|yui-compressor|cssmin|slimit)$/,
      ],
    ] as readonly (readonly [string, RegExp, RegExp?, RegExp?])[]
  ).map(([subject, npm, deb, apk]): Toolchain => ({
    ...tool,
    subject,
    ruleId: 'node-bundler',
    packages: { npm, ...(deb !== undefined && { deb }), ...(apk !== undefined && { apk }) },
    ...(OFTEN_RUNTIME.has(subject) && { developmentOnly: true }),
    ...(subject === 'esbuild' && { identity: { goMainPath: /^github\.com\/evanw\/esbuild\/cmd\/esbuild$/ } }),
  })),
];

const PYTHON: readonly Toolchain[] = [
  {
    ...manager,
    subject: 'pip',
    ruleId: 'python-build-tool',
    ownOnly: true,
    // As a Python package it is part of every base and virtual environment; python3-pip-whl is python3-venv's.
    packages: { deb: /^python3?-pip$/, apk: /^py3(?:\.\d+)?-pip$/ },
  },
  ...(
    [
      ['Poetry', /^poetry$/, /^(?:python3-|py3-)?poetry$/, ['poetry']],
      ['uv', /^uv$/, /^uv$/, ['uv', 'uvx']],
      ['PDM', /^pdm$/, /^(?:python3-|py3-)?pdm$/],
      ['Hatch', /^(?:hatch|hatchling)$/, /^(?:hatch|python3-hatchling|py3(?:\.\d+)?-hatch(?:ling)?)$/],
      ['Pipenv', /^pipenv$/, /^(?:py3-)?pipenv$/],
      ['Cython', /^cython$/, /^(?:cython3?|python3-cython|py3(?:\.\d+)?-cython|cython3-legacy)$/],
      [
        'other Python build tools',
        /^(?:build|flit|flit-core|maturin|scikit-build|scikit-build-core|setuptools-rust|cffi-buildtool|pyinstaller|nuitka|twine|conda-build)$/,
        /^(?:python3-build|python3-flit|dh-python|python3-maturin|twine|maturin|python3-pythran|py3(?:\.\d+)?-(?:build|flit|maturin|setuptools-rust))$/,
        ['maturin'],
      ],
    ] as readonly (readonly [string, RegExp, RegExp, (readonly string[])?])[]
  ).map(([subject, pypi, system, programs]): Toolchain => ({
    ...tool,
    subject,
    ruleId: 'python-build-tool',
    packages: { pypi, deb: system, apk: system },
    ...(programs !== undefined && { programs }),
    ...environmentMarkers(subject),
  })),
];

/** Tools that are usually installed into a virtual environment of their own, which then is theirs as a whole. */
function environmentMarkers(subject: string): Pick<Toolchain, 'markers'> {
  const name = /^(Poetry|PDM|Hatch|Pipenv)$/.test(subject) ? subject.toLowerCase() : undefined;
  if (name === undefined) return {};
  // /opt/poetry, /opt/poetry-venv, pipx/venvs/poetry, uv/tools/poetry, and what Poetry's own installer makes: share/pypoetry/venv.
  const path = new RegExp(
    `^(.*/\\.?(?:py|venv[-_.])?${name}(?:[-_.]?(?:venv|env|home))?(?:/\\.?venv)?)/bin/${name}$`,
  );
  return { markers: [{ names: [name], path }] };
}

export const SCRIPT_TOOLCHAINS: readonly Toolchain[] = [...NODE, ...PYTHON];
