import { html, type TemplateResult } from 'lit';
import type { DialogContent } from '../internal/base/dialog-controller.js';
import { isolated, sentence } from '../messages/isolation.js';
import type { DeviceTask } from './device-task.js';
import type { DevicesSentences } from './messages.js';
import { nameField } from './name-field.js';

/**
 * Content of the dialog that asks before a task is carried out.
 * @param problem fault of the name that was typed, in words; empty without one.
 */
export function deviceDialog(
  task: DeviceTask | undefined,
  texts: DevicesSentences,
  problem: string,
): Omit<DialogContent, 'cancel' | 'submit'> {
  const { action = 'revokeDevice', device } = task ?? {};
  const name = { name: isolated(device?.tokenName ?? '') };
  if (action === 'renameDevice') {
    return {
      title: texts.renameTitle(name),
      about: about(texts.renamePurpose),
      fields: nameField({ label: texts.newName, name: device?.tokenName ?? '', problem }),
      confirm: texts.rename,
    };
  }
  if (action === 'lockDevice') {
    return {
      title: texts.lockTitle(name),
      about: about(texts.lockConsequence),
      confirm: texts.lock,
    };
  }
  return {
    title: texts.revokeTitle(name),
    about: about(device?.isThis ? texts.revokeThisConsequence : texts.revokeConsequence),
    confirm: texts.revoke,
    ends: true,
  };
}

function about(text: string): TemplateResult {
  return html`<p id="about">${sentence(text)}</p>`;
}
