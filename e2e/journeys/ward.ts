import { bed, freeBeds, registerPerson } from '#e2e/harness/desk.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ADAEZE = { family: 'Okonkwo', given: 'Adaeze', born: '14.3.1959', sex: 'Female' } as const;

test('a nurse registers and admits somebody, moves them, calls the old bed ready, and sends them home', async ({
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [first = '', second = ''] = await freeBeds(page);

  await bed(page, first).getByRole('link', { name: 'Admit' }).click();
  await page.getByRole('link', { name: 'Register and come back here' }).click();
  await registerPerson(page, ADAEZE);
  await expect(page.getByText('Okonkwo, Adaeze', { exact: true })).toBeVisible();
  await expect(page.getByText('Allergies not recorded')).toBeVisible();
  await page.getByLabel('Reason for admission').fill('Pneumonia');
  await page.getByRole('button', { name: `Admit to bed ${first}` }).click();
  await expect(bed(page, first)).toContainText('Okonkwo, Adaeze');
  await expect(bed(page, first)).toContainText('Female, 67 y');
  await expect(bed(page, first)).toContainText('Admitted');

  // The key M on the card asks where to.
  await bed(page, first)
    .getByRole('link', { name: /Okonkwo/ })
    .press('m');
  const moving = page.getByRole('dialog', { name: 'Move to another bed' });
  await expect(moving).toContainText('14 Mar 1959');
  await moving.getByLabel(new RegExp(`· ${second}$`)).check();
  await moving.getByRole('button', { name: `Move to bed ${second}` }).click();
  await expect(bed(page, second)).toContainText('Okonkwo, Adaeze');
  await expect(bed(page, second)).toContainText('Moved here');
  await expect(bed(page, first)).toContainText('Being cleaned');
  await bed(page, first).getByRole('button', { name: 'Ready' }).click();
  await expect(bed(page, first)).toContainText('Free');

  // A discharge can be taken back for ten seconds.
  await page.getByRole('button', { name: `Actions for bed ${second}`, exact: true }).click();
  await page.getByRole('button', { name: 'Discharge' }).click();
  await expect(bed(page, second)).toContainText('Being cleaned');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(bed(page, second)).toContainText('Okonkwo, Adaeze');
  await page.getByRole('button', { name: `Actions for bed ${second}`, exact: true }).click();
  await page.getByRole('button', { name: 'Discharge' }).click();
  await expect(bed(page, second)).toContainText('Being cleaned');
  await tablet.waitUntilSaved();
  expect(tablet.complaints).toEqual([]);
});

test('a card is carried to a free bed, and over somebody else it asks before they swap', async ({
  deviceOf,
}) => {
  const desktop = await deviceOf('nurse');
  const { page } = desktop;
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [free = ''] = await freeBeds(page);
  const people = page.locator('.bed:not(.bed-empty)');
  const from = await people.nth(0).getAttribute('aria-label');
  const who = await people.nth(0).getByRole('link').textContent();
  await people.nth(0).dragTo(bed(page, free));
  await expect(bed(page, free)).toContainText(who ?? '?');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('listitem', { name: from ?? '?', exact: true })).toContainText(
    who ?? '?',
  );
  const other = await people.nth(1).getByRole('link').textContent();
  const to = await people.nth(1).getAttribute('aria-label');
  await people.nth(0).dragTo(people.nth(1));
  const dialog = page.getByRole('dialog', { name: 'Move to another bed' });
  await expect(dialog).toContainText('Both people change beds at the same moment');
  await dialog.getByRole('button', { name: /^Swap with bed/ }).click();
  await expect(page.getByRole('listitem', { name: to ?? '?', exact: true })).toContainText(
    who ?? '?',
  );
  await expect(page.getByRole('listitem', { name: from ?? '?', exact: true })).toContainText(
    other ?? '?',
  );
});

test('nobody is admitted twice: whoever lies in a bed already is offered a move', async ({
  deviceOf,
}) => {
  const desktop = await deviceOf('reception');
  const { page } = desktop;
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [free = ''] = await freeBeds(page);
  const chart = await page.locator('.bed-who a').first().getAttribute('href');
  await desktop.goTo(`/admit?patient=${chart?.split('/').at(-1)}`);
  await expect(page.getByText('Already in hospital')).toBeVisible();
  await page.getByLabel(new RegExp(`· ${free}$`)).check();
  await page.getByRole('button', { name: `Move to bed ${free}` }).click();
  await expect(bed(page, free)).toContainText('Moved here');
});

