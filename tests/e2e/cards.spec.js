// Each kind of card as it was last looked at and found good: `npx playwright test cards --update-snapshots=all` takes them anew.
import { expect, open, ready, test } from './page.mjs';

// A line of Arabic is laid out a fraction of a pixel beside its place once in some thirty runs.
test.describe.configure({ retries: 2 });

const letters = { person: 'p', place: 'l', organisation: 'o', date: 'd', quote: 'q', source: 's' };

for (const lang of ['ar', 'en']) {
  for (const [kind, letter] of Object.entries(letters)) {
    test(`${lang}: the card of a ${kind} looks as it did`, async ({ page }) => {
      await page.setViewportSize({ width: 1000, height: 1400 });
      await open(page, `ui=${lang}&text=${lang}`);
      await page.locator('.hashiya-mark').focus();
      await page.keyboard.press('End');
      await page.keyboard.press(letter);
      await page.keyboard.press('Enter');
      const card = page.locator('.hashiya-card');
      await expect(card).toHaveAttribute('data-kind', kind);
      await ready(page);
      await expect(card).toHaveScreenshot(`${lang}-${kind}.png`, { maxDiffPixels: 80 });
    });
  }
}
