import { renderBytes, renderCount, renderDelta } from '../../ledger/bytes.ts';
import { element } from './dom.ts';
import type { Place } from './tree.ts';
import { titleOf } from './words.ts';

/** The same as the maps, as a folded table. */
export function levelTable(place: Place, hasBaseline: boolean, open: (place: Place) => void): HTMLElement {
  const columns = ['Name', ...(hasBaseline ? ['Baseline', 'Candidate', 'Change'] : ['Bytes']), 'Files'];
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  const rows = place.children.map((child) => {
    const sizes = [
      ...(hasBaseline ? [renderBytes(child.baseline)] : []),
      renderBytes(child.candidate),
      ...(hasBaseline ? [renderDelta(child.candidate - child.baseline)] : []),
      renderCount(child.files),
    ];
    return element('tr', {}, nameCell(child, open), ...sizes.map((size) => element('td', {}, size)));
  });
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
  return element('details', {}, element('summary', {}, 'As a table'), table);
}

function nameCell(place: Place, open: (place: Place) => void): HTMLElement {
  const name = element('code', {}, titleOf(place));
  if (place.children.length === 0) return element('td', {}, name);
  const button = element('button', { type: 'button', class: 'plain' }, name);
  button.addEventListener('click', () => {
    open(place);
  });
  return element('td', {}, button);
}
