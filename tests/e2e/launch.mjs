// How browsers are started here: the one that CHROMIUM or FIREFOX names, else the first of the names .ci/setup looks for on PATH;
// Chromium quiet towards the network.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = { CHROMIUM: ['chromium', 'google-chrome', 'chromium-browser'], FIREFOX: ['firefox-esr', 'firefox'] };

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function browser(variable) {
  const folders = process.env.PATH.split(delimiter);
  const names = NAMES[variable];
  const path = process.env[variable] || names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!path) throw new Error(`no ${names.join(', ')} on PATH; run .ci/setup test, or set ${variable} to its path`);
  return path;
}

export const firefox = () => browser('FIREFOX');

export const launch = {
  executablePath: browser('CHROMIUM'),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
