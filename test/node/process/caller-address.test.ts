import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { peerReader } from '../../../src/service/node/http/peer.js';

function addressOf(trusted: readonly string[], sender: string, forwarded?: string | string[]) {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { headers, socket: { remoteAddress: sender } };
  return peerReader(trusted)(request as Pick<IncomingMessage, 'headers' | 'socket'>).address;
}

describe('the address of a caller', () => {
  it('is that of the socket when no proxy is trusted, whatever the header says', () => {
    assert.equal(addressOf([], '198.51.100.1', '203.0.113.7'), '198.51.100.1');
    assert.equal(addressOf(['10.0.0.1'], '10.0.0.2', '203.0.113.7'), '10.0.0.2');
  });

  it('is what the last trusted proxy saw, never an earlier entry of the header', () => {
    const chain = '203.0.113.66, 203.0.113.7';
    assert.equal(addressOf(['10.0.0.0/8'], '10.1.1.1', chain), '203.0.113.7');
    assert.equal(addressOf(['10.0.0.0/8'], '10.1.1.1', `${chain}, 10.2.2.2`), '203.0.113.7');
    assert.equal(addressOf(['10.1.1.1'], '10.1.1.1', `${chain}, 10.2.2.2`), '10.2.2.2');
    assert.equal(
      addressOf(['10.0.0.0/8'], '10.1.1.1', ['203.0.113.66', '203.0.113.7']),
      '203.0.113.7',
    );
  });

  it('is that of the proxy when the header has no valid address', () => {
    for (const forwarded of [
      undefined,
      '',
      'unknown',
      '_hidden',
      '203.0.113.7, x',
      '1.2.3',
      '203.0.113.7:',
      '[2001:db8::1',
      '"203.0.113.7',
      '203.0.113.7:80:80',
    ]) {
      assert.equal(addressOf(['10.0.0.1'], '10.0.0.1', forwarded), '10.0.0.1');
    }
  });

  it('is not read from Forwarded (RFC 7239)', () => {
    const headers = { forwarded: 'for=203.0.113.7' };
    const request = { headers, socket: { remoteAddress: '10.0.0.1' } };
    const { address } = peerReader(['10.0.0.1'])(
      request as Pick<IncomingMessage, 'headers' | 'socket'>,
    );
    assert.equal(address, '10.0.0.1');
  });

  it('is read with a port, brackets, quotes or a zone', () => {
    for (const forwarded of ['203.0.113.7:80', '"203.0.113.7"', '"203.0.113.7:65535"']) {
      assert.equal(addressOf(['10.0.0.1'], '10.0.0.1', forwarded), '203.0.113.7', forwarded);
    }
    for (const forwarded of [
      '[2001:db8:1:2::9]',
      '[2001:db8:1:2::9]:443',
      '"[2001:db8:1:2::9]:443"',
      '2001:DB8:1:2::9%eth0',
      '2001:db8:1:2::1.2.3.4',
    ]) {
      const address = addressOf(['10.0.0.1'], '10.0.0.1', forwarded);
      assert.equal(address, '2001:db8:1:2::/64', forwarded);
    }
    const chain = '203.0.113.7:1234, 10.2.2.2:80';
    assert.equal(addressOf(['10.0.0.0/8'], '10.1.1.1', chain), '203.0.113.7');
  });

  it('that cannot be read is reported once, with the proxy that sent it and not with what it says', () => {
    const reports: string[] = [];
    const peerOf = peerReader(['10.0.0.0/8'], (proxy) => reports.push(proxy));
    const ask = (forwarded: string | undefined, remoteAddress = '10.0.0.1') =>
      peerOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as never);
    ask(undefined);
    ask('203.0.113.7:80');
    ask('unknown', '198.51.100.1');
    assert.deepEqual(reports, []);
    assert.equal(ask('unknown').address, '10.0.0.1');
    ask('_hidden', '10.0.0.2');
    assert.deepEqual(reports, ['10.0.0.1']);
  });

  it('is the nearest proxy when all are trusted and the first sends no header', () => {
    assert.equal(addressOf(['10.0.0.0/8'], '10.0.0.1', '10.0.0.3, 10.0.0.2'), '10.0.0.3');
  });

  it('is the same for both notations of an IPv4 address', () => {
    assert.equal(addressOf([], '::ffff:198.51.100.1'), '198.51.100.1');
    assert.equal(addressOf(['10.0.0.1'], '::FFFF:10.0.0.1', '::ffff:203.0.113.7'), '203.0.113.7');
    assert.equal(addressOf([], '::ffff:c633:6401'), '198.51.100.1');
  });

  it('is the /64 prefix of an IPv6 address', () => {
    const half = '2001:db8:1:2::/64';
    for (const address of [
      '2001:db8:1:2::1',
      '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff',
      '2001:db8:1:2:3::',
    ]) {
      assert.equal(addressOf([], address), half);
    }
    assert.equal(addressOf([], '2001:db8::1'), '2001:db8:0:0::/64');
    assert.equal(addressOf([], '::1'), '0:0:0:0::/64');
    assert.equal(addressOf([], 'fe80::1%eth0'), 'fe80:0:0:0::/64');
    assert.equal(addressOf(['fd00::/8'], 'fd00::5', '2001:db8:1:2::9'), half);
  });

  it('is empty when the socket is closed already', () => {
    const request = { headers: {}, socket: {} };
    const { address } = peerReader(['10.0.0.1'])(
      request as Pick<IncomingMessage, 'headers' | 'socket'>,
    );
    assert.equal(address, '');
  });
});

describe('a caller', () => {
  const peerOf = (sender: string, headers: object) =>
    peerReader(['127.0.0.1'])({ headers, socket: { remoteAddress: sender } } as never);

  it('is local only if no proxy names another address', () => {
    assert.equal(peerOf('127.0.0.1', {}).isLocal, true);
    assert.equal(peerOf('::1', {}).isLocal, true);
    assert.equal(peerOf('::ffff:127.0.0.1', {}).isLocal, true);
    assert.equal(peerOf('198.51.100.1', {}).isLocal, false);
    assert.equal(peerOf('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }).isLocal, false);
    assert.equal(peerOf('127.0.0.1', { forwarded: 'for=127.0.0.1' }).isLocal, false);
  });

  it('has no origin unless the browser names one', () => {
    assert.equal(peerOf('::1', {}).origin, null);
    assert.equal(peerOf('::1', { origin: 'null' }).origin, null);
    assert.equal(peerOf('::1', { origin: 'https://shop.example' }).origin, 'https://shop.example');
  });
});
