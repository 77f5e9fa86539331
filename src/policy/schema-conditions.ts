/** JSON schema of an object that has one of these keys. */
const has = (key: string) => ({ required: [key], properties: { [key]: true } });
const isOneOf = (...sizes: readonly string[]) => ({
  required: ['size'],
  properties: { size: { enum: sizes } },
});
const hasNone = (...keys: readonly string[]) => ({
  properties: Object.fromEntries(keys.map((key) => [key, false])),
});

/** What the schema checks in code of a budget, for editors. */
export const BUDGET_CONDITIONS = {
  anyOf: [has('max'), has('max-growth')],
  allOf: [
    { if: isOneOf('pull'), then: hasNone('max-growth') },
    { if: isOneOf('pull', 'transfer'), then: hasNone('path', 'class', 'package', 'dockerfile-stage') },
  ],
};

/** The same of an allow entry. */
export const ALLOW_CONDITIONS = {
  oneOf: [has('expires'), has('permanent')],
  anyOf: [
    has('subject'),
    has('path'),
    has('package'),
    { required: ['rule', 'permanent'], properties: { rule: { const: 'build-tool' }, permanent: true } },
  ],
};
