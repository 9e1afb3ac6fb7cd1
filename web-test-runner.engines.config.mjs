// Runs the tests for browsers in the other engines, as far as they are installed: Firefox and WebKitGTK.
import { existsSync } from 'node:fs';
import config from './web-test-runner.config.mjs';
import { FirefoxLauncher } from './build/test/support/browsers/firefox-launcher.js';
import { WebKitLauncher } from './build/test/support/browsers/webkit-launcher.js';

const installed = (...paths) => paths.find((path) => path && existsSync(path));
const firefox = installed(
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
);
const webKit = installed(process.env.WEBKIT_DRIVER_PATH, '/usr/bin/WebKitWebDriver');
if (!firefox && !webKit) throw new Error('neither Firefox nor WebKitGTK is installed');

const all = config.files;
const without = (names) => names.map((name) => `!build/test/${name}.test.js`);

/** Tests that use the debugging protocol of Chromium: for an authenticator, or to emulate reduced motion. */
const forChromium = without([
  'browser/webauthn-bio-key',
  'components/*-bio-key',
  'components/*-bio',
  'components/media-features',
]);

/** WebKitGTK: its window cannot be as narrow as a phone, and it accepts points that are not on the curve. */
const notForWebKit = without([
  'components/*appearance',
  'components/further-elements',
  'crypto/off-curve',
]);

const groups = [];
if (firefox) {
  groups.push({
    name: 'Firefox',
    files: [...all, ...forChromium],
    browsers: [new FirefoxLauncher(firefox)],
  });
}
if (webKit) {
  groups.push({
    name: 'WebKitGTK',
    files: [...all, ...forChromium, ...notForWebKit],
    browsers: [new WebKitLauncher(webKit)],
  });
}

export default { ...config, files: undefined, browsers: undefined, groups };
