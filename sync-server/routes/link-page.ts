import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { LinkPage, OptOut } from '#server/services/reminders/opt-out.ts';
import { escaped } from '#server/services/reminders/message.ts';
import { messageLanguage, WORDS, type MessageLanguage } from '#server/services/reminders/words.ts';

/**
 * `/r/:token`: what a patient decides about messages, without signing in and without a script. It names the hospital and nobody else.
 * Looking changes nothing: mail programs look at links by themselves.
 */
export function linkPageRoutes(optOut: OptOut): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/page.css', (c) =>
      c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', ...STORED }),
    )
    .get('/:token', async (c) => {
      const page = await optOut.describe(c.req.param('token'));
      return page ? answer(c, page, askOf(page)) : unknown(c);
    })
    .post('/:token', async (c) => {
      // A mail program's own button says `List-Unsubscribe=One-Click` (RFC 8058), ours says what it does.
      const said = new URLSearchParams(await c.req.text());
      const isOff = said.get('email') !== 'on';
      const page = await optOut.choose(c.req.param('token'), 'email', isOff);
      return page ? answer(c, page, doneOf(page)) : unknown(c);
    });
}
const STORED = { 'cache-control': 'public, max-age=86400' };

const STYLE = `:root{color-scheme:light dark}
body{font:18px/1.5 system-ui,sans-serif;margin:0;padding:24px}
main{max-width:36rem;margin:0 auto}
h1{font-size:1.4rem}
button{font:inherit;min-height:48px;padding:8px 20px;border-radius:8px;border:1px solid;cursor:pointer}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px}
`;

interface Shown {
  readonly title: string;
  readonly text: string;
  readonly button: { readonly email: 'on' | 'off'; readonly words: string } | null;
}

function askOf({ hospital, language, isOff }: LinkPage): Shown {
  const words = WORDS[language].page;
  if (isOff) return stoppedOf(language);
  const button = { email: 'off', words: words.stopEmail } as const;
  return { title: words.title, text: words.ask(hospital), button };
}

function doneOf({ language, hospital, isOff }: LinkPage): Shown {
  const words = WORDS[language].page;
  return isOff ? stoppedOf(language) : { title: words.isOn, text: hospital, button: null };
}

function stoppedOf(language: MessageLanguage): Shown {
  const { stopped, stoppedWhy, again } = WORDS[language].page;
  return { title: stopped, text: stoppedWhy, button: { email: 'on', words: again } };
}

function unknown(c: Context<AppEnv>): Response {
  const language = messageLanguage(
    ...(c.req.header('accept-language') ?? '').split(',').map((one) => one.split(';')[0]?.trim()),
  );
  const { unknown: title, unknownWhy: text } = WORDS[language].page;
  return html(c, { language, status: 404 }, { title, text, button: null });
}

function answer(c: Context<AppEnv>, { language }: LinkPage, shown: Shown): Response {
  return html(c, { language, status: 200 }, shown);
}

function html(
  c: Context<AppEnv>,
  { language, status }: { readonly language: MessageLanguage; readonly status: 200 | 404 },
  { title, text, button }: Shown,
): Response {
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  const form = button
    ? `<form method="post"><button name="email" value="${button.email}">${escaped(button.words)}</button></form>`
    : '';
  const page = `<!doctype html>
<html lang="${language}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escaped(title)}</title><link rel="stylesheet" href="/r/page.css"></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${form}</main></body>
</html>
`;
  return c.body(page, status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
}
