import type { Ledger } from '../../ledger/ledger.ts';
import { textOf } from '../../rules/start/visible-files.ts';
import type { Project } from '../remedy.ts';
import { shellRunOf } from '../run-edits.ts';
import type { RuntimeChoice } from './runtime-choices.ts';

/** Commands that make users and groups. */
const MAKES_ACCOUNTS = /^(?:useradd|adduser|groupadd|addgroup|usermod)$/;

/** Instructions of a final stage that bring the users which own instructions made; none where they made none. */
export function accountInstructions(
  project: Project,
  ledger: Ledger,
  { choice, stage }: { readonly choice: RuntimeChoice; readonly stage: string },
): readonly string[] {
  const instructions = writersOfAccounts(ledger);
  if (instructions.length === 0) return [];
  const commands = instructions.map((ref) => {
    const run = ref.keyword === 'RUN' ? shellRunOf(project, ref) : undefined;
    const own = run?.items.filter(
      ({ words, isSimple }) => isSimple && MAKES_ACCOUNTS.test(words[0]?.text ?? ''),
    );
    return own?.map(({ start, end }) => run?.placed.text.slice(start, end).replace(/\s+/g, ' ') ?? '') ?? [];
  });
  const isKnown = commands.every((list) => list.length > 0);
  if (choice.manager === null || !isKnown) return [`COPY --from=${stage} /etc/passwd /etc/group /etc/`];
  return commands.map((list) => `RUN ${list.join(' && ')}`);
}

/** Whether an own instruction gives an account a password, which nothing that is compared tells of. */
export function setsPasswords({ buildSteps }: Ledger): boolean {
  return (buildSteps?.steps ?? []).some(
    ({ ref }) =>
      ref.keyword === 'RUN' &&
      /\bchpasswd\b|\bpasswd\s+-|\|\s*passwd\b|\b(?:user|group)(?:add|mod)\b[^&|;]*\s(?:-p|--password)\b/.test(
        ref.text,
      ),
  );
}

/** Numbers of a user and a group. */
export type Owner = { readonly uid: number; readonly gid: number };

/** An owner as `USER:GROUP`: by name where the Dockerfile calls the user so, by number otherwise. */
export function ownerWord({ dockerfile }: Project, { catalog }: Ledger, { uid, gid }: Owner): string {
  const nameIn = (file: string, id: number): string | undefined =>
    textOf(catalog, file)
      ?.split('\n')
      .map((line) => line.split(':'))
      .find(([name = '', , number]) => number === String(id) && /^[a-z_][\w-]*$/.test(name))?.[0];
  const [user, group] = [nameIn('/etc/passwd', uid), nameIn('/etc/group', gid)];
  const isCalledSo =
    user !== undefined &&
    new RegExp(`^\\s*USER\\s+${user}\\b|chown(?:=|\\s+(?:-\\S+\\s+)*)${user}\\b`, 'im').test(dockerfile.text);
  return isCalledSo && group !== undefined ? `${user}:${group}` : `${uid}:${gid}`;
}

/** The own instructions that wrote `/etc/passwd` and are not only those of packages, in build order. */
function writersOfAccounts(ledger: Ledger) {
  const { catalog, origins } = ledger;
  const node = catalog.paths.find('/etc/passwd');
  const found: Extract<Ledger['origins'][number], { kind: 'instruction' }>['instruction'][] = [];
  for (let row = 0; node >= 0 && row < catalog.rowCount; row += 1) {
    const origin = catalog.node(row) === node ? origins[catalog.layer(row)] : undefined;
    if (origin?.kind === 'instruction' && /user|group|passwd/i.test(origin.instruction.text))
      found.push(origin.instruction);
  }
  return found;
}
