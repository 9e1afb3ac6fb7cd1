import { Component, signal } from '@angular/core';
import { Account } from './account';
import { SignIn } from './sign-in';

@Component({
  selector: 'app-root',
  imports: [Account, SignIn],
  template: `
    @let name = login();
    @if (name === null) {
      <app-sign-in />
    } @else if (name) {
      <app-account [login]="name" />
    }
  `,
})
export class App {
  /** Who is signed in; null: nobody; undefined: not known yet. */
  readonly login = signal<string | null | undefined>(undefined);

  constructor() {
    void this.readSession();
  }

  private async readSession(): Promise<void> {
    const answer = await fetch('/session');
    const session = (await answer.json()) as { readonly login: string | null };
    this.login.set(session.login);
  }
}
