// axe-core finds nothing to complain of: both languages, light and dark, with a card open.
import { expect, open, test } from './page.mjs';

for (const lang of ['ar', 'en']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${lang}, ${colorScheme}: no violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, `ui=${lang}&text=${lang}`);
      await page.locator('.hashiya-list summary').click();
      await page.locator('.hashiya-mark').focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('.hashiya-card')).toBeVisible();
      await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' });
      const violations = await page.evaluate(async () => {
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
      });
      expect(violations).toEqual([]);
    });
  }
}
