import type { Page, Route } from 'playwright-core';

/** Lost replies. */
export interface LostReplies {
  /** Lets replies through again; resolves with how many were lost. */
  end(): Promise<number>;
}

/** Loses the replies to all messages to some endpoints, after the service has answered. */
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
