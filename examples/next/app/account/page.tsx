import { redirect } from 'next/navigation';
import { order } from '../bank';
import { currentLogin } from '../session';
import { Payment } from './payment';

interface Props {
  readonly searchParams: Promise<{ readonly payment?: string }>;
}

export default async function Account({ searchParams }: Props) {
  const login = await currentLogin();
  if (!login) redirect('/');
  const { payment } = await searchParams;
  return (
    <section>
      <h1>Hello, {login}</h1>
      {payment === 'done' && (
        <p role="status">
          {login} has paid: {order}
        </p>
      )}
      {payment === 'refused' && <p role="alert">The bank does not accept this seal.</p>}
      <Payment login={login} order={order} />
      <form method="post" action="/logout">
        <button className="quiet">Sign out</button>
      </form>
    </section>
  );
}
