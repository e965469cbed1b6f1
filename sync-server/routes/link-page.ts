import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { LinkPage, OptOut } from '#server/services/reminders/opt-out.ts';
import type { PushSignup } from '#server/services/reminders/push-signup.ts';
import { escaped } from '#server/services/reminders/message.ts';
import { messageLanguage, WORDS, type MessageLanguage } from '#server/services/reminders/words.ts';
import { PAGE_SCRIPT, PAGE_STYLE, PAGE_WORKER } from './link-page-files.ts';
import { readJson } from './read-json.ts';
import { refuse } from './refusal.ts';
import { pushBody } from './reminder-bodies.ts';

/**
 * `/r/:token`: what a patient decides about messages, without signing in. It names the hospital and nobody else.
 * Looking changes nothing: mail programs look at links by themselves.
 */
export function linkPageRoutes({ optOut, pushSignup }: LinkPageDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/page.css', (c) =>
      c.body(PAGE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', ...STORED }),
    )
    .get('/page.js', (c) => c.body(PAGE_SCRIPT, 200, { ...SCRIPT, ...STORED }))
    .get('/worker.js', (c) => c.body(PAGE_WORKER, 200, { ...SCRIPT, 'cache-control': 'no-cache' }))
    .get('/:token', async (c) => {
      const page = await optOut.describe(c.req.param('token'));
      if (!page) return unknown(c);
      const key = await pushSignup.publicKey();
      return answer(c, page, { ...askOf(page), push: key });
    })
    .post('/:token', async (c) => {
      // A mail program's own button says `List-Unsubscribe=One-Click` (RFC 8058), ours says what it does.
      const said = new URLSearchParams(await c.req.text());
      const isOff = said.get('email') !== 'on';
      const page = await optOut.choose(c.req.param('token'), 'email', isOff);
      return page ? answer(c, page, doneOf(page)) : unknown(c);
    })
    .post('/:token/push', async (c) => {
      const body = await readJson(c, pushBody);
      if (!body.ok) return refuse(c, 'not-readable', body.error);
      const token = c.req.param('token');
      const isTaken =
        'isOff' in body.value
          ? await pushSignup.end(token, body.value.endpoint)
          : await pushSignup.add(token, body.value);
      return isTaken ? c.body(null, 204) : refuse(c, 'not-found');
    });
}
export interface LinkPageDeps {
  readonly optOut: OptOut;
  readonly pushSignup: PushSignup;
}
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8' };
const STORED = { 'cache-control': 'public, max-age=86400' };

interface Shown {
  readonly title: string;
  readonly text: string;
  readonly button: { readonly email: 'on' | 'off'; readonly words: string } | null;
  /** The key of the hospital's notifications, where this page offers them. */
  readonly push?: string | null;
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
  { title, text, button, push = null }: Shown,
): Response {
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  const form = button
    ? `<form method="post"><button name="email" value="${button.email}">${escaped(button.words)}</button></form>`
    : '';
  const page = `<!doctype html>
<html lang="${language}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escaped(title)}</title><link rel="stylesheet" href="/r/page.css"></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${form}${push === null ? '' : pushPart(language, push)}</main></body>
</html>
`;
  return c.body(page, status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
}

/** Offered by the script alone, where the browser can. */
function pushPart(language: MessageLanguage, key: string): string {
  const { pushOn, pushOff, pushDone, pushEnded, pushDenied } = WORDS[language].page;
  const words = {
    key,
    on: pushOn,
    off: pushOff,
    done: pushDone,
    ended: pushEnded,
    denied: pushDenied,
  };
  const attributes = Object.entries(words).map(([name, text]) => `data-${name}="${escaped(text)}"`);
  return `<div class="push" hidden ${attributes.join(' ')}><button type="button"></button><p role="status"></p></div><script type="module" src="/r/page.js"></script>`;
}
