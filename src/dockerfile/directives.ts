import { trimLineEnd } from './white-space.ts';

/** A comment that instructs the parser. https://docs.docker.com/reference/dockerfile/#parser-directives */
type Directive = { readonly name: string; readonly value: string };

const NAMES: readonly string[] = ['syntax', 'escape', 'check'];

/** Of a line, what it says to the parser; undefined: nothing, and nothing below it does. */
export function parseDirective(line: string, mark = '#'): Directive | undefined {
  if (!line.startsWith(mark)) return undefined;
  const [, name = '', value = ''] = DIRECTIVE.exec(line.slice(mark.length)) ?? [];
  const known = NAMES.find((one) => one === name.toLowerCase());
  return known === undefined || value === '' ? undefined : { name: known, value: trimAscii(value) };
}

const DIRECTIVE = /^[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=([^\n]*)$/;

const ASCII_SPACES = '\t\n\f\r ';

function trimAscii(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && ASCII_SPACES.includes(text.charAt(start))) start++;
  while (end > start && ASCII_SPACES.includes(text.charAt(end - 1))) end--;
  // Of a value that is all blanks the last one is the value.
  return text.slice(start, end) || text.slice(-1);
}

/**
 * The frontend image that a Dockerfile asks for, or undefined. BuildKit looks for it in three ways: `# syntax=`, `// syntax=`,
 * or the key of a JSON object. https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/directives.go
 */
export function frontendOf(text: string): string | undefined {
  const whole = text.replace(/^\uFEFF/, '').replace(/^#![^\n]*(\n|$)/, '');
  const value = syntaxIn(whole, '#') ?? syntaxIn(whole, '//') ?? syntaxInJSON(whole);
  return value?.split(' ', 1)[0];
}

function syntaxIn(text: string, mark: string): string | undefined {
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    const directive = parseDirective(trimLineEnd(line), mark);
    if (!directive || seen.has(directive.name)) return undefined;
    if (directive.name === 'syntax') return directive.value;
    seen.add(directive.name);
  }
  return undefined;
}

function syntaxInJSON(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = (JSON.parse(text) as { readonly syntax?: unknown }).syntax;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
