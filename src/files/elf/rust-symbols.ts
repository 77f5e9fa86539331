/** The crate that a symbol of Rust is of; undefined for a symbol of any other language. */
export function crateOf(symbol: string): string | undefined {
  if (symbol.startsWith('_R')) return ofNewMangling(symbol);
  return LEGACY.test(symbol) ? ofOldMangling(symbol) : undefined;
}

/** The hash that ends each name. https://doc.rust-lang.org/rustc/symbol-mangling/index.html */
const LEGACY = /^_ZN.*17h[0-9a-f]{16}E/;

/** `_ZN4core3fmt5write17h…E`; of what is implemented for a type, the first path in `_$LT$alloc..vec..Vec$LT$T$GT$…`. */
function ofOldMangling(symbol: string): string | undefined {
  const first = withLength(/^_ZN(\d+)(.*)$/s.exec(symbol));
  return first !== '' && NAME.test(first) ? first : /(?:^|[^a-z])([a-z]\w*?)\.\./.exec(first)?.[1];
}

/** The first root of a path: `C`, a disambiguator, the length of the name, the name. RFC 2603 */
function ofNewMangling(symbol: string): string | undefined {
  const name = withLength(/C(?:s[0-9A-Za-z]*_)?(\d+)_?(.*)$/s.exec(symbol));
  return NAME.test(name) ? name : undefined;
}

const NAME = /^[A-Za-z]\w*$/;

/** A name behind its length; empty where there is none. */
function withLength(found: RegExpExecArray | null): string {
  const [, digits = '', rest = ''] = found ?? [];
  return rest.slice(0, Number(digits));
}
