/**
 * A site that embeds the library: one page, at any name of this machine.
 * @module
 */
import { LoopbackServer } from '../../support/pages/loopback-server.js';

/** Serves `html` at every path but those of `scripts`, whatever name it is asked by. */
export class HostSite {
  html: string;
  /** Headers of the page. */
  headers: Readonly<Record<string, string>> = {};
  /** Scripts of its own, by path. */
  readonly scripts = new Map<string, string>();
  #server!: LoopbackServer;

  private constructor(html: string) {
    this.html = html;
  }

  static async open(html = '<!doctype html><title>Bank</title>'): Promise<HostSite> {
    const site = new HostSite(html);
    site.#server = await LoopbackServer.open((request, response) => {
      const script = site.scripts.get(request.url ?? '');
      const type = script === undefined ? 'text/html' : 'text/javascript';
      response.setHeader('content-type', `${type}; charset=utf-8`);
      for (const [name, value] of Object.entries(site.headers)) response.setHeader(name, value);
      response.end(script ?? site.html);
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
}
