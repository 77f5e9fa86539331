import { PROJECT_MANIFESTS } from '../packages/node-tree.ts';
import { START_CONFIG, START_SCRIPTS } from './contents/start-scripts.ts';
import { code } from './fix/case.ts';
import { defineLedgerRule } from './rule.ts';
import { findDevelopmentStart } from './start/development-start.ts';

/** What the configuration certainly starts: branches of a start script are for other commands than the image's own. */
export const developmentStart = defineLedgerRule({
  id: 'development-start',
  category: 'dev-files',
  headline: 'container that starts a development server or a reloader',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Start the built program itself; where the Dockerfile has a stage for that, make it the last one or name it with `target`',
  evidence: 'thing',
  reads: [START_SCRIPTS, PROJECT_MANIFESTS],
  looksAt: START_CONFIG,
  examples: {
    catches: [
      '`CMD ["nodemon", "server.js"]`, `node --watch`, `tsx watch`, `ts-node-dev`, `air`, `watchexec`, `cargo watch`, `dotnet watch`',
      '`CMD ["npm", "run", "dev"]`, and `npm start` where `package.json` says `"start": "react-scripts start"`',
      '`ng serve`, `vite`, `next dev`, `vue-cli-service serve`, `webpack serve`',
      '`uvicorn --reload`, `gunicorn --reload`, `flask run --debug` or with `FLASK_DEBUG=1`, `fastapi dev`, `manage.py runserver`, `watchmedo auto-restart`',
      '`mvn spring-boot:run`, `gradle bootRun`, `go run`, `cargo run`, `dotnet run`, `sbt run`',
    ],
    ignores: [
      '`vite preview`, `next start`, `nest start`, `node dist/main.js`',
      '`npm run dev` where `package.json` says `"dev": "node server.js"`',
      'a branch of a start script that the image’s own command does not take',
      '`flask run` without debugging',
    ],
  },
  inspect(ledger) {
    const found = findDevelopmentStart(ledger);
    if (found === undefined) return [];
    const { command, name, does, ran } = found;
    const runs = ran === undefined ? '' : `, which runs ${code(ran)}`;
    const message = `The container starts ${code(command)}${runs}: it ${does}`;
    return [{ subject: `start with ${name}`, message, rows: [], at: 'entrypoint' }];
  },
});
