import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Holds a page against WCAG 2.0 to 2.2, A and AA, and best practice; every violation is told with the element it is about. */
export async function expectNoAxeViolations(page: Page, where: string): Promise<void> {
  // No frame of another origin is ever in the app, and what is in order is not told element by element: a third of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(TAGS)
    .analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${help}\n  ${String(target)}\n  ${failureSummary ?? ''}`,
    ),
  );
  expect(told, `axe on ${where}`).toEqual([]);
}
