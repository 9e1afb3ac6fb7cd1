import { expect, html } from '@open-wc/testing';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('<neon-devices> and time', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const { provider } = await kit.show(html`<neon-devices login="ada"></neon-devices>`);
    const devices = new Harness(onPage('neon-devices'));
    const count = (wanted: number) =>
      devices.until(() => devices.parts('device').length === wanted);
    return { provider, devices, count };
  }

  const elsewhere = async () => kit.useElsewhere(await kit.code('ada'));

  it('says how long ago a browser was used, and tells the date too', async () => {
    const [hour, day] = [3_600_000, 86_400_000];
    // The last one by a clock ahead of that of this browser.
    for (const age of [40 * day, 5 * hour, -hour]) {
      await kit.service.advance(-age);
      await elsewhere();
      await kit.service.advance(age);
    }
    const { provider, devices, count } = await show();
    await count(4);
    const [old, recent, own, ahead] = await provider.client!.devices('ada');
    const times = [...devices.root.querySelectorAll('time')];
    const moments = times.map(({ dateTime }) => Date.parse(dateTime));
    const added = [old, recent, own, ahead].map((device) => device!.createdAt);
    expect(moments.filter((_, index) => index % 2)).to.deep.equal(added);
    expect([moments[0], moments[2]]).to.deep.equal([old!.lastUsedAt, recent!.lastUsedAt]);

    const date = /^Last used \W?\w+ \d+, 20\d\d, \d+:\d+/;
    expect(times[0]!.textContent).to.match(date);
    expect(times[0]!.title, 'the date once more').to.equal('');
    expect(times[2]!.textContent).to.equal('Last used 5 hours ago');
    expect(times[2]!.title).to.match(date);
    expect(times[6]!.textContent).to.match(/^Last used \d+ seconds? ago$/);
    expect(times[6]!.title).to.match(date);
  });

  it('goes on telling how long ago that was, as long as it is shown', async () => {
    const due = new Map<number, () => void>();
    const begin = (run: () => void) => {
      due.set(due.size + 1, run);
      return due.size;
    };
    await replaced(globalThis, 'setInterval', begin as typeof setInterval, async () => {
      const { devices, count } = await show();
      await count(1);
      const later = Date.now() + 7 * 60_000;
      await replaced(
        Date,
        'now',
        () => later,
        async () => {
          for (const run of due.values()) run();
          await devices.until(() => devices.text('device').includes('Last used 7 minutes ago'));
        },
      );
      const end = (id: unknown) => due.delete(id as number);
      await replaced(globalThis, 'clearInterval', end as typeof clearInterval, async () => {
        devices.element.remove();
      });
      expect(due.size).to.equal(0);
    });
  });

  it('tells the buttons of browsers of the same name apart', async () => {
    // Both are added in the same minute, a third one in the next.
    await kit.service.advance(60_000 - (Date.now() % 60_000));
    await elsewhere();
    await elsewhere();
    await kit.service.advance(60_000);
    await elsewhere();
    const { devices, count } = await show();
    await count(4);
    const [own, ...names] = devices.parts('revoke-button').map(({ ariaLabel }) => ariaLabel!);
    expect(own).to.equal('Remove Test browser');
    for (const [place, name] of names.entries()) {
      const number = place < 2 ? ` (${place + 1})` : '';
      const [, numbered, date] = /^Remove \w+ on \w+(.*), added (.*)$/.exec(name)!;
      expect(numbered, name).to.equal(number);
      expect(date).to.match(/\d/);
    }
    expect(new Set(names).size).to.equal(3);
  });
});
