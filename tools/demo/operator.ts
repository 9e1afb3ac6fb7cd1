/**
 * Back end of the staff panel: calls the admin API with the admin key, which stays here.
 * @module
 */
import { Hono } from 'hono';
import * as v from 'valibot';
import { ServiceRefusal, ServiceSilence, type CallService } from './service-calls.js';
import { settingsOf } from './service-settings.js';
import { settingsRoutes } from './settings-routes.js';

const loginSchema = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64));

const codeOrderSchema = v.strictObject({
  login: loginSchema,
  kind: v.picklist(['activation', 'restore', 'unlock', 'reset']),
  /** The browser that an unlock code is for; the customer when left out. */
  tid: v.optional(v.pipe(v.string(), v.maxLength(64))),
  definePin: v.optional(v.boolean()),
});

const userSchema = v.object({
  uid: v.string(),
  login: v.string(),
  status: v.string(),
  blocked: v.boolean(),
  pinDefined: v.boolean(),
});
const usersSchema = v.object({ users: v.array(userSchema) });
const codeSchema = v.object({ code: v.string(), expiresAt: v.number(), kind: v.string() });
const tokensSchema = v.object({
  tokens: v.array(
    v.object({
      tid: v.string(),
      name: v.string(),
      status: v.string(),
      lastUsedAt: v.number(),
    }),
  ),
});
const anything = v.unknown();

const userActions = ['unblock', 'disable', 'enable'];
const tokenActions = ['block', 'unblock'];

type User = v.InferOutput<typeof userSchema>;

/** The routes under `/operator`. They trust whoever reaches them: mount them behind a guard. */
export function operatorRoutes(admin: CallService, mac: string): Hono {
  const app = new Hono();

  const findUser = async (login: string): Promise<User | undefined> => {
    const query = new URLSearchParams({ service: mac, login });
    return (await admin({ path: `/admin/v1/users?${query}` }, usersSchema)).users[0];
  };

  app.post('/codes', async (c) => {
    const order = v.parse(codeOrderSchema, await c.req.json());
    const { login } = order;
    if (order.kind === 'activation' && !(await findUser(login))) {
      await admin({ path: '/admin/v1/users', body: { service: mac, login } }, userSchema);
    }
    const body = { service: mac, ...order };
    return c.json(await admin({ path: '/admin/v1/codes', body }, codeSchema), 201);
  });

  app.get('/customers', async (c) => {
    const user = await findUser(v.parse(loginSchema, c.req.query('login')));
    if (!user) return c.json({ customer: null });
    const query = new URLSearchParams({ service: mac, login: user.login });
    const { tokens } = await admin({ path: `/admin/v1/tokens?${query}` }, tokensSchema);
    const { pin } = await settingsOf(admin, mac);
    return c.json({ customer: { ...user, pin, tokens } });
  });

  app.post('/customers/:uid/:action', async (c) => {
    const { uid, action } = c.req.param();
    if (!userActions.includes(action)) return c.notFound();
    const path = `/admin/v1/users/${encodeURIComponent(uid)}/${action}`;
    await admin({ method: 'POST', path }, anything);
    return c.json({});
  });

  app.post('/browsers/:tid/:action', async (c) => {
    const { tid, action } = c.req.param();
    if (!tokenActions.includes(action)) return c.notFound();
    const path = `/admin/v1/tokens/${encodeURIComponent(tid)}/${action}`;
    await admin({ method: 'POST', path }, anything);
    return c.json({});
  });

  app.route('/settings', settingsRoutes(admin, mac));

  app.onError((error, c) => {
    if (error instanceof ServiceRefusal) {
      const status = error.status === 404 ? 404 : 409;
      return c.json({ error: error.message, code: error.code }, status);
    }
    if (error instanceof ServiceSilence) {
      return c.json({ error: 'The service does not answer. Try again in a moment.' }, 503);
    }
    if (v.isValiError(error) || error instanceof SyntaxError) {
      const sentence = c.req.path.endsWith('/settings')
        ? 'These are no settings of the service.'
        : 'Enter a customer name of 1 to 64 characters.';
      return c.json({ error: sentence }, 400);
    }
    throw error;
  });

  return app;
}
