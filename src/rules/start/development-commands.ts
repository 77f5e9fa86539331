/** A command that is for development. `name`: what stays the same where its arguments change; `does`: as in `it …`. */
export type DevelopmentCommand = { readonly name: string; readonly does: string };

/** What reloaders do. */
export const RELOADS = 'restarts the program whenever a file changes';
const SERVES = 'is a server for development';
const COMPILES = 'compiles the program whenever the container starts';

/** `args`: must match the arguments, joined by spaces. */
type Row = { readonly words: RegExp; readonly args?: RegExp; readonly does: string };

const ROWS: readonly Row[] = [
  {
    words: /^(nodemon|ts-node-dev|tsnd|node-dev|watchexec|CompileDaemon|cargo-watch|pm2-dev|watchfiles)$/,
    does: RELOADS,
  },
  { words: /^node$/, args: /^(-\S+ )*--watch(-path\S*)?( |$)/, does: RELOADS },
  { words: /^tsx$/, args: /^watch( |$)/, does: RELOADS },
  { words: /^nest$/, args: /^start (.* )?(--watch|-w|--debug)( |$)/, does: RELOADS },
  { words: /^bun$/, args: /^(run )?--(watch|hot)( |$)/, does: RELOADS },
  { words: /^deno$/, args: /^(run|serve) (\S+ )*--watch/, does: RELOADS },
  { words: /^dotnet$/, args: /^watch( |$)/, does: RELOADS },
  { words: /^cargo$/, args: /^watch( |$)/, does: RELOADS },
  { words: /^watchmedo$/, args: /^(auto-restart|shell-command|tricks)/, does: RELOADS },
  {
    words: /^(uvicorn|gunicorn|hypercorn|granian|daphne|pserve|celery)$/,
    args: /(^| )--reload( |$)/,
    does: RELOADS,
  },
  { words: /^sanic$/, args: /(^| )(--dev|--auto-reload|-d|-r)( |$)/, does: RELOADS },
  { words: /^fastapi$/, args: /^dev( |$)/, does: SERVES },
  { words: /^flask$/, args: /(^| )--debug( .*)? run( |$)|(^| )run (.* )?--debug( |$)/, does: SERVES },
  { words: /^(manage\.py|django-admin)$/, args: /^runserver(?!.* --noreload)( |$)/, does: SERVES },
  { words: /^vite$/, args: /^((dev|serve|-\S+|\.)( |$)|$)/, does: SERVES },
  { words: /^(ng|vue-cli-service|webpack|webpack-cli)$/, args: /^(serve|s)( |$)/, does: SERVES },
  { words: /^webpack-dev-server$/, does: SERVES },
  {
    words: /^(next|nuxt|nuxi|astro|remix|rsbuild|vitepress|svelte-kit|react-router)$/,
    args: /^(dev|vite:dev)( |$)/,
    does: SERVES,
  },
  { words: /^gatsby$/, args: /^develop( |$)/, does: SERVES },
  { words: /^(react-scripts|craco|react-app-rewired|docusaurus|expo)$/, args: /^start( |$)/, does: SERVES },
  { words: /^parcel$/, args: /^(?!(build|watch|help)( |$))/, does: SERVES },
  {
    words: /^(mvn|mvnw|mvnd)$/,
    args: /(^| )(spring-boot:run|quarkus:dev|jetty:run|tomcat7:run|liberty:dev|mn:run)( |$)/,
    does: COMPILES,
  },
  { words: /^(gradle|gradlew)$/, args: /(^| )(:\S*)?(bootRun|quarkusDev|run|appRun)( |$)/, does: COMPILES },
  { words: /^sbt$/, args: /(^| |~)run( |$)/, does: COMPILES },
  { words: /^(go|cargo|dotnet)$/, args: /^run( |$)/, does: COMPILES },
];

/** What only passes the rest of its words on. `args` must match their start, and is left out. */
const PASSING: readonly (readonly [RegExp, RegExp])[] = [
  [/^(npx|bunx|pnpx)$/, /^(-\S+ )*/],
  [/^(npm|pnpm|yarn)$/, /^(exec|dlx) (-\S+ )*/],
  [/^bundle$/, /^exec /],
  [/^(poetry|pipenv|pdm|rye|uv|hatch)$/, /^run (-\S+ )*/],
  [/^python(\d[\d.]*)?$/, /^(-[uBEsSI]+ )*-m /],
  [/^python(\d[\d.]*)?$/, /^(-[uBEsSI]+ )*(?=\S*manage\.py )/],
  [/^(cross-env|dotenv|env-cmd)$/, /^(\S+=\S* )*(-\S+ )*(-- )?/],
];

const MAX_PASSED = 4;
/** Nobody writes as many by hand. */
const MAX_CHARACTERS = 2000;

/** What a command does that is for development; undefined where it is none. */
export function developmentCommand(words: readonly string[]): DevelopmentCommand | undefined {
  const [word, args] = passedOn(words);
  const row = ROWS.find((each) => each.words.test(word) && (each.args?.test(args) ?? true));
  return row && { name: nameOf(word, row.args?.exec(args)?.[0] ?? ''), does: row.does };
}

/** The program's name, and its arguments as one text. */
function passedOn(words: readonly string[]): readonly [string, string] {
  let [word = '', ...rest] = words;
  for (let passed = 0; passed < MAX_PASSED; passed += 1) {
    const name = baseName(word);
    const args = rest.join(' ').slice(0, MAX_CHARACTERS);
    const start = PASSING.map(([names, first]) =>
      names.test(name) ? first.exec(args)?.[0] : undefined,
    ).find((found) => found !== undefined);
    const left =
      start === undefined
        ? []
        : args
            .slice(start.length)
            .split(' ')
            .filter((each) => each !== '');
    if (left.length === 0) return [name, args];
    [word = '', ...rest] = left;
  }
  return [baseName(word), rest.join(' ').slice(0, MAX_CHARACTERS)];
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

/** Without the arguments that change: `uvicorn --reload`, `go run`. */
function nameOf(word: string, matched: string): string {
  const shown = matched
    .split(' ')
    .map((each) => each.replace(/=.*$/, ''))
    .filter((each) => /^-{0,2}[a-z][\w:-]*$/i.test(each) && each !== '--host');
  return [word, ...shown.slice(-1)].join(' ');
}
