/** Texts that mean something to whoever prints or reads them: one for each thing that they try. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'a table’s cell': 'a|b | c \\| d',
  'code spans': '`one` ``two`` ```three``` `',
  'a fence': '\n```\n~~~\n````suggestion\nRUN evil\n````\n',
  'a heading and a list': '\n# big\n- item\n1. one\n> quote\n---\n===\n',
  emphasis: '**bold** _it_ ~~gone~~ *a* __b__',
  'Markdown links':
    '[a](https://evil.example) ![b](https://evil.example/x.png) [c]: https://evil.example <https://evil.example>',
  'bare links': 'https://evil.example www.evil.example evil@evil.example http://evil.example/a?b=c',
  mentions: '@octocat @octo/team #1 GH-2 octo/app#3 a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0',
  mathematics: '$x^2$ $$y$$ $`z`$ ${{ secrets.TOKEN }}',
  footnotes: '[^1] text\n\n[^1]: note',
  'HTML that runs':
    '<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><a href="javascript:alert(1)">x</a>',
  'HTML that ends ours':
    '</details></summary></td></table></code></pre></svg></title></style></script></body></html>',
  'HTML in an attribute': '" onmouseover="alert(1)" x=\' autofocus onfocus=alert(1) \'',
  'HTML comments': '--> <!-- final-stage:2 key=x head=0 run=1.1 id=1 --> <!-- --!> ]]> <![CDATA[ <?xml ?>',
  'character references': '&lt;b&gt; &#x3c;i&#x3e; &amp;lt; &nbsp; &copy;',
  'workflow commands':
    '\n::error::owned\r\n::set-output name=x::y\n::add-mask::z\r::stop-commands::t\n##[error]x %0A::warning::w',
  'a workflow command at the start of a line': ' ::stop-commands::t',
  'old workflow commands': 'a ##[stop-commands]t ##[add-mask]m',
  'directions of text': '\u202egnp.exe\u202c \u2066a\u2069 \u200f\u200e\u061c',
  'letters from right to left': '\u05de\u05e7\u2069\u05d5 1 \u0639\u2067 2 $x$ \u05d0',
  'what is not seen': 'a\u200bb\ufeffc\u00add\u2060e\u{e0041}\u{e0020}f\u115fg\u3164h\u180e',
  'control characters':
    '\u0000\u0001\u0007\u0008\u000b\u000c\u001b[31mred\u001b]0;title\u0007\u007f\u0085\u009b2J',
  'line ends': 'a\rb\nc\r\nd\u2028e\u2029f',
  surrogates: 'bytes \udcff\udc80 \ud800 \udfff x\ud83d',
  'combining characters': `Z${'\u0301\u0489\u20dd'.repeat(60)} \u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u0f0c`,
  'a path': '../../../etc/passwd /a//b/./c C:\\x %2e%2e%2f file:///etc/passwd',
  JSON: '"},{"ruleId":"x","x":"\\u0000","__proto__":{"a":1},"constructor":',
  words: 'constructor __proto__ toString hasOwnProperty null undefined NaN',
  nothing: '',
  blanks: ' \t ',
};

/** What a runner would obey: `::name::` behind blanks at the start of a line, and `##[name]` anywhere. */
export const COMMAND = /^\s*::|##\[/m;

/** Fields of reports that hold words of ours, which nothing from outside gets into. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  ...['mode', 'conclusion', 'severity', 'status', 'kind', 'ruleId', 'category', 'fingerprint', 'cause'],
  ...['code', 'visibility', 'origin', 'state', 'id', 'source', 'size', 'noun', 'measure', 'expires', 'probe'],
  ...['maxUnit', 'keyword', 'imageID', 'diffID', 'type'],
]);

/** A report, or a part of one, with another text wherever a text from outside may be; `texts` are taken in turn. */
export function poisoned<T>(value: T, texts: readonly string[]): T {
  let count = 0;
  const next = (): string => texts[count++ % texts.length] ?? '';
  const change = (part: unknown, field: string): unknown => {
    if (field === 'tool') return part;
    if (typeof part === 'string') return OWN_FIELDS.has(field) ? part : next();
    if (Array.isArray(part)) return part.map((item: unknown) => change(item, field));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, change(item, key)]));
  };
  return change(value, '') as T;
}
