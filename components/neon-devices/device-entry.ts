import { html, nothing, type TemplateResult } from 'lit';
import type { Device, DeviceAction } from '../../src/index.js';
import { lockIcon, removeIcon, renameIcon, unlockIcon } from '../internal/templates/icons.js';
import { sentence } from '../messages/isolation.js';
import type { CommonSentences } from '../messages/messages.js';
import { platformText } from '../messages/platform-text.js';
import type { DevicesSentences } from './messages.js';

/** Parts and icons of the buttons of a browser, in their order. */
const buttons = [
  { action: 'renameDevice', part: 'rename-button', icon: renameIcon },
  { action: 'lockDevice', part: 'lock-button', icon: lockIcon },
  { action: 'unlockDevice', part: 'unlock-button', icon: unlockIcon },
  { action: 'revokeDevice', part: 'revoke-button', icon: removeIcon },
] as const satisfies readonly { action: DeviceAction; part: string; icon: TemplateResult }[];

/** Thirty days, in seconds. */
const longestPeriod = 30 * 86_400;

/** Names, states and action of the buttons of a browser. */
interface DeviceButtons {
  /** Name of the browser in the labels of its buttons. */
  readonly name: string;
  /** True while an action is carried out, on any browser. */
  readonly pending: boolean;
  /** The action that was last begun on this one. */
  readonly current: DeviceAction | undefined;
  begin(action: DeviceAction): void;
}

/** A browser in the list, with its buttons. */
export function deviceEntry(
  device: Device,
  texts: DevicesSentences,
  messages: CommonSentences,
  actions: DeviceButtons,
): TemplateResult {
  const { tokenName, platform, state, createdAt, lastUsedAt, isThis } = device;
  // The name is the platform, unless a person has given another one.
  const isNamed = ![platform, platformText(platform, messages)].includes(tokenName);
  return html`<li>
    <div part="device" tabindex="-1">
      <span class="name"
        ><bdi>${tokenName}</bdi>
        ${isThis ? html`<span part="this" class="this">${sentence(texts.thisOne)}</span>` : nothing}</span
      >
      <span class="hint"
        >${isNamed ? html`<bdi>${platformText(platform, messages)}</bdi>` : nothing}</span
      >
      ${timeNote(texts.lastUsed, lastUsedAt, agoOf(lastUsedAt))} ${timeNote(texts.added, createdAt)}
      ${
        state === 'active'
          ? nothing
          : html`<span part="state" class="hint state">${sentence(texts.states[state])}</span>`
      }
    </div>
    <div class="buttons">${deviceButtons(device, texts, actions)}</div>
  </li>`;
}

/** A time in words; where they do not tell the date, it is in a tooltip. */
function timeNote(
  say: DevicesSentences['added'],
  time: number,
  ago?: { readonly seconds: number },
): TemplateResult {
  const date = new Date(time);
  const exact = say({ when: date });
  const title = ago ? exact : nothing;
  return html`<span class="hint"
    ><time datetime=${date.toISOString()} title=${title}
      >${sentence(ago ? say({ when: ago }) : exact)}</time
    ></span
  >`;
}

/** The period since a time; undefined where it is so long that the date says more. */
function agoOf(time: number): { readonly seconds: number } | undefined {
  // The clock of the service may be ahead.
  const seconds = Math.max(1, (Date.now() - time) / 1000);
  return seconds < longestPeriod ? { seconds: -seconds } : undefined;
}

function deviceButtons(
  { actions }: Device,
  texts: DevicesSentences,
  { name, pending, current, begin }: DeviceButtons,
): TemplateResult[] {
  const offered = buttons.filter(({ action }) => actions.includes(action));
  return offered.map(({ action, part, icon }) => {
    const label = texts.actions[action]({ name });
    return html`<button
      part=${part}
      class="quiet"
      type="button"
      aria-label=${label}
      title=${label}
      aria-disabled=${pending}
      aria-busy=${pending && current === action}
      @click=${() => pending || begin(action)}
    >
      ${icon}
    </button>`;
  });
}
