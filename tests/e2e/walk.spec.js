// Every mark of the stories opens its card, by keyboard alone and by touch alone.
import { expect, open, test } from './page.mjs';

const card = '.hashiya-card';
const mark = '.hashiya-mark';

// Displays all there is: every mention, and the kinds that are off at first.
async function displayAll(page, act) {
  await act(page.locator('.hashiya-all'));
  for (const kind of await page.locator('.hashiya-kind[aria-pressed="false"]:not([disabled])').all()) await act(kind);
}

// How many marks are displayed, as the button over them tells.
async function total(page) {
  return Number((await page.locator(mark).getAttribute('aria-label')).match(/\d+/g).at(-1));
}

for (const lang of ['ar', 'en']) {
  test(`${lang}: the keyboard opens every mark`, async ({ page }) => {
    test.slow();
    await open(page, `ui=${lang}&text=${lang}`);
    await displayAll(page, async (button) => {
      await button.focus();
      await page.keyboard.press('Enter');
    });
    await page.locator(mark).focus();
    await page.keyboard.press('Home');
    const [all, opened] = [await total(page), new Set()];
    for (let step = 0; step < all; step++) {
      await page.keyboard.press('Enter');
      await expect(page.locator(card)).toBeVisible();
      await expect(page.locator(`${card}-title`)).not.toBeEmpty();
      opened.add(await page.locator(mark).getAttribute('data-mark'));
      await page.keyboard.press('Escape');
      await expect(page.locator(card)).toBeHidden();
      await expect(page.locator(mark)).toBeFocused();
      await page.keyboard.press(lang === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    }
    expect(opened.size).toBe(all);
  });
}

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });

  for (const lang of ['ar', 'en']) {
    test(`${lang}: touch opens every mark, those below others by another tap`, async ({ page }) => {
      test.slow();
      await open(page, `ui=${lang}&text=${lang}`);
      await displayAll(page, (button) => button.tap());
      const [all, opened] = [await total(page), new Set()];
      const ranges = await page.evaluate(() => {
        window.ranges = [...CSS.highlights].filter(([name]) => name !== 'hashiya-current').flatMap(([, ranges]) => [...ranges]);
        // Of each range the place that the fewest shorter ones lie over, as a line and a share of its width.
        window.places = window.ranges.map((range) => {
          const over = (x, y) => window.ranges.filter((other) => String(other).length <= String(range).length && other !== range
            && [...other.getClientRects()].some((line) => x >= line.left - 1 && x <= line.right + 1 && y >= line.top && y <= line.bottom));
          const places = [...range.getClientRects()].flatMap((line, at) => line.width < 4 ? [] : [0.5, 0.2, 0.8, 0.05, 0.35, 0.65, 0.95].map((share) => {
            const count = over(line.left + line.width * share, line.top + line.height / 2).length;
            return { at, share, count };
          }));
          return places.sort((a, b) => a.count - b.count)[0];
        });
        // Where a tap on it goes.
        window.place = (index) => {
          const { at, share } = window.places[index];
          const line = window.ranges[index].getClientRects()[at];
          return { x: line.left + line.width * share, y: line.top + line.height / 2 };
        };
        return window.ranges.length;
      });
      expect(ranges).toBeGreaterThanOrEqual(all);
      for (let index = 0; index < ranges; index++) {
        await page.evaluate((index) => scrollBy({ top: window.place(index).y - 200, behavior: 'instant' }), index);
        // The last tap closes.
        for (let tap = 0, isOpen = true; isOpen; tap++) {
          const { x, y } = await page.evaluate((index) => window.place(index), index);
          await page.touchscreen.tap(x, y);
          isOpen = await page.locator(card).isVisible();
          expect(isOpen || tap > 0).toBe(true);
          expect(tap).toBeLessThan(5);
          if (!isOpen) continue;
          await expect(page.locator(card)).toHaveAttribute('data-placement', 'sheet');
          await expect(page.locator(`${card}-title`)).not.toBeEmpty();
          opened.add(await page.locator(mark).getAttribute('data-mark'));
        }
      }
      expect(opened.size).toBe(all);
    });
  }
});
