/**
 * Pages that were written for the documented library, unchanged: only the address of the script and the alias
 * are replaced.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { activationPath } from '../../../src/protocol/activation.js';
import { en } from '../../../components/messages/en.js';
import { openProfileWithoutStorage } from '../../support/browsers/partitioned-chromium.js';
import {
  findOriginalDocumentation,
  withoutOriginalDocumentation,
} from '../../../tools/original-documentation.js';
import { pin, otherPin } from '../../support/clients/pins.js';
import { ownPage } from './support/own-page.js';
import { SamplePage } from './support/sample-page.js';
import { useTwoSites, type TwoSites } from './support/two-sites.js';

/** Source of a page for a script, an alias and a mode. */
type Source = (lib: string, alias: string, useIframe: boolean) => string;

/** The sample page in the text of the original documentation. */
function documentedPage(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const html = /<html lang="en">[\s\S]*?<\/html>/.exec(text)![0];
  return (lib, alias, useIframe) =>
    replaced(html, [
      [/<link rel="stylesheet"[^>]*>/, ''],
      [/src="[^"]*simple-neon-lib\.js"/, `src="${lib}"`],
      [/alias:'\**BOOKMARK_ALIAS\**'/, `alias:'${alias}'`],
      ['useIframe:true', `useIframe:${useIframe}`],
    ]);
}

/** Replaces each, and fails where nothing matches. */
function replaced(text: string, pairs: readonly (readonly [string | RegExp, string])[]): string {
  return pairs.reduce((current, [what, by]) => {
    assert.ok(typeof what === 'string' ? current.includes(what) : what.test(current), String(what));
    return current.replace(what, by);
  }, text);
}

const original = findOriginalDocumentation();
if (!original) console.log(withoutOriginalDocumentation);
const sources: Readonly<Record<string, Source>> = {
  'a page with the documented calls': ownPage,
  ...(original && { 'the sample page of the documentation': documentedPage(original) }),
};

/** Sets up two people at a page, and has both sign in. */
async function useAsPeopleDo(sites: TwoSites, host: string, source: Source, useIframe: boolean) {
  const origin = sites.host.origin(host);
  const site = await sites.dropIn([origin]);
  sites.host.html = source(sites.lib, site.alias, useIframe);
  const context = await sites.profile();
  const elsewhere = await sites.profile();
  try {
    // Bea has a PIN already, from another browser.
    const other = await SamplePage.open(elsewhere, origin);
    await other.submitCode(await sites.service.issueCode(site, 'bea'));
    await other.definePin(otherPin);
    await other.activated('bea');

    const sample = await SamplePage.open(context, origin);
    await sample.submitCode(await sites.service.issueCode(site, 'ada'));
    await sample.definePin(pin);
    await sample.activated('ada');
    await sample.submitCode(await sites.service.issueCode(site, 'bea'));
    await sample.enterPin(otherPin);
    await sample.activated('bea');

    const adas = await sample.otp('ada', pin);
    assert.equal(await sites.service.verifyOtp(site, 'ada', adas), true);
    assert.equal(await sites.service.verifyOtp(site, 'ada', adas), false, 'works once');
    assert.equal(
      await sites.service.verifyOtp(site, 'bea', await sample.otp('bea', otherPin)),
      true,
    );

    await sample.page.reload();
    await sample.logins.filter({ hasText: 'ada' }).filter({ hasText: 'bea' }).waitFor();
    assert.deepEqual([...sample.complaints, ...other.complaints], []);
  } finally {
    await context.close();
    await elsewhere.close();
  }
}

/** Enrols in the frame, which has no storage, and then without the frame, with the same code. */
async function useWithoutStorage(sites: TwoSites, host: string, source: Source) {
  const origin = sites.host.origin(host);
  const site = await sites.dropIn([origin]);
  const code = await sites.service.issueCode(site, 'ada');
  const { messages } = sites.service.proxy;
  const before = messages.length;
  const activations = () => messages.slice(before).filter(({ path }) => path === activationPath);
  const profile = await openProfileWithoutStorage(sites.service.url);
  try {
    sites.host.html = source(sites.lib, site.alias, true);
    const sample = await SamplePage.open(profile.context, origin);
    assert.deepEqual(await sample.refusal(() => sample.submitCode(code)), {
      errCode: 'STORAGE_UNAVAILABLE',
      message: en.errors.STORAGE_UNAVAILABLE,
    });
    assert.equal(await sample.asksForPin(), false);
    assert.deepEqual(activations(), []);

    sites.host.html = source(sites.lib, site.alias, false);
    await sample.page.reload();
    await sample.submitCode(code);
    await sample.definePin(pin);
    await sample.activated('ada');
    const otp = await sample.otp('ada', pin);
    assert.equal(await sites.service.verifyOtp(site, 'ada', otp), true);
  } finally {
    await profile.close();
  }
}

for (const [name, source] of Object.entries(sources)) {
  describe(`${name}, of another site than the service`, () => {
    const sites = useTwoSites();

    it('enrols and signs in with the frame', () =>
      useAsPeopleDo(sites, 'bank.localhost', source, true));

    it('enrols and signs in without a frame', () =>
      useAsPeopleDo(sites, 'bank.localhost', source, false));

    it('says so where the browser gives the frame no storage, and does not spend the code', () =>
      useWithoutStorage(sites, 'bank.localhost', source));
  });

  describe(`${name}, on one site with the service`, () => {
    const sites = useTwoSites('mfa.bank.localhost');

    it('enrols and signs in with the frame', () =>
      useAsPeopleDo(sites, 'www.bank.localhost', source, true));

    it('enrols and signs in without a frame', () =>
      useAsPeopleDo(sites, 'www.bank.localhost', source, false));
  });
}
