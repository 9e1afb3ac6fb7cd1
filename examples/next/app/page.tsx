'use client';
import { useState } from 'react';
import { NeonActivate, NeonLoginList, NeonOtp, NeonProvider } from 'neon-mfa/react';

const service = process.env.NEXT_PUBLIC_NEON_SERVICE ?? '';
const alias = process.env.NEXT_PUBLIC_NEON_ALIAS ?? '';

export default function SignIn() {
  const [login, setLogin] = useState('');
  return (
    <NeonProvider service={service} alias={alias}>
      <main>
        <h1>Sign in</h1>
        <NeonActivate />
        <form method="post" action="/login">
          <NeonLoginList
            name="login"
            required
            onNeonLoginSelected={(event) => setLogin(event.login)}
          />
          <NeonOtp name="otp" />
          <button>Sign in {login}</button>
        </form>
      </main>
    </NeonProvider>
  );
}
