/** What the page behind a link is made of beside its words: small enough to stand here, and nothing of it comes from elsewhere. */

export const PAGE_STYLE = `:root{color-scheme:light dark}
body{font:18px/1.5 system-ui,sans-serif;margin:0;padding:24px}
main{max-width:36rem;margin:0 auto}
h1{font-size:1.4rem}
form,.push{margin-block:16px}
button{font:inherit;min-height:48px;padding:8px 20px;border-radius:8px;border:1px solid;cursor:pointer}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px}
`;

/** Lets this browser show messages, and takes that back. Where a browser cannot, nothing is offered. */
export const PAGE_SCRIPT = `const part = document.querySelector('.push');
const button = part.querySelector('button');
const say = part.querySelector('p');
const words = part.dataset;
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const post = async (body) => {
  const answer = await fetch(location.pathname + '/push', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
};
const show = (isOn) => { button.textContent = isOn ? words.off : words.on; part.hidden = false; };
const begin = async (manager) => {
  const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(words.key) });
  try {
    const { endpoint, keys } = made.toJSON();
    await post({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } });
  } catch (cause) { await made.unsubscribe(); throw cause; }
};
const start = async () => {
  const { pushManager } = await navigator.serviceWorker.register('/r/worker.js', { scope: '/r/' });
  show(await pushManager.getSubscription());
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const there = await pushManager.getSubscription();
      if (there) { await post({ endpoint: there.endpoint, isOff: true }); await there.unsubscribe(); }
      else await begin(pushManager);
      show(!there);
      say.textContent = there ? words.ended : words.done;
    } catch { say.textContent = words.denied; }
    button.disabled = false;
  });
};
if ('serviceWorker' in navigator && 'PushManager' in window) start();
`;

/** Shows what comes, and nothing else: it keeps nothing and answers for no page. */
export const PAGE_WORKER = `self.addEventListener('push', (event) => {
  const { title, body, language, tag } = event.data.json();
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  event.waitUntil(self.registration.showNotification(title, { body, tag, dir, lang: language }));
});
self.addEventListener('notificationclick', (event) => event.notification.close());
`;
