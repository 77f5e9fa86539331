export const title = 'built by Node';
