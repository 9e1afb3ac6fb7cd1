import { useState } from 'react';
import 'neon-mfa/define.js';
import 'neon-mfa/jsx';

export function SignIn() {
  const [login, setLogin] = useState('');
  return (
    <neon-provider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <section>
        <h1>Sign in</h1>
        <form method="post" action="/login">
          <neon-login-list
            name="login"
            required
            onneon-login-selected={(event) => setLogin(event.login)}
          />
          <neon-otp name="otp" asksOnSubmit />
          <button>Sign in {login}</button>
        </form>
      </section>
      <section>
        <h2>New in this browser?</h2>
        <neon-activate />
      </section>
    </neon-provider>
  );
}
