/**
 * The script of the settings page.
 * @module
 */
import {
  OperatorRefusal,
  readSettings,
  removeCustomers,
  saveSettings,
  type ServiceSettings,
} from './operator-calls.js';
import { pageElement } from './page-element.js';

const form = pageElement('settings-form', HTMLFormElement);
const problem = pageElement('settings-problem', HTMLElement);
const status = pageElement('settings-status', HTMLElement);

async function show(): Promise<void> {
  const { settings, customers } = await readSettings();
  for (const [name, value] of Object.entries(settings)) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList) field.value = String(value);
    else if (field instanceof HTMLInputElement) field.checked = Boolean(value);
  }
  pageElement('customers', HTMLElement).textContent = String(customers);
}

function chosen(): ServiceSettings {
  const data = new FormData(form);
  return {
    pin: data.get('pin') as ServiceSettings['pin'],
    bio: data.get('bio') as ServiceSettings['bio'],
    seal: data.has('seal'),
    push: data.has('push'),
    pushOpen: data.has('pushOpen'),
  };
}

/** Runs one action of the staff and says how it went. */
function attempt(action: () => Promise<void>, done: string): void {
  action()
    .then(show)
    .then(
      () => {
        problem.textContent = '';
        status.textContent = done;
      },
      (error: unknown) => {
        if (!(error instanceof OperatorRefusal)) throw error;
        status.textContent = '';
        problem.textContent = error.message;
      },
    );
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(() => saveSettings(chosen()), 'Saved.');
});
pageElement('remove-customers', HTMLButtonElement).addEventListener('click', () => {
  attempt(removeCustomers, 'All customers are removed.');
});
attempt(() => Promise.resolve(), '');
