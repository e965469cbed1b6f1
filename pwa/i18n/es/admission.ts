import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { admission as english } from '#pwa/i18n/en/admission.ts';

export const admission: Translation<typeof english> = {
  title: 'Ingresar a una persona',
  sub: 'Elija la persona y la cama. Lo demás puede esperar.',
  who: 'Quién ingresa',
  find: 'Persona',
  notRegistered: '¿Aún no está registrada?',
  register: 'Registrar y volver aquí',
  where: 'En qué cama',
  reason: 'Motivo del ingreso',
  practitioner: 'Médico responsable',
  nobodyYet: 'Aún no se sabe',
  restored: 'Se ha recuperado lo que había empezado.',
  startOver: 'Empezar de nuevo',
  submit: ({ bed }) => `Ingresar en la cama ${bed}`,
  submitBlank: 'Ingresar',
  needsPerson: 'Elija primero la persona.',
  needsBed: 'Elija primero una cama libre.',
  mayNot: 'Su función no permite ingresar.',
  liesElsewhere: ({ bed, ward }) => `Ya está en el hospital: cama ${bed}, ${ward}`,
  moveInstead: 'Nadie ingresa dos veces. Se puede trasladar a la persona a la cama elegida.',
  move: ({ bed }) => `Trasladar a la cama ${bed}`,
  moveBlank: 'Trasladar',
  sameBed: 'Es la cama en la que ya está la persona.',
  deceased: 'Consta que esta persona ha fallecido.',
  bedTaken: ({ bed }) =>
    `La cama ${bed} ya no está libre. Se conserva lo escrito: elija otra cama.`,
  loadingPerson: 'Abriendo la historia',
  unknownPerson: 'Esta historia no está en este equipo.',
  confirm: 'Compare el nombre y la fecha de nacimiento con la pulsera.',
};
