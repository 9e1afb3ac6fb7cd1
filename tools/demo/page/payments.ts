/**
 * The script of the payments page: seals what is typed.
 * @module
 */
import '../../../components/neon-provider/define.js';
import '../../../components/neon-seal/define.js';
import { NeonProvider, NeonSeal } from '../../../components/index.js';
import { offerBiometrics } from './biometrics.js';
import { watchEnrolment } from './enrolment.js';
import { pageElement } from './page-element.js';
import { paymentText } from './payment-text.js';

const form = pageElement('payment-form', HTMLFormElement);
const seal = pageElement('seal', NeonSeal);
const amount = pageElement('amount', HTMLInputElement);
const fields = [pageElement('to', HTMLInputElement), amount];

function typed(): string {
  const field = (name: string) => String(new FormData(form).get(name)).trim();
  return paymentText({
    order: field('order'),
    to: field('to'),
    amount: field('amount'),
    reference: field('reference'),
  });
}

const follow = () => {
  seal.data = fields.every((field) => field.checkValidity()) ? typed() : '';
};
form.addEventListener('input', follow);
follow();

form.addEventListener('submit', ({ submitter }) => {
  // A value set by script fires no input event, so the element keeps its seal.
  if (submitter?.id === 'pay-altered') amount.value = String(Number(amount.value) * 10);
});

offerBiometrics(pageElement('provider', NeonProvider));
watchEnrolment('not-enrolled', seal.login);
const problem = pageElement('payment-problem', HTMLElement);
if (problem.textContent !== '') problem.focus();
