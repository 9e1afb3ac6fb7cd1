/**
 * A bank's pages, at any host name of this machine, with the bundles and a strict policy.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoopbackServer } from '../../support/pages/loopback-server.js';

const root = join(import.meta.dirname, '../../../../..');

/** What scripts of the tests find on the page. */
const client = `
  import * as neon from '/dist/neon-mfa.js';
  import { moveEnrolment } from '/build/src/client/move-enrolment.js';
  Object.assign(globalThis, { neon: { ...neon, moveEnrolment } });
`;

const clientPage = `<!doctype html>
<html lang="en">
<title>Harbour Bank</title>
<link rel="icon" href="data:,">
<main><h1>Harbour Bank</h1><button>Pay</button></main>
<script type="module" src="/client.js"></script>
</html>`;

/** Serves them. */
export class BankSite {
  /** Its pages besides the first, by path. */
  readonly pages = new Map<string, string>();
  /** Directives for frames and connections. */
  policy = '';
  #server!: LoopbackServer;

  static async open(): Promise<BankSite> {
    const site = new BankSite();
    site.#server = await LoopbackServer.open((request, response) => {
      const path = (request.url ?? '/').split('?')[0]!;
      site.#answer(path).then(
        ([type, body]) => {
          const policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; " +
            "base-uri 'none'; form-action 'none'; " +
            `require-trusted-types-for 'script'; trusted-types neon-mfa; ${site.policy}`;
          response.setHeader('content-security-policy', policy);
          response.setHeader('content-type', `${type}; charset=utf-8`);
          response.end(body);
        },
        () => response.writeHead(404).end(),
      );
    });
    return site;
  }

  /** Its origin under a host name, such as `bank.localhost`. */
  origin(host: string): string {
    return this.#server.origin(host);
  }

  close(): Promise<unknown> {
    return this.#server.close();
  }

  async #answer(path: string): Promise<[type: string, body: string]> {
    if (path === '/client.js') return ['text/javascript', client];
    if (/^\/(dist|build)\/[\w/-]+\.js$/.test(path)) {
      return ['text/javascript', await readFile(join(root, path), 'utf8')];
    }
    if (path.endsWith('.css')) return ['text/css', this.pages.get(path) ?? ''];
    return ['text/html', this.pages.get(path) ?? clientPage];
  }
}
