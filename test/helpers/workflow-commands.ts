export type WorkflowAnnotation = {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `file`, `line`, `endLine`, `title`, … */
  readonly properties: Readonly<Record<string, string>>;
};

/** What a runner makes of a step's standard output. */
export type StepLog = {
  /** Shown annotations: at most ten of a level, 4,096 characters each. */
  readonly annotations: readonly WorkflowAnnotation[];
  /** Annotations that the runner left out. */
  readonly droppedAnnotations: number;
  readonly masks: readonly string[];
  readonly groups: readonly string[];
  /** All other lines, with what is masked shown as `***`. */
  readonly lines: readonly string[];
};

const MAX_PER_LEVEL = 10;
const MAX_MESSAGE_CHARS = 4096;
const COMMAND = /^::([a-z-]+)(?: (.*?))?::(.*)$/;

/**
 * Reads workflow commands as the runner does: src/Runner.Worker/ActionCommandManager.cs and ExecutionContext.cs of actions/runner.
 * Inside of `stop-commands` nothing is one.
 */
export function readStepLog(stdout: string): StepLog {
  const annotations: WorkflowAnnotation[] = [];
  const masks: string[] = [];
  const groups: string[] = [];
  const lines: string[] = [];
  let stopToken: string | null = null;
  for (const line of stdout.split('\n')) {
    const command = COMMAND.exec(line.trimStart());
    const [, name = '', properties = '', value = ''] = command ?? [];
    if (stopToken !== null) {
      if (line.trim() === `::${stopToken}::`) stopToken = null;
      else lines.push(mask(line, masks));
    } else if (command === null) lines.push(mask(line, masks));
    else if (name === 'stop-commands') stopToken = value;
    else if (name === 'add-mask') masks.push(unescapeText(value));
    else if (name === 'group') groups.push(unescapeText(value));
    else if (isLevel(name))
      annotations.push(toAnnotation(name, properties, mask(unescapeText(value), masks)));
  }
  const shown = annotations.filter((annotation, index) => {
    const before = annotations.slice(0, index).filter(({ level }) => level === annotation.level);
    return before.length < MAX_PER_LEVEL;
  });
  return { annotations: shown, droppedAnnotations: annotations.length - shown.length, masks, groups, lines };
}

function isLevel(name: string): name is WorkflowAnnotation['level'] {
  return name === 'error' || name === 'warning' || name === 'notice';
}

function toAnnotation(level: WorkflowAnnotation['level'], text: string, message: string): WorkflowAnnotation {
  const properties = text
    .split(',')
    .filter((pair) => pair.includes('='))
    .map(
      (pair) =>
        [pair.slice(0, pair.indexOf('=')), unescapeProperty(pair.slice(pair.indexOf('=') + 1))] as const,
    );
  return { level, message: message.slice(0, MAX_MESSAGE_CHARS), properties: Object.fromEntries(properties) };
}

/** The runner masks exact texts, line by line. */
function mask(text: string, masks: readonly string[]): string {
  return masks.reduce((masked, secret) => (secret === '' ? masked : masked.replaceAll(secret, '***')), text);
}

function unescapeText(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeText(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
