/**
 * The script of the front page. Everything about tokens happens in the elements; this connects them to the page.
 * @module
 */
import '../../../components/define-essentials.js';
import '../../../components/neon-sign-in/define.js';
import { NeonProvider } from '../../../components/index.js';
import { offerBiometrics } from './biometrics.js';
import { pageElement } from './page-element.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { StaffPanel } from './staff-panel.js';
import { Steps } from './steps.js';

const provider = pageElement('provider', NeonProvider);
const steps = new Steps(pageElement('steps-status', HTMLElement));
const setUp = new SetUp();
new SignIn();
// The staff sit at the first device.
const staff = document.body.dataset['device'] === 'first' ? openStaffPanel() : undefined;

function openStaffPanel(): StaffPanel {
  return new StaffPanel({
    issued: () => {
      steps.complete(1);
    },
    use: (code) => {
      setUp.fillIn(code);
    },
    changed: () => {
      // The visitor is also the customer: the list shows the change without a reload.
      void provider.client?.initOnline();
    },
  });
}

offerBiometrics(provider);
document.body.addEventListener('neon-logins-changed', ({ logins }) => {
  if (logins.length === 0) {
    setUp.open();
    steps.undo(2);
  } else {
    setUp.rest();
    steps.complete(2);
  }
});
document.body.addEventListener('neon-activated', () => {
  setUp.done();
  staff?.clearCode();
  staff?.refresh();
});
document.body.addEventListener('neon-login-forgotten', () => {
  staff?.refresh();
});
// The element shows the error itself.
document.body.addEventListener('neon-error', ({ operation }) => {
  if (operation === 'initOnline') setUp.open();
  staff?.refresh();
});

staff?.refresh();
if (document.body.dataset['visitor']) steps.complete(3);
