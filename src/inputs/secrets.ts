/** A secret as the builder takes it; values of the user's own entries travel by the environment, never by an argument. */
export type SecretInputs = {
  /** As `docker buildx build --secret` takes them. */
  readonly specs: readonly string[];
  /** Variables to set for the builder, by name. */
  readonly environment: ReadonlyMap<string, string>;
  /** Texts that a log must never show: whole values and each of their lines. */
  readonly masks: readonly string[];
};

type Note = (mistake: string) => void;

const BUILDX_SPELLING = /^(?:id|type|src|source|env)=/;
const NAME = /^[A-Za-z0-9_.-]+$/;

/**
 * Secrets as build-push-action (`name=value`) or buildx (`id=name,src=file`) spells them.
 * A mistake names the entry by its position: its text may be the secret.
 */
export function parseSecrets(
  entries: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  note: Note,
): SecretInputs {
  const specs: string[] = [];
  const variables = new Map<string, string>();
  const masks = new Set<string>();
  entries.forEach((entry, index) => {
    if (BUILDX_SPELLING.test(entry)) {
      specs.push(entry);
      addMasks(masks, environment[variableOf(entry)] ?? '');
      return;
    }
    const end = entry.indexOf('=');
    const name = entry.slice(0, Math.max(end, 0));
    if (!NAME.test(name)) {
      note(`entry ${index + 1} (not shown), expected \`name=value\` or \`id=name,src=file\``);
      return;
    }
    const variable = `FINAL_STAGE_SECRET_${index}`;
    const value = entry.slice(end + 1);
    specs.push(`id=${name},env=${variable}`);
    variables.set(variable, value);
    addMasks(masks, value);
  });
  return { specs, environment: variables, masks: [...masks] };
}

/**
 * Name of the variable that buildx takes a secret from, in whichever of its spellings; empty for a file. A name alone is a
 * variable's where there is one. https://docs.docker.com/reference/cli/docker/buildx/build/#secret
 */
export function variableOf(entry: string): string {
  const fields = entry.split(',').map((field) => field.replaceAll('"', ''));
  const value = (key: RegExp): string =>
    fields.find((field) => key.test(field))?.replace(/^[^=]*=/, '') ?? '';
  const [variable, source, kind] = [value(/^env=/i), value(/^(?:src|source)=/i), value(/^type=/i)];
  if (variable !== '' || kind === 'file') return variable;
  if (source !== '') return kind === 'env' ? source : '';
  return value(/^id=/i);
}

/** The runner masks exact texts only, so every line of a value is one of its own. */
function addMasks(masks: Set<string>, value: string): void {
  for (const text of [value, ...value.split(/\r?\n/)]) {
    if (text.trim() !== '') masks.add(text);
  }
}
