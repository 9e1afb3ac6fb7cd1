import { Component, CUSTOM_ELEMENTS_SCHEMA, input, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import 'neon-mfa/define/neon-login-list.js';
import 'neon-mfa/define/neon-seal.js';
import { LoginListAccessor } from './login-list-accessor';

@Component({
  selector: 'app-account',
  imports: [FormsModule, LoginListAccessor],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <neon-provider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <section>
        <h1>Hello, {{ login() }}</h1>
        <form (submit)="pay($event)">
          <neon-login-list name="payer" [(ngModel)]="payer"></neon-login-list>
          <neon-seal name="seal" [data]="order"></neon-seal>
          <button>Pay as {{ payer() }}</button>
        </form>
        <p role="status">{{ outcome() }}</p>
        <form method="post" action="/logout" ngNoForm>
          <button class="quiet">Sign out</button>
        </form>
      </section>
    </neon-provider>
  `,
})
export class Account {
  readonly login = input.required<string>();
  readonly payer = linkedSignal(() => this.login());
  readonly order = 'Pay 5 € to Bea';
  readonly outcome = signal('');

  async pay({ target }: Event): Promise<void> {
    const seal = String(new FormData(target as HTMLFormElement).get('seal'));
    const body = new URLSearchParams({ seal });
    const answer = await fetch('/payments', { method: 'POST', body });
    this.outcome.set(await answer.text());
  }
}
