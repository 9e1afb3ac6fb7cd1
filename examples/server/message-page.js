/** A page with one sentence, for people whose browser has sent a form by itself. */
import { readFile } from 'node:fs/promises';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const messageStyle = readFile(new URL('message.css', import.meta.url));

export function messagePage(sentence) {
  const text = sentence.replaceAll(/[&<>"]/g, (character) => escapes[character]);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Bank</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/message.css" />
  </head>
  <body>
    <main>
      <p>${text}</p>
      <a href="/account">Go on</a>
    </main>
  </body>
</html>
`;
}
