// How a Chromium is started here: the one CHROMIUM names, else the first of the names .ci/setup looks for on PATH; quiet towards
// the network.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'google-chrome', 'chromium-browser'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function browser() {
  const folders = process.env.PATH.split(delimiter);
  const path = process.env.CHROMIUM || NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!path) throw new Error(`no ${NAMES.join(', ')} on PATH; run .ci/setup test, or set CHROMIUM to its path`);
  return path;
}

export const launch = {
  executablePath: browser(),
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