test('a bed is closed with a reason and opened again, by nurses only', async ({ deviceOf }) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [free = ''] = await freeBeds(page);
  await page.getByRole('button', { name: `Actions for bed ${free}`, exact: true }).click();
  await page.getByRole('button', { name: 'Close the bed' }).click();
  const dialog = page.getByRole('dialog', { name: `Close bed ${free}` });
  await dialog.getByRole('button', { name: 'Close the bed' }).click();
  await expect(dialog).toContainText('A reason is needed');
  await dialog.getByLabel('Reason', { exact: true }).fill('Ceiling leak');
  await dialog.getByRole('button', { name: 'Close the bed' }).click();
  await expect(bed(page, free)).toContainText('Ceiling leak');
  await bed(page, free).getByRole('button', { name: 'Open again' }).click();
  await expect(bed(page, free)).toContainText('Free');

  const desk = await deviceOf('reception');
  await desk.page.getByRole('link', { name: 'Wards', exact: true }).click();
  await expect(desk.page.getByText('Only nurses look after beds.')).toBeVisible();
  await expect(desk.page.getByRole('button', { name: 'Ready' }).first()).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('two tablets without a network put two people into one bed: both are shown until somebody decides', async ({
  hospital,
  deviceOf,
}) => {
  const [one, two] = await Promise.all([deviceOf('nurse'), deviceOf('nurse2')]);
  await one.page.getByRole('link', { name: 'Wards', exact: true }).click();
  await two.page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [free = ''] = await freeBeds(one.page);
  await hospital.stop();
  const people = [
    { family: 'Ferreira', given: 'Inês', born: '27.4.1954', sex: 'Female' },
    { family: 'Oyelaran', given: 'Tunde', born: '5.10.1960', sex: 'Male' },
  ] as const;
  for (const [device, person] of [
    [one, people[0]],
    [two, people[1]],
  ] as const) {
    const { page } = device;
    await bed(page, free).getByRole('link', { name: 'Admit' }).click();
    await page.getByRole('link', { name: 'Register and come back here' }).click();
    await registerPerson(page, person);
    await page.getByRole('button', { name: `Admit to bed ${free}` }).click();
    await expect(bed(page, free)).toContainText(person.family);
    await expect(bed(page, free)).toContainText('Not sent yet');
  }
  await hospital.start();
  for (const { page } of [one, two]) {
    await expect(bed(page, free)).toContainText(`Two people are recorded in bed ${free}`, {
      timeout: 40_000,
    });
    for (const { family } of people) await expect(bed(page, free)).toContainText(family);
  }
  await bed(one.page, free).getByRole('button', { name: 'Sort it out' }).click();
  const dialog = one.page.getByRole('dialog', { name: `Who lies in bed ${free}?` });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  const tunde = dialog.getByRole('listitem').filter({ hasText: 'Oyelaran' });
  await tunde.getByRole('button', { name: 'Move to another bed' }).click();
  await one.page.getByRole('dialog').getByRole('radio').first().check();
  await one.page.getByRole('button', { name: /^Move to bed/ }).click();
  for (const { page } of [one, two]) {
    await expect(bed(page, free)).not.toContainText('Two people');
    await expect(bed(page, free)).toContainText('Ferreira');
    await expect(bed(page, free)).not.toContainText('Oyelaran');
  }
});

test('one person whom two tablets moved to two beds is shown in both until somebody says where they lie', async ({
  hospital,
  deviceOf,
}) => {
  const [one, two] = await Promise.all([deviceOf('nurse'), deviceOf('nurse2')]);
  for (const device of [one, two]) await device.goTo('/wards');
  const [here = '', there = ''] = await freeBeds(one.page);
  await freeBeds(two.page);
  const name = (await one.page.locator('.bed-who a').first().textContent()) ?? '';
  await hospital.stop();
  for (const [{ page }, to] of [
    [one, here],
    [two, there],
  ] as const) {
    await page.locator('.bed-who a').filter({ hasText: name }).press('m');
    await page
      .getByRole('dialog')
      .getByLabel(new RegExp(`· ${to}$`))
      .check();
    await page.getByRole('button', { name: `Move to bed ${to}` }).click();
    await expect(bed(page, to)).toContainText(name);
  }
  await hospital.start();
  for (const { page } of [one, two]) {
    await expect(bed(page, here)).toContainText(`Also recorded in bed ${there}`, {
      timeout: 40_000,
    });
    await expect(bed(page, there)).toContainText(`Also recorded in bed ${here}`, {
      timeout: 40_000,
    });
  }
  await one.page.getByRole('button', { name: `Actions for bed ${here}`, exact: true }).click();
  await one.page.getByRole('button', { name: `Lies in bed ${there}` }).click();
  for (const { page } of [one, two]) {
    await expect(bed(page, here)).toContainText('Being cleaned');
    await expect(bed(page, there)).toContainText(name);
    await expect(bed(page, there)).not.toContainText('Also recorded');
  }
});

test('the printed ward list says how old it is, who printed it, and fits on one page', async ({
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  await freeBeds(page);
  await page.emulateMedia({ media: 'print' });
  const sheet = page.getByRole('region', { name: /^Ward list: Ward 1/ });
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText('by Marta Silva on');
  await expect(sheet).toContainText(/As of \d\d:\d\d/);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
