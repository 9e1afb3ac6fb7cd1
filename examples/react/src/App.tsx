import { use } from 'react';
import { Account } from './Account';
import { SignIn } from './SignIn';

/** Who is signed in; null: nobody. */
const session = fetch('/session').then(
  (answer) => answer.json() as Promise<{ readonly login: string | null }>,
);

export function App() {
  const { login } = use(session);
  return login === null ? <SignIn /> : <Account login={login} />;
}
