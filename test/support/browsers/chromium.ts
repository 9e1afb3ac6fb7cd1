/**
 * The Chromium that the tests run in.
 * @module
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from 'playwright-core';
import { isThere, makeSharedFolder } from './shared-folder.js';

/** The project. */
const root = new URL('../../../../', import.meta.url);

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** How long a page may take for one step, in milliseconds. Long enough for slow machines, short enough to end what hangs. */
export const patience = 60_000;

/** Flags for a browser in a container that makes no requests of its own. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Names of this machine that are no secure context, unlike those below `localhost`.
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

/** Starts a browser without a window. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({ ...(await findChromium()), headless: true });
}

/**
 * Opens a browser context: a browser with its own storage. Motion is reduced unless the options say otherwise, since
 * a browser without a GPU spends half its time on drawing animations.
 */
export async function openProfile(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({ reducedMotion: 'reduce', ...options });
  profile.setDefaultTimeout(patience);
  return profile;
}

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
  // The npm package contains the headless shell only.
  const executablePath = await unpackedChromium();
  return { executablePath, args: [...chromiumFlags, '--headless=shell'] };
}

/**
 * Unpacks the Chromium that npm brings, once for each version of it.
 *
 * The package itself writes straight to a fixed path in the folder for temporary files. A process that starts the
 * browser while another one writes it fails with ETXTBSY, and one that was killed leaves half a browser for ever.
 */
async function unpackedChromium(): Promise<string> {
  const packageFile = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  const folder = fileURLToPath(new URL(`node_modules/.cache/chromium-${version}`, root));
  await makeSharedFolder(folder, unpackInto);
  return join(folder, 'chromium');
}

/** In a process of its own, where another folder can be the one for temporary files. */
function unpackInto(folder: string): Promise<unknown> {
  const script = "await (await import('@sparticuz/chromium')).default.executablePath()";
  const env = { ...process.env, TMPDIR: folder };
  const args = ['--input-type=module', '--eval', script];
  return promisify(execFile)(process.execPath, args, { cwd: fileURLToPath(root), env });
}
