import { tool, type Toolchain } from './toolchain.ts';

type Row = Pick<Toolchain, 'subject' | 'packages' | 'programs' | 'identity' | 'markers'>;

/** Programs that start another one again whenever a file changes. Libraries that only watch files are none: applications need them. */
const ROWS: readonly Row[] = [
  { subject: 'nodemon', packages: { npm: /^nodemon$/, deb: /^(?:node-)?nodemon$/ } },
  { subject: 'ts-node-dev', packages: { npm: /^ts-node-dev$/ } },
  {
    subject: 'other reloaders for Node.js',
    packages: { npm: /^(?:node-dev|supervisor|tsc-watch|onchange|chokidar-cli|livereload|browser-sync)$/ },
  },
  {
    subject: 'reloaders for Python',
    packages: { pypi: /^(?:jurigged|reloadium|pytest-watch|ptw|livereload)$/ },
  },
  { subject: 'Guard', packages: { gem: /^guard(?:-.+)?$/, deb: /^ruby-guard$/ } },
  { subject: 'rerun', packages: { gem: /^rerun$/ } },
  goTool('Air', /^github\.com\/(?:cosmtrek|air-verse)\/air$/),
  goTool('Reflex', /^github\.com\/cespare\/reflex$/),
  goTool('CompileDaemon', /^github\.com\/githubnemo\/CompileDaemon$/),
  goTool('gin', /^github\.com\/codegangsta\/gin$/),
  goTool('wgo', /^github\.com\/bokwoon95\/wgo$/),
  goTool('modd', /^github\.com\/cortesi\/modd\/cmd\/modd$/),
  {
    subject: 'watchexec',
    packages: { deb: /^watchexec(?:-cli)?$/, apk: /^watchexec$/ },
    programs: ['watchexec'],
  },
  {
    subject: 'cargo-watch',
    packages: { deb: /^cargo-watch$/, apk: /^cargo-watch$/ },
    programs: ['cargo-watch'],
  },
  { subject: 'entr', packages: { deb: /^entr$/, apk: /^entr$/ } },
  {
    subject: 'Spring Boot DevTools',
    packages: { maven: /^org\.springframework\.boot:spring-boot-devtools$/ },
    markers: [{ names: ['spring-boot-devtools.jar'], path: /^.*\/spring-boot-devtools\.jar$/ }],
  },
];

function goTool(subject: string, goMainPath: RegExp): Row {
  return { subject, packages: {}, identity: { goMainPath } };
}

export const RELOADERS: readonly Toolchain[] = ROWS.map((row) => ({
  ...tool,
  ...row,
  ruleId: 'reloader',
  ownOnly: true,
  isNeverNeeded: true,
}));
