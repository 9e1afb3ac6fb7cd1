'use client';
import { NeonProvider, NeonSeal } from 'neon-mfa/react';

/** The person reads the order and seals it. */
export function Payment({ login, order }: { login: string; order: string }) {
  return (
    <NeonProvider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <form method="post" action="/payments">
        <NeonSeal name="seal" login={login} data={order} />
        <button>Pay</button>
      </form>
    </NeonProvider>
  );
}
