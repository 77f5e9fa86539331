const { mkdirSync, writeFileSync } = require('node:fs');

import('./src/title.mjs').then(({ title }) => {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/index.html', `${title}\n`);
});
