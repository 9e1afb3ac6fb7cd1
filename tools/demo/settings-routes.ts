/**
 * Back end of the settings page.
 * @module
 */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { CallService } from './service-calls.js';
import { settingsOf, settingsSchema } from './service-settings.js';

const usersSchema = v.object({
  users: v.array(v.object({ uid: v.string() })),
  next: v.optional(v.object({ after: v.string() })),
});
const anything = v.unknown();

/** Lengths of secrets in each mode. */
const lengths = {
  none: {},
  pin: { pinMin: 6, pinMax: 12 },
  password: { pinMin: 8, pinMax: 128 },
} as const;

/** The routes under `/operator/settings`. */
export function settingsRoutes(admin: CallService, mac: string): Hono {
  const app = new Hono();

  /** All customers, from every page of the list. */
  const customers = async () => {
    const all: { readonly uid: string }[] = [];
    const query = new URLSearchParams({ service: mac });
    for (;;) {
      const { users, next } = await admin({ path: `/admin/v1/users?${query}` }, usersSchema);
      all.push(...users);
      if (!next) return all;
      query.set('after', next.after);
    }
  };

  app.get('/', async (c) => {
    return c.json({
      settings: await settingsOf(admin, mac),
      customers: (await customers()).length,
    });
  });

  app.post('/', async (c) => {
    const settings = v.parse(v.strictObject(settingsSchema.entries), await c.req.json());
    const body = { ...settings, ...lengths[settings.pin] };
    const path = `/admin/v1/services/${mac}`;
    await admin({ method: 'PATCH', path, body }, anything);
    return c.json({});
  });

  // A tenant with users cannot change its kind of PIN, so they are deleted first.
  app.post('/remove-customers', async (c) => {
    for (const { uid } of await customers()) {
      await admin({ method: 'DELETE', path: `/admin/v1/users/${uid}` }, anything);
    }
    return c.json({});
  });

  return app;
}
