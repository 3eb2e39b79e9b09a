// The settings on Node: the environment over a .env file in the program's folder. Reads; what is right and wrong is config.ts' business.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type ConfigRead, readConfig } from './config.ts';

const FILE = fileURLToPath(new URL('../.env', import.meta.url));

export function readSettings(file = FILE): ConfigRead {
  return readConfig(existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env);
}
