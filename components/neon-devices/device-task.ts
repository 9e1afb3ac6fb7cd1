import type { Device, DeviceAction, NeonClient } from '../../src/index.js';

/** One action of a person on a browser. */
export interface DeviceTask {
  readonly action: DeviceAction;
  readonly device: Device;
  /** The new name, where the browser is renamed. */
  readonly name: string;
}

/** The action that is offered after a lock has changed. */
const opposites: Partial<Record<DeviceAction, DeviceAction>> = {
  lockDevice: 'unlockDevice',
  unlockDevice: 'lockDevice',
};

/** Has the service carry it out; resolves with the browser as it is then, its state included. */
export async function carryOut(
  client: NeonClient,
  login: string,
  { action, device, name }: DeviceTask,
  signal: AbortSignal,
): Promise<Device> {
  const { tid, actions } = device;
  const options = { signal };
  if (action === 'renameDevice') {
    return { ...device, tokenName: await client.renameDevice(login, tid, name, options) };
  }
  await client[action](login, tid, options);
  if (action === 'revokeDevice') return device;
  return {
    ...device,
    state: action === 'lockDevice' ? 'locked' : 'active',
    actions: actions.map((one) => (one === action ? (opposites[one] ?? one) : one)),
  };
}
