/**
 * The page about where keys are kept: at this page's origin, or in a frame of the service.
 * @module
 */
import { html } from 'hono/html';
import { layout, type Html } from './layout.js';
import type { Place } from './place.js';

/** One of the two places: its enrolments, and the move to the other. */
function keptBy(
  { service, alias }: Place,
  kind: 'page' | 'frame',
  words: { readonly title: string; readonly about: Html; readonly move: string },
): Html {
  return html`<neon-provider
    id="${kind}"
    service="${service}"
    alias="${alias}"
    app-description="Harbour Bank"
    ${kind === 'frame' ? html`iframe` : ''}
  >
    <section class="card" aria-labelledby="${kind}-title">
      <h2 id="${kind}-title">${words.title}</h2>
      <p>${words.about}</p>
      <neon-login-list id="${kind}-logins"
        ><span slot="empty">No keys are kept here.</span></neon-login-list
      >
      <button type="button" class="primary" id="${kind}-move" disabled>${words.move}</button>
      <p class="problem" id="${kind}-problem" role="alert"></p>
    </section>
  </neon-provider>`;
}

/** The enrolments of both places, and moves between them. */
export function keysPage(place: Place): Html {
  const { secret } = place;
  return layout(place, '/keys', {
    title: 'Where keys are kept',
    script: 'keys',
    main: html`<main class="page">
      <h1>Where keys are kept</h1>
      <p class="lead">
        A site decides whether the keys of its customers belong to its own pages or to the service.
        Changing that alone would mean to set up everybody anew. With a move, the old place makes
        the code that the new one takes, and all that a customer does is to
        ${secret ? `type the ${secret} twice` : 'press a button'}.
      </p>
      <div class="columns">
        ${keptBy(place, 'page', {
          title: 'By this page',
          about: html`In the bank’s own storage. The dialog is part of the page.`,
          move: 'Move to the service',
        })}
        ${keptBy(place, 'frame', {
          title: 'By the service',
          about: html`In a frame of the service. What is typed there, the page cannot read.`,
          move: 'Move to this page',
        })}
      </div>
      <p class="small" id="moved" role="status"></p>
      <p><a href="/">Back to the front page</a></p>
    </main>`,
  });
}
