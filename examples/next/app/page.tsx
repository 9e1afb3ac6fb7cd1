'use client';
import { useState } from 'react';
import { NeonActivate, NeonLoginList, NeonOtp, NeonProvider } from 'neon-mfa/react';

export default function SignIn() {
  const [login, setLogin] = useState('');
  return (
    <NeonProvider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <section>
        <h1>Sign in</h1>
        <form method="post" action="/login">
          <NeonLoginList
            name="login"
            required
            onNeonLoginSelected={(event) => setLogin(event.login)}
          />
          <NeonOtp name="otp" asksOnSubmit />
          <button>Sign in {login}</button>
        </form>
      </section>
      <section>
        <h2>New in this browser?</h2>
        <NeonActivate />
      </section>
    </NeonProvider>
  );
}
