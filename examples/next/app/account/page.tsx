import { redirect } from 'next/navigation';
import { order } from '../bank';
import { currentLogin } from '../session';
import { Payment } from './payment';

export default async function Account() {
  const login = await currentLogin();
  if (!login) redirect('/');
  return (
    <section>
      <h1>Hello, {login}</h1>
      <Payment login={login} order={order} />
      <form method="post" action="/logout">
        <button className="quiet">Sign out</button>
      </form>
    </section>
  );
}
