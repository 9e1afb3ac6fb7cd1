/**
 * Settings of the bank's tenant, as the service has them.
 * @module
 */
import * as v from 'valibot';
import { serviceSettings } from '../../src/service/settings/service-settings.js';
import { shownMembers } from '../../src/service/settings/setting-table.js';
import { secretOf, type Secret } from './page/secret.js';
import { ServiceRefusal, ServiceSilence, type CallService } from './service-calls.js';

const { pin, bio, seal, push, pushOpen } = shownMembers(serviceSettings);

/** What the staff can set. */
export const settingsSchema = v.object({ pin, bio, seal, push, pushOpen });

const servicesSchema = v.object({
  services: v.array(v.object({ mac: v.string(), ...settingsSchema.entries })),
});

/** Reads the settings of the bank's service. */
export async function settingsOf(
  admin: CallService,
  mac: string,
): Promise<v.InferOutput<typeof settingsSchema>> {
  const { services } = await admin({ path: '/admin/v1/services' }, servicesSchema);
  return v.parse(
    settingsSchema,
    services.find((service) => service.mac === mac),
  );
}

/** Kind of secret of customers. While the service does not answer it is the last known one, at first a PIN. */
export function secretReader(admin: CallService, mac: string): () => Promise<Secret> {
  let known: Secret = 'PIN';
  return async () => {
    try {
      known = secretOf((await settingsOf(admin, mac)).pin);
    } catch (error) {
      if (!(error instanceof ServiceRefusal || error instanceof ServiceSilence)) throw error;
    }
    return known;
  };
}
