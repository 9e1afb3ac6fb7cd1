/**
 * The sender of a request, from its socket and the headers of trusted proxies.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Peer } from '../../service-context.js';
import { isLoopback } from '../../domain/loopback.js';

/**
 * Makes the function that finds the sender of a request.
 * @param onUnreadable called once, when a trusted proxy first sends an entry that is no address: all its callers then count
 *   as one.
 */
export function peerReader(
  trustedProxies: readonly string[],
  onUnreadable: (proxy: string) => void = () => {},
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => Peer {
  const trusted = new BlockList();
  for (const item of trustedProxies) {
    const [address, bits] = item.split('/');
    const family = isIPv6(address!) ? 'ipv6' : 'ipv4';
    trusted.addSubnet(address!, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  let hasReported = false;

  return ({ headers, socket }) => {
    const { origin } = headers;
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const sender = canonical(socket.remoteAddress ?? '') ?? '';
    let address = sender;
    // From the nearest hop outwards. Entries before the last trusted proxy are only claims of the sender.
    while (address !== '' && isTrusted(address) && forwarded.length) {
      const entry = forwarded.pop()!.trim();
      const next = addressIn(entry);
      if (next === undefined) {
        if (entry !== '' && !hasReported) onUnreadable(address);
        hasReported ||= entry !== '';
        break;
      }
      address = next;
    }
    return {
      origin: origin === undefined || origin === 'null' ? null : origin,
      address: isIPv6(address) ? subnet64(address) : address,
      isLocal: isLoopback(sender) && !headers['x-forwarded-for'] && !headers['forwarded'],
      agent: headers['user-agent'],
    };
  };
}

/**
 * The address in an entry of `X-Forwarded-For`. Proxies write it plain, with a port, in brackets, in quotes, or with a
 * zone.
 */
function addressIn(entry: string): string | undefined {
  const [, quoted] = /^"(.*)"$/.exec(entry) ?? [];
  const text = quoted ?? entry;
  const [, bracketed] = /^\[(.*)\](?::\d{1,5})?$/.exec(text) ?? [];
  const [, beforePort] = /^([\d.]+):\d{1,5}$/.exec(text) ?? [];
  return canonical(bracketed ?? beforePort ?? text);
}

/**
 * An address in its one spelling: IPv6 in hexadecimal groups without a zone, and an IPv4 address that is written as IPv6 as
 * IPv4. Undefined when it is no address.
 */
function canonical(text: string): string | undefined {
  const [address = ''] = text.split('%');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const spelt = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(spelt) ?? [];
  if (high === undefined || low === undefined) return spelt;
  const bytes = [high, low].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}

/**
 * The first 64 bits: one subscriber has the whole network, so limits count it as one address.
 * @param address in its canonical spelling.
 */
function subnet64(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
