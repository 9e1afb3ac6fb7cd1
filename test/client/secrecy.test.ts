import { expect } from '@open-wc/testing';
import { Bench } from '../support/clients/bench.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejection } from '../support/clients/rejection.js';

describe('secrets', () => {
  it('are in no storage, log, address, event, error or database after any operation', async () => {
    const bench = await Bench.make();
    const steps: string[] = [];
    const client = bench.client({ debug: (step, code) => steps.push(code ?? step) });
    const pin = '739164820';
    const wrong = '820461937';
    const code = await bench.code();
    await client.activate(code, { pin });
    const refused = await rejection(client.getOnlineOtp('ada', { pin: wrong }));
    const otp = await client.getOnlineOtp('ada', { pin });
    await bench.accepts(otp.value);
    const unused = await client.getOnlineOtp('ada', { pin });

    const places: Record<string, string> = {
      database: await databaseOf(bench.site.alias).text(),
      tables: JSON.stringify(await bench.service.dump()),
      log: (await bench.service.log()).join('\n'),
      wire: JSON.stringify(await bench.service.messages()),
      steps: steps.join('\n'),
      error: `${refused.stack} ${JSON.stringify(refused)} ${String(refused.cause)}`,
      page:
        location.href + JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
    };
    const secrets = { pin, wrong, otp: otp.value, unused: unused.value, code };
    const spelled = code.replaceAll('-', '');
    for (const [place, text] of Object.entries(places)) {
      expect(text.length, place).to.be.greaterThan(0);
      for (const [name, secret] of [...Object.entries(secrets), ['code', spelled]]) {
        expect(text.includes(secret!), `${name} in ${place}`).to.equal(false);
        expect(text.includes(btoa(secret!).replaceAll('=', '')), `${name} in ${place}`).to.equal(
          false,
        );
      }
    }
    expect(steps).to.include('intent');
    await bench.close();
  });
});
