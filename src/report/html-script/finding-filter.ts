import { renderCount } from '../../ledger/bytes.ts';
import { PAGE } from '../html-data.ts';
import { element } from './dom.ts';

const NAMES = ['severity', 'status'] as const;
type Name = (typeof NAMES)[number];

const MIN_FINDINGS = 2;

/** Check boxes for the severities and statuses of the findings that the page shows; what is not wanted is hidden. */
export function startFilter(root: HTMLElement): void {
  const findings = [...document.querySelectorAll<HTMLElement>(`.${PAGE.finding}`)];
  if (findings.length < MIN_FINDINGS) return;
  const status = element('p', { class: 'soft', role: 'status' });
  const boxes = NAMES.map((name) => filterBox(name, findings));
  const update = () => {
    const unwanted = new Map(NAMES.map((name, index) => [name, uncheckedOf(boxes[index])]));
    const isHidden = (finding: HTMLElement) =>
      NAMES.some((name) => unwanted.get(name)?.has(finding.dataset[name] ?? '') === true);
    for (const finding of findings) finding.hidden = isHidden(finding);
    hideEmptyGroups();
    const shown = findings.filter(({ hidden }) => !hidden).length;
    status.textContent =
      shown === findings.length
        ? ''
        : `${renderCount(shown)} of ${renderCount(findings.length)} findings are shown.`;
  };
  for (const box of boxes) box.addEventListener('change', update);
  root.append(...boxes, status);
  root.hidden = false;
}

function filterBox(name: Name, findings: readonly HTMLElement[]): HTMLFieldSetElement {
  const values = [...new Set(findings.map(({ dataset }) => dataset[name] ?? ''))];
  const box = element(
    'fieldset',
    { class: 'choice' },
    element('legend', {}, name === 'severity' ? 'Severity, on this page' : 'Status, on this page'),
  );
  for (const value of values) {
    const id = `${name}-${value}`;
    const count = findings.filter(({ dataset }) => dataset[name] === value).length;
    const input = element('input', { type: 'checkbox', id, value });
    input.checked = true;
    box.append(input, element('label', { for: id }, `${value} (${renderCount(count)})`));
  }
  return box;
}

function uncheckedOf(box: HTMLElement | undefined): ReadonlySet<string> {
  const inputs = [...(box?.querySelectorAll('input') ?? [])];
  return new Set(inputs.filter(({ checked }) => !checked).map(({ value }) => value));
}

/** A group that shows none of its findings only takes room. */
function hideEmptyGroups(): void {
  for (const group of document.querySelectorAll<HTMLElement>('[data-group]'))
    group.hidden = group.querySelector(`.${PAGE.finding}:not([hidden])`) === null;
}
