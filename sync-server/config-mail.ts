import { err, ok, type Result } from '#shared/lib/result.ts';
import { isAddressLike } from '#shared/domain/telecom.ts';
import { addressOf, type SmtpConfig } from './interop/mail/smtp-mailer.ts';
import { isLoopback } from './loopback.ts';

/** How the hospital reaches its patients; secrets come from the environment alone. */
export interface WayOut {
  readonly smtp?: SmtpConfig;
  /** Where patients find this server; links in messages lead there. */
  readonly publicUrl?: string;
}
const WANTED =
  'SMTP_URL wants smtp://user:password@host:587 or smtps://user:password@host:465, with % for signs that an address cannot hold.';
type Env = Readonly<Record<string, string | undefined>>;

/** Reads SMTP_URL, SMTP_FROM and PUBLIC_URL; a sentence where one of them cannot be used. No sentence repeats a password. */
export function parseWayOut(env: Env): Result<WayOut, string> {
  const publicUrl = parsePublicUrl(env['PUBLIC_URL']);
  if (!publicUrl.ok) return publicUrl;
  const smtp = parseSmtp(env['SMTP_URL'], env['SMTP_FROM']);
  if (!smtp.ok) return smtp;
  return ok({
    ...(smtp.value ? { smtp: smtp.value } : {}),
    ...(publicUrl.value === null ? {} : { publicUrl: publicUrl.value }),
  });
}

function parseSmtp(
  text: string | undefined,
  from: string | undefined,
): Result<SmtpConfig | null, string> {
  if (!text && !from) return ok(null);
  if (!text || !from)
    return err(
      'SMTP_URL and SMTP_FROM belong together: the mail server, and who the mail is from.',
    );
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol)) return err(WANTED);
  if (!isAddressLike(addressOf(from)) || /[\r\n]/.test(from))
    return err('SMTP_FROM wants an address, or Name <address>.');
  const { protocol, hostname, port, username, password } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === '') return err('SMTP_URL names no host.');
  const isSecure = protocol === 'smtps:';
  const auth = authOf(username, password);
  if (!auth.ok) return auth;
  return ok({
    host,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    isLocal: isLoopback(host),
    auth: auth.value,
    from,
  });
}

/** Signs are written with % in an address; a % that stands for itself is %25. */
function authOf(user: string, pass: string): Result<SmtpConfig['auth'], string> {
  if (user === '') return ok(null);
  try {
    return ok({ user: decodeURIComponent(user), pass: decodeURIComponent(pass) });
  } catch {
    return err(WANTED);
  }
}

function parsePublicUrl(text: string | undefined): Result<string | null, string> {
  if (!text) return ok(null);
  if (!URL.canParse(text)) return err('PUBLIC_URL wants an address such as https://ward.example.');
  const { protocol, hostname, origin, pathname, search, hash } = new URL(text);
  if (pathname !== '/' || search !== '' || hash !== '')
    return err('PUBLIC_URL wants an address without a path: https://ward.example.');
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSafe
    ? ok(origin)
    : err('PUBLIC_URL must begin with https://: links in mail carry a secret.');
}
