/**
 * The sender of a request, from its socket and the headers of trusted proxies.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Peer } from '../service-context.js';
import { isLoopback } from '../domain/loopback.js';

/** Makes the function that finds the sender of a request. */
export function peerReader(
  trustedProxies: readonly string[],
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => Peer {
  const trusted = new BlockList();
  for (const item of trustedProxies) {
    const [address, bits] = item.split('/');
    const family = isIPv6(address!) ? 'ipv6' : 'ipv4';
    trusted.addSubnet(address!, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  return ({ headers, socket }) => {
    const { origin } = headers;
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const sender = plain(socket.remoteAddress ?? '');
    let address = sender;
    // From the nearest hop outwards. Entries before the last trusted proxy are only claims of the sender.
    while (address !== '' && isTrusted(address) && forwarded.length) {
      const next = plain(forwarded.pop()!.trim());
      if (!isIPv4(next) && !isIPv6(next)) break;
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

/** IPv6 sockets show IPv4 addresses with a prefix. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The first 64 bits: one subscriber has the whole network, so limits count it as one address. */
function subnet64(address: string): string {
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
