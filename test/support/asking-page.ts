import type { NeonClient, OnlineOtp } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { pin, type KitPage } from './kit-page.js';

/** Other browsers beside the one of the page. Close them when the test has ended. */
export class OtherBrowsers {
  readonly #kit: KitPage;
  readonly #clients: NeonClient[] = [];

  constructor(kit: KitPage) {
    this.#kit = kit;
  }

  /** One that is not enrolled. */
  stranger(): NeonClient {
    const client = this.#kit.client({ store: memoryTokenStore() });
    this.#clients.push(client);
    return client;
  }

  async enrolled(login: string): Promise<NeonClient> {
    const client = this.stranger();
    await client.activate(await this.#kit.code(login), { pin });
    return client;
  }

  /** Has one that is not enrolled ask; resolves when it shows the number. */
  async ask(login: string): Promise<Asked> {
    let shown!: (number: string) => void;
    const number = new Promise<string>((resolve) => (shown = resolve));
    const otp = this.stranger().getRemoteOtpByPush(login, { onNumber: shown });
    const end = otp.then(
      () => 'approved',
      ({ code }: { code: string }) => code,
    );
    return { number: await number, otp, end };
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

/** A page that waits, and how that ends. */
export interface Asked {
  readonly number: string;
  readonly otp: Promise<OnlineOtp>;
  /** `approved`, or the code of the refusal. */
  readonly end: Promise<string>;
}
