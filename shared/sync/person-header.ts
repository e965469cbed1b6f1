/** The header in which the app names the person it believes in, on human routes: the session must be theirs. */
export const PERSON_HEADER = 'x-wardline-person';
