import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';

/** How many stages a Dockerfile has, and the image that the last one starts from. */
export function stagesOf(text: string): { readonly count: number; readonly base: string } {
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  return {
    count: dockerfile.stages.length,
    base: finalStage(dockerfile, { buildArgs: [] }).baseName ?? 'unknown',
  };
}
