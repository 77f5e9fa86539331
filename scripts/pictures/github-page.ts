import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';

const STYLES = join(import.meta.dirname, '..', '..', 'node_modules', 'github-markdown-css');

/** Where GitHub shows a Markdown text. `title`, and what comes `after` it, are HTML. */
export type Place = {
  readonly kind: 'comment' | 'summary' | 'check';
  readonly title: string;
  readonly after?: string;
};

/** A page that shows a Markdown text as GitHub would. What it says in HTML stays HTML, as it does there. */
export function githubPage(markdown: string, { kind, title, after = '' }: Place): string {
  const style = readFileSync(join(STYLES, 'github-markdown-light.css'), 'utf8');
  const body = marked.parse(markdown, { gfm: true, async: false });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}${OWN_STYLE}</style></head>
<body><div class="box ${kind}"><div class="head">${title}</div><div class="markdown-body">${body}${after}</div></div></body></html>`;
}

type Check = {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** As GitHub was sent them. */
  readonly annotations: readonly Readonly<Record<string, unknown>>[];
};

/** A page that shows a check as GitHub would: its title, its two texts, and its annotations. */
export function checkPage({ name, title, summary, text, annotations }: Check): string {
  const shown = annotations.map((annotation) => {
    const told = (field: string): string => {
      const value = annotation[field];
      return typeof value === 'string' || typeof value === 'number' ? escapeText(String(value)) : '';
    };
    const [level, line, path] = [told('annotation_level'), told('start_line'), told('path')];
    const place = `<small>Check ${level} on line ${line} in <code>${path}</code></small>`;
    return `<div class="annotation ${level}">${place}<br><b>${told('title')}</b><br>${told('message')}</div>`;
  });
  return githubPage(`## ${title}\n\n${summary}\n\n${text}`, {
    ...{ kind: 'check', title: `<b>${escapeText(name)}</b>` },
    after: `<h3>Annotations</h3>${shown.join('')}`,
  });
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const OWN_STYLE = `
body { margin: 0; padding: 16px; background: #fff; }
.box { width: 868px; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; }
.head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e;
  font: 14px/21px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
.head b { color: #1f2328; } .head i { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; font-size: 12px; font-style: normal; margin: 0 4px; }
.annotation { border-left: 3px solid #d1242f; padding: 4px 12px; margin: 8px 0; } .annotation.warning { border-color: #9a6700; } .annotation.notice { border-color: #59636e; }
.markdown-body { padding: 16px; font-size: 14px; }
`;
