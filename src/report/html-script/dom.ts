type Attributes = Readonly<Record<string, string>>;

/** A new element with attributes and children; texts become text nodes, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Radio buttons under one title. `choose` is called with the name of the one that was chosen. */
export function choice(
  title: string,
  options: readonly (readonly [name: string, label: string])[],
  choose: (name: string) => void,
): HTMLFieldSetElement {
  const group = title.toLowerCase().replace(/\W+/g, '-');
  const fieldset = element('fieldset', { class: 'choice' }, element('legend', {}, title));
  options.forEach(([name, label], index) => {
    const id = `${group}-${name}`;
    const input = element('input', { type: 'radio', name: group, id, value: name });
    input.checked = index === 0;
    input.addEventListener('change', () => {
      choose(name);
    });
    fieldset.append(input, element('label', { for: id }, label));
  });
  return fieldset;
}

/** Chooses one of the radio buttons that `choice` made, without calling anybody. */
export function setChoice(fieldset: HTMLFieldSetElement, name: string): void {
  for (const input of fieldset.querySelectorAll('input')) input.checked = input.value === name;
}
