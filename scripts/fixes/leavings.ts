import { leavingsOf } from '../engine/leavings.ts';

export const {
  containerName,
  imageName,
  makeFolder,
  remove: removeLeavings,
} = leavingsOf('final-stage-fixes');
