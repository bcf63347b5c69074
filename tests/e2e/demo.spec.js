// The demo in a real Chromium: what is painted, the card by pointer, keyboard and touch, both painters.
import { readFileSync } from 'node:fs';
import { expect, insideViewport, locate, open, painted, test, texts } from './page.mjs';

const card = '.hashiya-card';
const people = { ar: 'كريم بوزيان', en: 'Helena Carvalho' };

for (const lang of ['ar', 'en']) {
  const query = `ui=${lang}&text=${lang}`;

  test(`${lang}: people, places, quotes and sources are painted and counted`, async ({ page }) => {
    await open(page, query);
    const marks = await painted(page);
    for (const kind of ['person', 'place', 'quote', 'source']) {
      expect(marks[kind], kind).toBeGreaterThan(0);
      await expect(page.locator(`.hashiya-kind[data-kind="${kind}"] .hashiya-count`)).toHaveText(/[1-9]/);
    }
    expect(await texts(page, 'person')).toContain(people[lang]);
    await expect(page.locator('.hashiya-note')).not.toBeEmpty();
  });

  test(`${lang}: the text of the article is as it was delivered`, async ({ page }) => {
    await open(page, query);
    const delivered = readFileSync(`../../www/demo/${lang}.txt`, 'utf8').split('\n').filter(Boolean);
    expect(await page.locator('[data-hashiya-block]').allTextContents()).toEqual(delivered);
  });

  for (const width of [320, 1600]) {
    test(`${lang}: hovering opens the card inside a viewport of ${width} px, Escape closes it`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, query);
      const at = await locate(page, 'person', people[lang]);
      await page.mouse.move(at.x - 2, at.y);
      await page.mouse.move(at.x, at.y);
      await expect(page.locator(card)).toBeVisible();
      await expect(page.locator(`${card}-title`)).toHaveText(people[lang]);
      await insideViewport(page, page.locator(card));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
      await expect(page.locator(card)).toBeHidden();
    });
  }

  test(`${lang}: the keyboard goes through every mark, opens the card, and leaves`, async ({ page }) => {
    await open(page, query);
    const mark = page.locator('.hashiya-mark');
    await page.locator('.hashiya-list summary').focus();
    await page.keyboard.press('Tab');
    await expect(mark).toBeFocused();
    const total = Number((await mark.getAttribute('aria-label')).match(/\d+/g).at(-1));
    const forwards = lang === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    await page.keyboard.press('Home');
    const seen = new Set([await mark.getAttribute('data-mark')]);
    for (let step = 1; step < total; step++) {
      await page.keyboard.press(forwards);
      seen.add(await mark.getAttribute('data-mark'));
    }
    expect(seen.size).toBe(total);
    const marks = Object.values(await painted(page)).reduce((sum, count) => sum + count, 0);
    // The mark brought out is painted once more.
    expect(marks).toBeGreaterThanOrEqual(total);
    await page.keyboard.press('Enter');
    await expect(page.locator(card)).toBeVisible();
    expect(await page.evaluate(() => document.activeElement.closest('.hashiya-card') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.locator(card)).toBeHidden();
    await expect(mark).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(mark).not.toBeFocused();
  });

  test(`${lang}: a switch of the legend takes its kind off the page`, async ({ page }) => {
    await open(page, query);
    const toggle = page.locator('.hashiya-kind[data-kind="quote"]');
    await toggle.click();
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    expect((await painted(page)).quote ?? 0).toBe(0);
    await toggle.click();
    expect((await painted(page)).quote).toBeGreaterThan(0);
  });

  test(`${lang}: drawn boxes take the place of highlights`, async ({ page }) => {
    await open(page, `${query}&painter=boxes`);
    expect(await painted(page)).toEqual({});
    expect(await page.locator('.hashiya-boxes > *').count()).toBeGreaterThan(10);
    const box = await page.locator('.hashiya-boxes > *').first().boundingBox();
    const headline = await page.locator('h1').boundingBox();
    expect(box.y).toBeGreaterThanOrEqual(headline.y - 4);
  });
}

test('a tap opens a sheet at the lower edge of a narrow screen', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true, baseURL });
  const page = await context.newPage();
  await open(page, 'ui=ar&text=ar');
  const at = await locate(page, 'person', people.ar);
  await page.touchscreen.tap(at.x, at.y);
  await expect(page.locator(card)).toHaveAttribute('data-placement', 'sheet');
  await expect(page.locator(`${card}-title`)).toHaveText(people.ar);
  await context.close();
});

test('a card in Arabic text begins at the right of its mark', async ({ page }) => {
  await open(page, 'ui=ar&text=ar');
  const at = await locate(page, 'person', people.ar);
  await page.mouse.move(at.x - 2, at.y);
  await page.mouse.move(at.x, at.y);
  await expect(page.locator(card)).toBeVisible();
  const box = await page.locator(card).boundingBox();
  expect(box.x + box.width).toBeGreaterThan(at.x);
  expect(box.x).toBeLessThan(at.left);
  await expect(page.locator(card)).toHaveAttribute('dir', 'rtl');
});

test('a pasted text and a dropped-in file are annotated, a wrong file says what is wrong', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  await page.getByRole('button', { name: 'Your own text' }).click();
  await page.locator('#own-field').fill('The minister flew from Paris to Tripoli on Monday.');
  await page.locator('.demo-own button[type="submit"]').click();
  await expect.poll(() => texts(page, 'place')).toEqual(['Paris', 'Tripoli']);
  const file = page.locator('.demo-file input');
  await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('سافر الوفد إلى ليبيا أمس.') });
  await expect.poll(() => texts(page, 'place')).toEqual(['ليبيا']);
  await file.setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from([0x61, 0xff, 0x62]) });
  await expect(page.locator('.demo-message')).toContainText('1');
});
