import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const PURE = [
  'image',
  'files',
  'packages',
  'dockerfile',
  'ledger',
  'rules',
  'scan',
  'compare',
  'policy',
  'report',
  'gate',
];
const IO_MODULES = [
  'node:fs',
  'node:fs/*',
  'node:http',
  'node:https',
  'node:net',
  'node:child_process',
  'node:process',
  'node:os',
];

const budgets = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 8],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'examples/', '**/*.mjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
    },
  },
  {
    // The page's script runs in a browser.
    files: ['src/report/html-script/*.ts'],
    languageOptions: { parserOptions: { project: './src/report/html-script/tsconfig.json' } },
  },
  { files: ['src/**/*.ts'], rules: { ...budgets, 'no-console': 'error' } },
  { files: ['src/main.ts', 'src/cli.ts'], rules: { 'no-console': 'off' } },
  {
    files: PURE.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: [...IO_MODULES, '@actions/*', 'dockerode'] }] },
      ],
      'no-restricted-globals': ['error', 'process', 'console', 'fetch'],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // What a clock says of a test is how busy the machine is.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.name='expect'] > .arguments MemberExpression[object.name=/^(Date|performance)$/][property.name='now']",
          message: 'Assert on processor time (test/helpers/processor-time.ts), or give the code a clock.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      // A skipped test says why.
      'no-restricted-properties': [
        'error',
        ...['test', 'describe'].flatMap((object) =>
          ['skip', 'only'].map((property) => ({
            object,
            property,
            message: 'Use describeIf, testWith or tellUntested of test/helpers/untested.ts.',
          })),
        ),
      ],
    },
  },
);
