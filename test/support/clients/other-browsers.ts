import type { ClientOptions, NeonClient, OnlineOtp } from '../../../src/index.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { pin } from './pins.js';

/** The site that they are at. */
interface Site {
  client(options: Partial<ClientOptions>): NeonClient;
  /** An activation code. */
  code(login: string): Promise<string>;
}

/** Other browsers besides the one of the page. Close them when the test has ended. */
export class OtherBrowsers {
  readonly #site: Site;
  readonly #clients: NeonClient[] = [];

  constructor(site: Site) {
    this.#site = site;
  }

  /** One that is not enrolled. */
  stranger(): NeonClient {
    const client = this.#site.client({ store: memoryTokenStore() });
    this.#clients.push(client);
    return client;
  }

  async enrolled(login: string): Promise<NeonClient> {
    const client = this.stranger();
    await client.activate(await this.#site.code(login), { pin });
    return client;
  }

  /** Makes a push request in a browser that is not enrolled; resolves when it shows the number. */
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

/** A page with a pending push request. */
export interface Asked {
  readonly number: string;
  readonly otp: Promise<OnlineOtp>;
  /** `approved`, or the code of the refusal. */
  readonly end: Promise<string>;
}
