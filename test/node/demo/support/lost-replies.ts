import type { Page, Route } from 'playwright-core';

/** Replies that are being lost. */
export interface LostReplies {
  /** Lets replies through again; resolves with how many were lost. */
  end(): Promise<number>;
}

/** Has the service answer every message to some of its endpoints and loses the answers on their way to the page. */
export async function loseReplies(
  page: Page,
  serviceUrl: string,
  ...endpoints: readonly string[]
): Promise<LostReplies> {
  const isMeant = (url: URL) =>
    url.origin === serviceUrl && endpoints.includes(url.pathname.split('/').at(-1) ?? '');
  let lost = 0;
  const lose = async (route: Route) => {
    await route.fetch();
    lost++;
    await route.abort('connectionreset');
  };
  await page.route(isMeant, lose);
  return {
    end: async () => {
      await page.unroute(isMeant, lose);
      return lost;
    },
  };
}
