import { GateError } from '../errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const MAX_TEXT_CHARACTERS = 100_000;
const MAX_DEPTH = 10;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * A text of a compose file with its variables replaced: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`,
 * `${NAME:?message}`, `${NAME?message}`, `${NAME:+other}`, `${NAME+other}`; `$$` is a dollar, and so is one that
 * begins none of these. Throws `bad-input`.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, variables: Variables, depth = 0): string {
  if (depth > MAX_DEPTH) throw mistake('is nested too deeply');
  let result = '';
  let place = 0;
  while (place < text.length) {
    const dollar = text.indexOf('$', place);
    if (dollar < 0) break;
    result += text.slice(place, dollar);
    const { value, end } = readVariable(text, dollar + 1, { variables, depth });
    result += value;
    place = end;
    if (result.length > MAX_TEXT_CHARACTERS) throw mistake('grows beyond all bounds');
  }
  return result + text.slice(place);
}

type Context = { readonly variables: Variables; readonly depth: number };
type Read = { readonly value: string; readonly end: number };

/** `start`: after the dollar. */
function readVariable(text: string, start: number, context: Context): Read {
  if (text[start] === '$') return { value: '$', end: start + 1 };
  if (text[start] === '{') return readBraces(text, start + 1, context);
  const name = NAME.exec(text.slice(start))?.[0];
  if (name === undefined) return { value: '$', end: start };
  return { value: valueOf(context.variables, name) ?? '', end: start + name.length };
}

function readBraces(text: string, start: number, { variables, depth }: Context): Read {
  const close = closingBrace(text, start);
  const { name, colon, operator, rest } = partsOf(text.slice(start, close));
  const value = valueOf(variables, name);
  const isSet = value !== undefined && (colon === '' || value !== '');
  const replaced = () => interpolate(rest, variables, depth + 1);
  return { value: chosen({ operator, name, value, isSet }, replaced), end: close + 1 };
}

/** What stands between braces: a name, and perhaps an operator and what follows it. */
function partsOf(inner: string) {
  const name = NAME.exec(inner)?.[0] ?? '';
  const operation = operationOf(inner.slice(name.length));
  if (name === '' || (operation.operator === '' && inner !== name))
    throw mistake('has a variable that cannot be read, expected `${NAME}` or `${NAME:-default}`');
  return { name, ...operation };
}

function operationOf(text: string) {
  const [, colon = '', operator = '', rest = ''] = /^(:?)([-?+])([^]*)$/.exec(text) ?? [];
  return { colon, operator, rest };
}

type Choice = {
  readonly operator: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly isSet: boolean;
};

function chosen({ operator, name, value = '', isSet }: Choice, replaced: () => string): string {
  if (operator === '+') return isSet ? replaced() : '';
  if (isSet || operator === '') return value;
  if (operator === '-') return replaced();
  throw mistake(`requires the variable \`${name}\`, which is not set`);
}

/** The brace that ends what an earlier one began; braces of variables inside are its own. */
function closingBrace(text: string, start: number): number {
  let open = 1;
  for (let place = start; place < text.length; place += 1) {
    if (text.startsWith('${', place)) open += 1;
    if (text[place] === '}' && (open -= 1) === 0) return place;
  }
  throw mistake('has a `${` that nothing closes');
}

function valueOf(variables: Variables, name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function mistake(what: string): GateError {
  return new GateError('bad-input', `a value of the compose file ${what}`, {
    hint: 'Correct the compose file, or set the variable in the workflow.',
  });
}
