/** Styles of what the page's script makes. */
export const EXPLORER_STYLE = `
.scripted .static { display: none; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 12px 0; align-items: center; } .controls > p { margin: 0; }
.choice { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-width: 0; }
.choice legend { float: left; padding: 0 8px 0 0; color: var(--soft); font-size: 14px; }
.choice input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.choice label { padding: 4px 11px; border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-size: 14px; }
.choice input:checked + label { background: var(--card); border-color: var(--soft); font-weight: 600; }
.choice input[type="checkbox"] + label::before { content: "☐ "; } .choice input[type="checkbox"]:checked + label::before { content: "☑ "; }
.choice input:focus-visible + label, .search input:focus-visible, #explorer button:focus-visible { outline: 3px solid var(--note); outline-offset: 1px; }
#explorer button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left; cursor: pointer; }
.search label { display: block; font-size: 14px; color: var(--soft); margin-bottom: 4px; }
.search input { width: 100%; max-width: 480px; font: inherit; padding: 6px 10px; border: 1px solid var(--soft); border-radius: 6px; background: var(--back); color: var(--ink); }
.search p { margin: 6px 0; font-size: 13px; min-height: 20px; }
.results { list-style: none; margin: 0 0 16px; padding: 0; max-height: 320px; overflow-y: auto; border: 1px solid var(--line); border-radius: 6px; }
.results li + li { border-top: 1px solid var(--line); } #explorer .results button { display: flex; gap: 10px; width: 100%; padding: 5px 10px; align-items: baseline; }
.results .amount { margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; } .results button:hover { background: var(--card); }
.way ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0 0 12px; padding: 0; font-size: 14px; }
.way li { max-width: 100%; overflow-wrap: anywhere; } .way li + li::before { content: "›"; margin: 0 8px; color: var(--soft); }
#explorer .way button { color: var(--note); text-decoration: underline; } .way span { font-weight: 600; }
.maps { display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-start; } .maps figure { margin: 0; max-width: 100%; }
.map { position: relative; max-width: 100%; animation: appear .15s ease-out; } @keyframes appear { from { opacity: .3; } }
#explorer .tile, .inner { position: absolute; overflow: hidden; border-radius: 3px; background: var(--same); font-size: 12px; line-height: 16px; }
#explorer .tile { cursor: default; padding: 0; display: flex; flex-direction: column; justify-content: flex-start; align-items: stretch; } #explorer .tile.opens { cursor: zoom-in; } .inner { background: none; box-shadow: inset 0 0 0 1px var(--edge); font-size: 11px; }
.tile > .label { padding: 2px 6px; font-weight: 600; } .inner > .label { padding: 1px 4px; }
.label { display: block; white-space: pre; overflow: hidden; color: var(--ink); }
#explorer .tile.new, .inner.new { background-color: var(--new); } #explorer .tile.grown, .inner.grown { background-color: var(--grown); }
#explorer .tile.shrunk, .inner.shrunk { background-color: var(--shrunk); } #explorer .tile.gone, .inner.gone { background-color: var(--gone); }
#explorer .tile:hover, #explorer .tile.twin { box-shadow: inset 0 0 0 2px var(--ink); }
#explorer .tile:focus-visible { z-index: 1; outline-offset: -3px; }
.detail { min-height: 48px; margin: 10px 0; padding: 8px 12px; background: var(--card); border-radius: 6px; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
#explorer .plain code { text-decoration: underline; }
.dockerfile tr.shipped td:first-child { box-shadow: inset 3px 0 0 var(--note); color: var(--ink); } .dockerfile tr.left td { color: var(--soft); }
.dockerfile :is(th, td) { border: 0; padding: 1px 8px; } .listing.dockerfile :is(th, td) { text-align: right; white-space: nowrap; width: auto; }
.listing.dockerfile :is(th, td):last-child { text-align: left; width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 150px; }
`;
