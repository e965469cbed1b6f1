import type { Patient } from '#shared/domain/patient.ts';
import type { MessageKind } from '#shared/sync/reminders.ts';
import type { Told } from './plan.ts';
import type { Notification } from './pusher.ts';
import { messageLanguage, WORDS, type MessageLanguage } from './words.ts';

/** What a message is made of. The patient's record gives it an address and a language, and nothing that it says. */
export interface MessageParts {
  readonly kind: MessageKind;
  readonly at: Told;
  /** The time before, where it was moved. */
  readonly was: Told | null;
  readonly hospital: string;
  readonly place: { readonly name: string; readonly address: string };
  readonly phone: string;
  readonly language: MessageLanguage;
  /** Where the patient's clock is. */
  readonly zone: string;
  /** Where they can stop it; null where the hospital has no address outside. */
  readonly stopLink: string | null;
}
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Digits are Western in every language, as on screen. */
const TAGS: Readonly<Record<MessageLanguage, string>> = {
  en: 'en-GB',
  es: 'es',
  ar: 'ar-u-nu-latn',
};

/** The language of the patient's record, the preferred one first; else the hospital's. */
export function languageOf(patient: Patient | null, hospital: string | undefined): MessageLanguage {
  const all = Object.values(patient?.languages ?? {});
  const first = all.filter(({ isPreferred }) => isPreferred);
  return messageLanguage(...[...first, ...all].map(({ code }) => code), hospital);
}

/** The words of a message: when, where, whom to call, how to stop it. */
export function composeMessage(parts: MessageParts): Message {
  const { kind, language, hospital, phone, stopLink } = parts;
  const words = WORDS[language];
  const subject = words.subject[kind]({
    when: shortWhen(parts),
    hospital: isolated(language, hospital),
  });
  const { name, address } = parts.place;
  const place = [name, hospital, address]
    .filter((text) => text !== '')
    .map((text) => isolated(language, text));
  const call = kind === 'cancelled' ? words.callForAnother : words.call;
  const lines = [
    words.opening[kind],
    whenWords(parts, parts.at),
    ...(parts.was ? [words.was(whenWords(parts, parts.was, true))] : []),
    ...(kind === 'cancelled' ? [] : [words.where([...new Set(place)].join(', '))]),
    ...(phone === '' ? [] : [call(isolated(language, phone))]),
  ];
  const last = stopLink === null ? words.stopByDesk : words.stop(stopLink);
  return {
    subject,
    text: [...lines, '', last, ''].join('\n'),
    html: htmlOf(language, [...lines, last], stopLink),
  };
}

/** The same in a line or two, for a screen that others may see. */
export function notificationOf(parts: MessageParts, tag: string): Notification {
  const { kind, language, hospital, phone, at, was } = parts;
  const words = WORDS[language];
  const call = kind === 'cancelled' ? words.callForAnother : words.call;
  return {
    title: words.subject[kind]({ when: shortWhen(parts), hospital: isolated(language, hospital) }),
    body: [words.opening[kind], ...(phone === '' ? [] : [call(isolated(language, phone))])].join(
      '\n',
    ),
    language,
    tag,
    until: [at.start, was?.start ?? ''].toSorted().at(-1) ?? at.start,
  };
}

function whenWords({ language, zone }: MessageParts, at: Told, isBare = false): string {
  const words = WORDS[language];
  const day = isolated(language, format(at, language, DAY));
  const time = isolated(language, format(at, language, TIME));
  const clock =
    offsetAt(at.start, zone) === offsetAt(at.start, at.zone)
      ? ''
      : ` ${words.clockOf(isolated(language, cityOf(at.zone)))}`;
  const joint = language === 'ar' ? '، ' : ', ';
  return (isBare ? `${day}${joint}${time}` : words.when({ day, time })) + clock;
}

function shortWhen({ at, language }: MessageParts): string {
  return isolated(language, `${format(at, language, SHORT_DAY)} ${format(at, language, TIME)}`);
}

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function format(
  { start, zone }: Told,
  language: MessageLanguage,
  options: Intl.DateTimeFormatOptions,
): string {
  const tag = TAGS[language];
  return new Intl.DateTimeFormat(tag, { ...options, timeZone: zone }).format(Date.parse(start));
}

function offsetAt(start: string, zone: string): number {
  return Temporal.Instant.from(start).toZonedDateTimeISO(zone).offsetNanoseconds;
}

function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** Keeps figures and foreign names in their own direction where the rest runs from right to left. */
function isolated(language: MessageLanguage, text: string): string {
  return language === 'ar' ? `\u2068${text}\u2069` : text;
}

function htmlOf(language: MessageLanguage, lines: readonly string[], link: string | null): string {
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  const linked = (line: string): string => {
    const text = escaped(line);
    if (link === null) return text;
    const address = escaped(link);
    return text.replace(address, `<a href="${address}">${address}</a>`);
  };
  const paragraphs = lines.map((line) => `<p>${linked(line)}</p>`).join('\n');
  return `<!doctype html>\n<html lang="${language}" dir="${dir}"><body>\n${paragraphs}\n</body></html>\n`;
}

/** Text as it stands in a page. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
