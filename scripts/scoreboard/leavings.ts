import { leavingsOf } from '../engine/leavings.ts';

export const { imageName, makeFolder, remove: removeLeavings } = leavingsOf('final-stage-scoreboard');
