// axe-core finds nothing to complain of: both languages, light and dark, with every panel and a card open.
import { expect, open, test, violations } from './page.mjs';

for (const lang of ['ar', 'en']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${lang}, ${colorScheme}: no violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, `ui=${lang}&text=${lang}`);
      for (const panel of await page.locator('.hashiya-list summary').all()) await panel.click();
      await page.locator('.hashiya-mark').focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('.hashiya-card')).toBeVisible();
      await page.locator('.demo-notices summary').click({ force: true });
      expect(await violations(page)).toEqual([]);
    });
  }
}
