import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';

/** Every image that a Dockerfile starts or copies from, and that of its last stage; undefined where a name is not known. */
export function referencesOf(
  text: string,
): { readonly all: readonly string[]; readonly final: string } | undefined {
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  const { baseName: final } = finalStage(dockerfile, { buildArgs: [] });
  const stages = new Set(dockerfile.stages.map(({ name }) => name?.toLowerCase()));
  const copied = [...text.matchAll(/--from=(\S+)/g)].map(([, from = '']) => from);
  const all = [...dockerfile.stages.map(({ base }) => base), ...copied].filter(
    (name) => !stages.has(name.toLowerCase()) && !/^\d+$/.test(name),
  );
  return final === null || all.some((name) => name.includes('$')) ? undefined : { all, final };
}
