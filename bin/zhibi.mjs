#!/usr/bin/env node
// The command `zhibi`: starts the command line on the project's Node, from whatever folder it is called in.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, 'zhibi');
await import(join(dirname(fileURLToPath(import.meta.url)), '..', 'scripts', 'run.mjs'));
