/**
 * A site that embeds the library: one page, at any name of this machine.
 * @module
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves `html` at every path, whatever name it is asked by. */
export class HostSite {
  html: string;
  readonly #server: Server;

  private constructor(html: string) {
    this.html = html;
    this.#server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(this.html);
    });
  }

  static async open(html = '<!doctype html><title>Bank</title>'): Promise<HostSite> {
    const site = new HostSite(html);
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    return site;
  }

  /** Its origin under a host name, such as `bank.localhost`. */
  origin(host: string): string {
    return `http://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
