/**
 * A self-signed certificate for localhost, made with Node alone (X.509, RFC 5280).
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const day = 24 * 60 * 60_000;

/** Makes one that is valid today. */
export function makeCertificate(commonName = 'localhost', type: 'ec' | 'rsa' = 'ec'): Certificate {
  const { publicKey, privateKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signature =
    type === 'ec'
      ? sequence(oid('2a8648ce3d040302'))
      : sequence(oid('2a864886f70d01010b'), tlv(0x05, Buffer.alloc(0)));
  const name = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))));
  const validity = sequence(time(Date.now() - day), time(Date.now() + day));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const names = sequence(
    tlv(0x82, Buffer.from('localhost')),
    tlv(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const altNames = sequence(oid('551d11'), tlv(0x04, names));
  const certificate = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signature,
    name,
    validity,
    name,
    spki,
    tlv(0xa3, sequence(altNames)),
  );
  const signed = sign('sha256', certificate, privateKey);
  const bits = tlv(0x03, Buffer.concat([Buffer.from([0]), signed]));
  return {
    cert: pem('CERTIFICATE', sequence(certificate, signature, bits)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** SHA-256 of a certificate, as TLS sockets give it. */
export function fingerprint({ cert }: Certificate): string {
  const der = Buffer.from(cert.replace(/-----.*-----|\s/g, ''), 'base64');
  const digits = createHash('sha256').update(der).digest('hex').toUpperCase();
  return digits.match(/../g)!.join(':');
}

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tlv(0x18, Buffer.from(text));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g)!;
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
