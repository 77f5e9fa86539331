#!/usr/bin/env node
'use strict';
var version = process.versions.node.split('.').map(Number);
if (version[0] > 22 || (version[0] === 22 && version[1] >= 15)) {
  require('./final-stage.cjs');
} else {
  console.error('final-stage needs Node 22.15 or newer, and this is Node ' + process.versions.node + '.');
  process.exitCode = 2;
}
