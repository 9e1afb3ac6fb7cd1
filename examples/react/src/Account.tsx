import { useState, type FormEvent } from 'react';
import 'neon-mfa/define/neon-seal.js';
import 'neon-mfa/jsx';

const order = 'Pay 5 € to Bea';

export function Account({ login }: { readonly login: string }) {
  const [outcome, setOutcome] = useState('');

  async function pay(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const seal = String(new FormData(event.currentTarget).get('seal'));
    const body = new URLSearchParams({ seal });
    const answer = await fetch('/payments', { method: 'POST', body });
    setOutcome(await answer.text());
  }

  return (
    <neon-provider service="https://mfa.example" alias="0123456789abcdef0123456789abcdef">
      <section>
        <h1>Hello, {login}</h1>
        <form onSubmit={(event) => void pay(event)}>
          <neon-seal name="seal" login={login} data={order} />
          <button>Pay</button>
        </form>
        <p role="status">{outcome}</p>
        <form method="post" action="/logout">
          <button className="quiet">Sign out</button>
        </form>
      </section>
    </neon-provider>
  );
}
