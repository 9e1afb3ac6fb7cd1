/**
 * The script of the page that signs in with another device.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-push-otp/define.js';
import { NeonPushOtp } from '../../../components/index.js';
import { pageElement } from './page-element.js';

const form = pageElement('push-form', HTMLFormElement);
const login = pageElement('login', HTMLInputElement);
const problem = pageElement('push-problem', HTMLElement);
const push = pageElement('push', NeonPushOtp);

const follow = () => {
  push.login = login.value.trim();
};
login.addEventListener('input', follow);
follow();

form.addEventListener('neon-otp-generated', () => {
  problem.textContent = '';
  // After the approval no further button has to be pressed.
  void push.updateComplete.then(() => {
    form.requestSubmit();
  });
});
if (problem.textContent !== '') problem.focus();
