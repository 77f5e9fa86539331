import { findInText, isCredentialValue, type TextSecret } from '../../files/secrets/mask.ts';
import { tokenTitle } from '../../files/secrets/token-kinds.ts';
import { configFields, type ConfigField, type ConfigPart } from '../../ledger/config-fields.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** Parts of the configuration in which people write secrets; the history has the text of every instruction, `HEALTHCHECK` too. */
export const SECRET_PARTS: readonly ConfigPart[] = [
  'environment',
  'labels',
  'entrypoint',
  'command',
  'history',
  'build-arguments',
];

/** Parts that are names with values. */
const NAMED_PARTS: ReadonlySet<ConfigPart> = new Set(['environment', 'labels', 'build-arguments']);

/** Fields that hold a secret, by what people call it; a value that several fields have stands for the first of them. */
export function secretFields(ledger: Ledger): ReadonlyMap<string, readonly ConfigField[]> {
  const found = new Map<string, ConfigField[]>();
  const known = new Set<string>();
  const keys = new Set<string>();
  for (const field of inOrder(configFields(ledger, SECRET_PARTS))) {
    const fresh = secretsIn(field).filter(({ value }) => !known.has(value));
    for (const { value } of fresh) known.add(value);
    for (const title of new Set(fresh.map(({ title: each }) => each))) {
      if (keys.has(`${title} ${field.key}`)) continue;
      keys.add(`${title} ${field.key}`);
      found.set(title, [...(found.get(title) ?? []), field]);
    }
  }
  return found;
}

/** The history repeats what the fields before it say. */
function inOrder(fields: readonly ConfigField[]): readonly ConfigField[] {
  return fields.toSorted((a, b) => Number(a.part === 'history') - Number(b.part === 'history'));
}

type FieldSecret = { readonly title: string; readonly value: string };

function secretsIn({ part, key, value }: ConfigField): readonly FieldSecret[] {
  const name = key.slice(part.length + 1);
  const given = NAMED_PARTS.has(part) && isCredentialValue(name, value) ? [{ title: CREDENTIAL, value }] : [];
  const formed = [...findInText(value), ...settingsIn(part, value)].map((secret) => toSecret(value, secret));
  // A token in a variable that is called `TOKEN` is that token.
  return formed.some(({ title }) => title !== CREDENTIAL) || given.length === 0 ? formed : given;
}

/** Variables that an instruction sets and a later one sets anew: the history alone still has the value. */
function settingsIn(part: ConfigPart, text: string): readonly TextSecret[] {
  if (part !== 'history' || !/^(?:ENV|ARG) |#\(nop\) {1,2}(?:ENV|ARG) /.test(text)) return [];
  return [
    ...text.matchAll(/(?<=[\s"'])([A-Za-z_]\w{0,100})=(?:"([^"]{1,4000})"|([^\s"]{1,4000}))/dg),
  ].flatMap((match) => {
    const group = match[2] === undefined ? 3 : 2;
    const [start, end] = match.indices?.[group] ?? [0, 0];
    return isCredentialValue(match[1] ?? '', match[group] ?? '') ? [{ kind: '', start, end }] : [];
  });
}

const CREDENTIAL = 'credential';

function toSecret(text: string, { kind, start, end }: TextSecret): FieldSecret {
  return { title: tokenTitle(kind) ?? CREDENTIAL, value: text.slice(start, end) };
}
