const NAME = /^[A-Za-z_][A-Za-z0-9_]*|^[0-9]+/;

/** Value of a variable, or undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

/**
 * Substitutes `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:+a}`, `${X+a}`, `${X:?e}`. Null where the value cannot be known: an unset
 * variable, or a form that is not listed here. https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function substitute(text: string, lookup: Lookup): string | null {
  let result = '';
  for (let at = 0; at < text.length;) {
    const piece = readPiece(text, at, lookup);
    if (piece === undefined || piece.value === null) return null;
    result += piece.value;
    at = piece.end;
  }
  return result;
}

type Piece = { readonly value: string | null; readonly end: number };

/** One character, escape or variable of a word; quotes vanish. */
function readPiece(text: string, at: number, lookup: Lookup): Piece | undefined {
  const character = text.charAt(at);
  if (character === '\\') return { value: text.charAt(at + 1), end: at + 2 };
  if (character === '"' || character === "'") return { value: '', end: at + 1 };
  if (character !== '$') return { value: character, end: at + 1 };
  const expression = readExpression(text, at);
  return expression && { value: expand(expression.body, lookup), end: expression.end };
}

/** The variable expression that starts at `$`; `body` is without `$` and braces. */
function readExpression(text: string, start: number): { body: string; end: number } | undefined {
  if (text.charAt(start + 1) !== '{') {
    const name = NAME.exec(text.slice(start + 1))?.[0];
    return name === undefined ? undefined : { body: name, end: start + 1 + name.length };
  }
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    if (text.charAt(i) === '{') depth++;
    if (text.charAt(i) === '}' && --depth === 0) return { body: text.slice(start + 2, i), end: i + 1 };
  }
  return undefined;
}

function expand(body: string, lookup: Lookup): string | null {
  const name = NAME.exec(body)?.[0];
  if (name === undefined) return null;
  const value = lookup(name);
  const modifier = body.slice(name.length);
  if (modifier === '') return value ?? null;
  const isUnset = value === undefined || (modifier.startsWith(':') && value === '');
  const plain = modifier.replace(/^:/, '');
  return modify(plain.charAt(0), isUnset ? undefined : value, () => substitute(plain.slice(1), lookup));
}

function modify(operator: string, value: string | undefined, word: () => string | null): string | null {
  if (operator === '-') return value ?? word();
  if (operator === '+') return value === undefined ? '' : word();
  return operator === '?' ? (value ?? null) : null;
}
