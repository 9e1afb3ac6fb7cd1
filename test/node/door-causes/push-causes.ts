/** Causes that lie in requests for an approval by a relying party. */
import type { Answer } from '../../support/services/door-call.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { blockUser, doorOf, enrol } from '../support/tokens/enrolled-token.js';
import * as push from '../support/tokens/raw-push.js';
import { alike, type DoorCauses, type DoorScene } from './door-scene.js';

/** A relying party with push, and how it asks, collects and cancels. */
class Party {
  readonly scene: DoorScene;
  readonly site: TestSite;
  readonly key: string;
  #logins = 0;

  private constructor(scene: DoorScene, site: TestSite, key: string) {
    this.scene = scene;
    this.site = site;
    this.key = key;
  }

  static async make(
    scene: DoorScene,
    settings: object = { push: true, pinTries: 3 },
  ): Promise<Party> {
    const site = await scene.service.addSite(settings);
    return new Party(scene, site, (await scene.newKey(site, ['push'])).key);
  }

  /** A login that no other cause has. */
  newLogin(): string {
    return `login ${++this.#logins}`;
  }

  request(login: string): Promise<Answer> {
    return this.scene.rp(this.site, this.key, '/push/request', { login });
  }

  result(pid: string, key = this.key): Promise<Answer> {
    return this.scene.rp(this.site, key, '/push/result', { pid });
  }

  cancel(pid: string, key = this.key): Promise<Answer> {
    return this.scene.rp(this.site, key, '/push/cancel', { pid });
  }

  async asked(login = this.newLogin()): Promise<{ pid: string; number: string }> {
    const { pid, number } = (await this.request(login)).body;
    return { pid: String(pid), number: String(number) };
  }
}

const makeParty = (scene: DoorScene) => Party.make(scene);

/** An enrolled browser, and the relying party that asks it. */
async function approver(scene: DoorScene) {
  const party = await scene.shared(makeParty);
  const login = party.newLogin();
  return { party, login, token: await enrol(scene.service, party.site, login) };
}

/** @param browser of its own, for a cause that leaves it out of order. */
async function asked(scene: DoorScene, browser = scene.shared(approver)) {
  const { party, login, token } = await browser;
  return { party, login, token, ...(await party.asked(login)) };
}

/** Asks, has the browser approve, then does something, and collects. */
async function approved(
  scene: DoorScene,
  work: (approved: Awaited<ReturnType<typeof asked>>) => Promise<unknown>,
  browser?: ReturnType<typeof approver>,
): Promise<Answer> {
  const all = await asked(scene, browser);
  const { party, token, pid, number } = all;
  await push.approve(token, pid, number);
  await work(all);
  return party.result(pid);
}

/** The path of a user. */
const userPath = async ({ scene, site }: Party, login: string): Promise<string> => {
  const { users } = await scene.service.admin.done<{ users: [{ uid: string }] }>(
    `/users?service=${site.mac}&login=${encodeURIComponent(login)}`,
  );
  return `/users/${users[0].uid}`;
};

export const pushCauses: DoorCauses = {
  '404 NO_ACTIVE_SERVICE_FOR_USER': {
    'an approval is asked for, and the service is closed': async (scene) => {
      const party = await Party.make(scene);
      await scene.administer('PATCH', `/services/${party.site.mac}`, { status: 'closed' });
      return party.request('ada');
    },
    'an approval is asked for, and push is switched off': async (scene) =>
      (await Party.make(scene, { push: false })).request('ada'),
  },
  '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST': {
    'there is no such request': async (scene) => {
      const party = await scene.shared(makeParty);
      const pid = 'A'.repeat(22);
      return alike(await party.result(pid), await party.cancel(pid));
    },
    'the request was made with another key': async (scene) => {
      const party = await scene.shared(makeParty);
      const { key } = await scene.newKey(party.site, ['push']);
      const { pid } = await party.asked();
      return alike(await party.result(pid, key), await party.cancel(pid, key));
    },
    'the request was made by a page': async (scene) => {
      const party = await scene.shared(makeParty);
      const { pid } = await push.ask(doorOf(scene.service, party.site), party.newLogin());
      return alike(await party.result(pid), await party.cancel(pid));
    },
    'the user was deleted, and so were the requests for their approval': (scene) =>
      approved(
        scene,
        async ({ party, login }) => scene.administer('DELETE', await userPath(party, login)),
        approver(scene),
      ),
  },
  '410 PUSH_DENIED': {
    'the request was denied in a browser of the user': async (scene) => {
      const { party, token, pid } = await asked(scene);
      await push.refuse(token, pid);
      return party.result(pid);
    },
    'the number was wrong three times': async (scene) => {
      const { party, token, pid, number } = await asked(scene);
      const other = push.otherThan(number);
      for (let tries = 0; tries < 3; tries++) await push.approve(token, pid, other);
      return party.result(pid);
    },
    'after the approval, the user was blocked': (scene) =>
      approved(
        scene,
        ({ party, login }) => blockUser(scene.service, party.site, login),
        approver(scene),
      ),
    'after the approval, the user was disabled': (scene) =>
      approved(
        scene,
        async ({ party, login }) =>
          scene.administer('POST', `${await userPath(party, login)}/disable`),
        approver(scene),
      ),
    'after the approval, the browser that gave it was blocked': (scene) =>
      approved(
        scene,
        ({ token }) => scene.administer('POST', `/tokens/${token.tid}/block`),
        approver(scene),
      ),
    'after the approval, the service was closed': async (scene) => {
      const setStatus = async (status: string) =>
        scene.administer('PATCH', `/services/${(await scene.shared(makeParty)).site.mac}`, {
          status,
        });
      const answer = await approved(scene, () => setStatus('closed'));
      await setStatus('open');
      return answer;
    },
  },
  '410 PUSH_EXPIRED': {
    'nobody answered in two minutes': async (scene) => {
      const { party, pid } = await asked(scene);
      scene.service.clock.advance(120_000);
      return party.result(pid);
    },
    'the relying party has cancelled the request': async (scene) => {
      const { party, pid } = await asked(scene);
      await party.cancel(pid);
      return party.result(pid);
    },
    'the approval was not collected in two minutes': (scene) =>
      approved(scene, async () => scene.service.clock.advance(120_000)),
    'the approval was collected more than 30 seconds ago': (scene) =>
      approved(scene, async ({ party, pid }) => {
        await party.result(pid);
        scene.service.clock.advance(30_000);
      }),
  },
  '429 RATE_LIMITED': {
    'three requests for an approval of this login were not answered in ten minutes': async (
      scene,
    ) => {
      const party = await scene.shared(makeParty);
      const login = party.newLogin();
      for (let count = 0; count < 3; count++) await party.asked(login);
      return party.request(login);
    },
  },
};
