import type { Locator, Page } from '@playwright/test';

/** A hand that counts what it does beside typing: every key that is no letter of data, every press of the mouse. */
export interface CountedHand {
  /** How often it has done something since it was last asked. */
  interactions(): number;
  press(key: string): Promise<void>;
  click(target: Locator): Promise<void>;
  /** Types where the focus is; data costs nothing. */
  type(text: string): Promise<void>;
}

/** The hand of somebody at a desk. */
export function countedHand(page: Page): CountedHand {
  let count = 0;
  return {
    interactions: () => {
      const done = count;
      count = 0;
      return done;
    },
    press: async (key) => {
      count += 1;
      await page.keyboard.press(key);
    },
    click: async (target) => {
      count += 1;
      await target.click();
    },
    type: (text) => page.keyboard.type(text),
  };
}
