import { createVerifier } from '../../../../src/rp/index.js';
import { createBank } from '../../../../tools/demo/bank.js';
import { listen } from '../../../../tools/demo/listen.js';
import { serviceCalls } from '../../../../tools/demo/service-calls.js';
import type { Demo } from './demo.js';

/** A second bank. */
export interface BankElsewhere {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a bank at an origin that the service does not know, under the alias of the demo's.
 *
 * @param serviceUrl where the bank thinks that its service is.
 */
export async function openBankElsewhere(
  demo: Demo,
  serviceUrl = demo.serviceUrl,
): Promise<BankElsewhere> {
  const facts = (await (await fetch(`${demo.url}/demo.json`)).json()) as {
    service: string;
    alias: string;
  };
  const { url, open, close } = await listen(0);
  const calls = serviceCalls(serviceUrl, 'a-key-of-nobody');
  const registration = {
    origin: url,
    alias: facts.alias,
    mac: facts.service,
    keyId: '',
    key: '',
  };
  const verifier = createVerifier({ url: serviceUrl, service: facts.service });
  open(createBank({ serviceUrl, registration, admin: calls, rp: calls, verifier }).fetch);
  return { url, close };
}
