/**
 * Gives tests in Chromium a virtual authenticator, over the debugging protocol.
 * @module
 */
import type { CDPSession, Page } from 'playwright-core';
import * as v from 'valibot';

/** The part of a command of the test runner that is needed. */
interface Command {
  readonly command: string;
  readonly payload?: unknown;
  readonly session: {
    readonly id: string;
    readonly browser: { getPage?(id: string): Page };
  };
}

const orderSchema = v.variant('do', [
  v.object({ do: v.literal('add'), prf: v.boolean() }),
  v.object({ do: v.literal('verify'), verified: v.boolean() }),
  v.object({ do: v.literal('remove') }),
]);

/** An authenticator that a page's browser has. */
export interface VirtualAuthenticator {
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
}

/** Adds an authenticator that verifies its user to the browser of a page. */
export async function addAuthenticator(page: Page, hasPrf: boolean): Promise<VirtualAuthenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return { cdp, authenticatorId };
}

/** Makes the plugin. Its command `virtual-authenticator` adds one, sets whether it verifies the user, and removes it. */
export function virtualAuthenticators() {
  const made = new Map<string, VirtualAuthenticator>();

  return {
    name: 'virtual-authenticators',
    async executeCommand({ command, payload, session }: Command): Promise<true | undefined> {
      if (command !== 'virtual-authenticator') return undefined;
      const page = session.browser.getPage?.(session.id);
      if (!page) throw new Error('this browser has no virtual authenticators');
      const order = v.parse(orderSchema, payload);
      if (order.do === 'add') {
        made.set(session.id, await addAuthenticator(page, order.prf));
        return true;
      }
      const { cdp, authenticatorId } = made.get(session.id)!;
      if (order.do === 'verify') {
        const isUserVerified = order.verified;
        await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
        return true;
      }
      made.delete(session.id);
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      await cdp.detach();
      return true;
    },
  };
}
