import { EXPLORER_STYLE } from './html-explorer-style.ts';

/** The page's style sheet: light and dark by the reader's choice, system fonts, nothing loaded. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #fff; --card: #f6f8fa;
  --bad: #cf222e; --good: #1a7f37; --warn: #9a6700; --note: #0969da;
  --edge: #ffffffb0; --same: #d5dce4; --new: #f2a69b; --grown: #f6cda3; --shrunk: #b4dfc0; --gone: #8fcba0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --back: #0d1117; --card: #151b23;
  --bad: #f85149; --good: #3fb950; --warn: #d29922; --note: #4493f8;
  --edge: #0d111790; --same: #2d3540; --new: #8a3a32; --grown: #7a5223; --shrunk: #23593a; --gone: #2c7048; } }
* { box-sizing: border-box; } [hidden] { display: none !important; }
body { overflow-wrap: anywhere; margin: 0 auto; max-width: 1120px; padding: 32px 24px 64px; background: var(--back); color: var(--ink);
  font: 15px/1.55 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 4px; } h2 { font-size: 18px; margin: 40px 0 12px; }
code, h3, b { unicode-bidi: isolate; } h1 .sign { margin-right: 8px; } .failure .sign, .error { color: var(--bad); } .success .sign { color: var(--good); }
.neutral .sign, .warning { color: var(--warn); } .note { color: var(--note); }
p { margin: 0 0 12px; } .soft, th, figcaption { color: var(--soft); } .soft { overflow-wrap: anywhere; }
code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--card); padding: 2px 5px;
  border-radius: 5px; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 16px; padding: 0; }
.tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.tiles dt { color: var(--soft); font-size: 13px; } .tiles dd { margin: 0; font-variant-numeric: tabular-nums; }
.tiles dd.value { font-size: 21px; font-weight: 600; } .tiles dd.change { font-size: 13px; min-height: 20px; }
.up { color: var(--bad); } .down { color: var(--good); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin: 0 0 12px; }
article header { display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; }
article h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; } article .amount { margin-left: auto; font-variant-numeric: tabular-nums; }
article p { margin: 6px 0 0; } article details { margin-top: 6px; }
.severity { font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: .03em; }
ul { margin: 6px 0 0; padding-left: 20px; } .budgets { padding: 0; list-style: none; } .budgets .bar { margin-right: 8px; } .budgets .error rect { fill: var(--bad); } summary { cursor: pointer; color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
th { font-size: 13px; } th:first-child, td:first-child { text-align: left; white-space: normal; padding-left: 0; }
.trend :is(th, td):not(:last-child) { text-align: left; }
.views > input { position: absolute; opacity: 0; } .views > label { display: inline-block; padding: 5px 12px; margin: 0 4px 12px 0;
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-size: 14px; }
.views > section { display: none; }
.views > input:focus-visible + label { outline: 2px solid var(--note); }
.views > input:checked + label { background: var(--card); font-weight: 600; }
#view-0:checked ~ .view-0, #view-1:checked ~ .view-1, #view-2:checked ~ .view-2, #view-3:checked ~ .view-3 { display: block; }
figure { margin: 0 0 16px; } figcaption { font-size: 13px; margin-bottom: 4px; } svg { display: block; width: 100%; height: auto; }
svg text { font: 11px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink); }
.same rect, i.same { fill: var(--same); background: var(--same); } .new rect, i.new { fill: var(--new); background: var(--new); }
.grown rect, i.grown { fill: var(--grown); background: var(--grown); } .shrunk rect, i.shrunk { fill: var(--shrunk); background: var(--shrunk); }
.gone rect, i.gone { fill: var(--gone); background: var(--gone); }
.legend { font-size: 13px; color: var(--soft); } .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 5px 0 14px; }
.diff, .listing { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.diff { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 12px 14px; overflow-x: auto; }
.plus { color: var(--good); } .minus { color: var(--bad); } .hunk { color: var(--soft); }
.listings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 20px; margin-top: 16px; }
.listing tr { height: 1.7em; } .listing td { border: 0; padding: 1px 8px; vertical-align: top; } .listing td:first-child { text-align: right; color: var(--soft);
  white-space: nowrap; width: 90px; } .listing td + td { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; }
main > details { margin-top: 12px; } ol.why { margin: 2px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; }
ol.why li + li::before { content: "→"; margin: 0 8px; color: var(--soft); }
.bar { display: inline-block; width: 90px; height: 9px; vertical-align: middle; } .bar rect { fill: var(--note); }
.layers td:first-child { overflow-wrap: anywhere; } .layers code { display: inline-block; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; }
${EXPLORER_STYLE}@media (max-width: 560px) { body { padding: 20px 12px 40px; } th, td { padding: 5px 6px; } .layers :is(th, td):nth-child(3), .dockerfile :is(th, td):is(:nth-child(3), :nth-child(4)) { display: none; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media print { .views > section { display: block; } .views > input, .views > label, .controls, .search, .detail { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } }
`;
