import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { NeonLoginSelectedEvent } from 'neon-mfa/elements';
import 'neon-mfa/define.js';

@Component({
  selector: 'app-sign-in',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <neon-provider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <section>
        <h1>Sign in</h1>
        <form method="post" action="/login" ngNoForm>
          <neon-login-list
            name="login"
            required
            (neon-login-selected)="select($event)"
          ></neon-login-list>
          <neon-otp name="otp" [asksOnSubmit]="true"></neon-otp>
          <button>Sign in {{ login() }}</button>
        </form>
      </section>
      <section>
        <h2>New in this browser?</h2>
        <neon-activate></neon-activate>
      </section>
    </neon-provider>
  `,
})
export class SignIn {
  readonly login = signal('');

  select({ login }: NeonLoginSelectedEvent): void {
    this.login.set(login);
  }
}
