import type { Translation } from '#pwa/i18n/dictionary.ts';
import type { ui as english } from '#pwa/i18n/en/ui.ts';

export const ui: Translation<typeof english> = {
  close: 'Cerrar',
  cancel: 'Cancelar',
  undo: 'Deshacer',
  tryAgain: 'Intentar de nuevo',
  loading: 'Cargando',
  failed: 'Esto no se pudo abrir aquí.',
  failedKept: 'No se perdió nada: lo escrito queda en este dispositivo.',
  skip: 'Ir al contenido',
  optional: 'no hace falta',
  no: 'No',
  unknown: 'se desconoce',
  notAllowed: 'Su función no permite hacer esto.',
  notSaved: 'No se guardó. No cambió nada.',
  storageFull: 'No se guardó: este dispositivo está lleno. Deje abierta esta página.',
  readOnly: 'Este navegador no deja que Wardline guarde datos; se abre solo para leer.',
  trailFull: 'No se guardó: hay demasiados cambios pendientes en este registro. Se envían primero.',
  tooLarge: 'No se guardó: es demasiado largo para un solo registro. Acórtelo y guárdelo de nuevo.',
  changedSince: 'No se deshizo: ha cambiado desde entonces. Se muestra como está ahora.',
  signedOut: 'No se guardó: nadie ha iniciado sesión.',
  undone: 'Deshecho',
};
