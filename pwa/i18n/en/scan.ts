/** Finding a person by the code on a wristband, label or card. */
export const scan = {
  title: 'Scan a wristband or card',
  how: 'Hold the code in front of the camera. A scanner that types works on every page: aim and press.',
  instead: 'A scanner that types works all the same.',
  preview: 'What the camera sees: hold the code in its middle',
  misread: 'The code could not be read whole.',
  misreadWhy: 'Nobody’s chart was opened. Scan it again, or find the person by name.',
  foreign: ({ text }: { text: string }) => `“${text}” is no code of this hospital.`,
  choose: 'No chart was opened by itself. Whoever has such a number here stands below.',
  nobody: 'Nobody on this device has such a number. Find the person by name and birth date.',
};
