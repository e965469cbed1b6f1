import type { MadePerson, Random } from './made-people.ts';

/** What people type, key by key: names in both orders, with slips, with a birth date, and numbers. Every beginning is a question. */
export function typedTexts(people: readonly MadePerson[], count: number, random: Random): string[] {
  return Array.from({ length: count }, (_, n) => {
    const person = people[Math.floor(random() * people.length)];
    return textsOf(person)[n % WAYS] ?? '';
  }).flatMap((text) => Array.from({ length: text.length }, (_, n) => text.slice(0, n + 1)));
}

const WAYS = 6;

function textsOf(person: MadePerson | undefined): readonly string[] {
  const { family = '', given = '' } = Object.values(person?.content.names ?? {})[0] ?? {};
  const { birthDate = '' } = person?.content ?? {};
  const mrn = Object.values(person?.content.identifiers ?? {})[0]?.value ?? '';
  const slip = family.slice(0, 2) + family.slice(3);
  return [
    `${family} ${given}`,
    `${given} ${family}`,
    `${slip} ${given}`,
    mrn,
    `${family} ${birthDate}`,
    `${given} ${slip} ${birthDate.slice(0, 4)}`,
  ];
}
