import { isVendored } from '../../ledger/vendored.ts';
import type { Runtime } from '../start/interpreters.ts';
import { PROJECT_FILES, SOURCE_LANGUAGES } from './source-languages.ts';

/** A source that nothing reads; files with one subject are one finding. */
export type Source = {
  readonly subject: string;
  readonly message: string;
  /** A file that only instructs a build, as many projects have the same. */
  readonly isProjectFile?: boolean;
  /** As in `Match`. */
  readonly atMost?: 'warning';
  /** As in `ThingMatch`. */
  readonly isUnlisted?: boolean;
};

/** Declarations that libraries ship. */
const DECLARATION = /\.d\.[cm]?ts$/;
/** Settings that frameworks of Node.js compile for themselves when they start (`next.config.ts`). */
const RUN_TIME_CONFIG = /[.-]config\.[cm]?ts$|^knexfile\.ts$/;

/** What a tracked file is where none of these runtimes reads it; undefined where one does, or where it is no source. */
export function judgeSource(tracked: string, runtimes: ReadonlySet<Runtime>): Source | undefined {
  const name = tracked.slice(tracked.lastIndexOf('/') + 1);
  const found = projectFile(name) ?? languageSource(tracked, name);
  if (found === undefined || isRead(found.readBy, runtimes) || isUsed(name, runtimes)) return undefined;
  return isVendored(tracked) ? THIRD_PARTY_SOURCE : found.source;
}

type Candidate = { readonly source: Source; readonly readBy: readonly Runtime[] };

function projectFile(name: string): Candidate | undefined {
  const project = PROJECT_FILES.find(({ names }) => names.test(name));
  return project && { source: PROJECT_SOURCE, readBy: project.readBy };
}

function languageSource(tracked: string, name: string): Candidate | undefined {
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase();
  const language = SOURCE_LANGUAGES.find(({ extensions }) => extensions.includes(extension));
  if (language === undefined) return undefined;
  const folder = tracked.includes('/') ? `${tracked.slice(0, tracked.indexOf('/'))}/` : '';
  const source = {
    subject: `${folder}*${extension} of this repository`,
    message: `${language.name} sources of this repository, which nothing in the image runs`,
  };
  return { source, readBy: language.readBy };
}

/** They are another's files, and mostly many: counted, not listed. */
const THIRD_PARTY_SOURCE = {
  subject: 'third-party sources of this repository',
  message: 'Third-party sources that this repository keeps, which nothing in the image runs',
  isUnlisted: true,
};

const PROJECT_SOURCE = {
  subject: 'project files of this repository',
  message: 'Project files of this repository, which only a build reads',
  isProjectFile: true,
};

function isUsed(name: string, runtimes: ReadonlySet<Runtime>): boolean {
  return DECLARATION.test(name) || (runtimes.has('node') && RUN_TIME_CONFIG.test(name));
}

function isRead(readBy: readonly Runtime[], runtimes: ReadonlySet<Runtime>): boolean {
  return readBy.some((runtime) => runtimes.has(runtime));
}
