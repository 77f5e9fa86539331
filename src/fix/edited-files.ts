import { applyEdits, isAnyInConflict, type Edit } from '../dockerfile/edit/edit.ts';
import { parseDockerfile } from '../dockerfile/stages.ts';
import { GateError } from '../errors.ts';
import type { Project } from '../remedies/remedy.ts';

/** Texts of the files that edits change, by path relative to the repository. */
export type EditedFiles = {
  readonly dockerfile: string;
  readonly ignoreFile: string;
  readonly edits: readonly Edit[];
};

/** The edited files, or why the edits do not go together: one clause without a dot. Equal edits count once. */
export function editFiles(
  project: Project,
  edits: readonly Edit[],
): EditedFiles | { readonly mistake: string } {
  const distinct = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const of = (file: string) => distinct.filter((edit) => edit.file === file);
  const [own, ignored] = [of(project.dockerfile.path), of(project.ignoreFile.path)];
  if (isAnyInConflict(own) || isAnyInConflict(ignored)) return { mistake: 'two edits change the same place' };
  const dockerfile = applyEdits(project.dockerfile.text, own);
  const ignoreFile = applyEdits(project.ignoreFile.text, ignored);
  const mistake = mistakeOf(dockerfile, project.dockerfile.path);
  if (mistake !== undefined) return { mistake };
  return { dockerfile, ignoreFile, edits: distinct };
}

function mistakeOf(text: string, path: string): string | undefined {
  try {
    parseDockerfile(text, path);
    return undefined;
  } catch (error) {
    if (error instanceof GateError) return error.message;
    throw error;
  }
}
