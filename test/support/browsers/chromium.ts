/**
 * The Chromium that the tests run in.
 * @module
 */
import { access } from 'node:fs/promises';
import chromium from '@sparticuz/chromium';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags for a browser in a container, and none that reach for the network by themselves. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** How to start the browser. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
}

/** `CHROME_PATH`, else one that is installed, else the one that npm brings (Linux on x64). */
export async function findChromium(): Promise<ChromiumLaunch> {
  const candidates = [process.env['CHROME_PATH'], ...installed];
  for (const executablePath of candidates) {
    if (executablePath && (await isThere(executablePath))) {
      return { executablePath, args: [...chromiumFlags] };
    }
  }
  // What npm brings is the headless shell alone.
  const executablePath = await chromium.executablePath();
  return { executablePath, args: [...chromiumFlags, '--headless=shell'] };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
