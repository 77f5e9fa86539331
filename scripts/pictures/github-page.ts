import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';

const STYLES = join(import.meta.dirname, '..', '..', 'node_modules', 'github-markdown-css');

/** Where GitHub shows a Markdown text. */
export type Place = { readonly kind: 'comment' | 'summary'; readonly title: string };

/** A page that shows a Markdown text as GitHub would. What it says in HTML stays HTML, as it does there. */
export function githubPage(markdown: string, { kind, title }: Place): string {
  const style = readFileSync(join(STYLES, 'github-markdown-light.css'), 'utf8');
  const body = marked.parse(markdown, { gfm: true, async: false });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}${OWN_STYLE}</style></head>
<body><div class="box ${kind}"><div class="head">${title}</div><div class="markdown-body">${body}</div></div></body></html>`;
}

const OWN_STYLE = `
body { margin: 0; padding: 16px; background: #fff; }
.box { width: 868px; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; }
.head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e;
  font: 14px/21px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
.head b { color: #1f2328; } .head i { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; font-size: 12px; font-style: normal; margin: 0 4px; }
.markdown-body { padding: 16px; font-size: 14px; }
`;
