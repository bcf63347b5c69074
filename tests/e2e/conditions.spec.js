// What readers bring along: forced colours, more contrast, the other direction, a page that fails, no network.
import { expect, insideViewport, locate, open, painted, rest, test, texts } from './page.mjs';

const card = '.hashiya-card';

test('with forced colours marks are drawn as boxes, each kind by its own line', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, 'ui=en&text=en');
  expect(await painted(page)).toEqual({});
  const looks = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.hashiya-box')].map((box) => {
    const { borderBottomStyle, borderBottomWidth } = getComputedStyle(box);
    return [box.dataset.kind, `${borderBottomStyle} ${borderBottomWidth}`];
  })));
  const kinds = ['person', 'place', 'organisation', 'source', 'quote'];
  expect(kinds.every((kind) => !looks[kind].startsWith('none'))).toBe(true);
  expect(new Set(['person', 'place', 'organisation', 'source'].map((kind) => looks[kind])).size).toBe(4);
  await page.locator('.hashiya-mark').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(card)).toBeVisible();
});

test('with more contrast nothing is pale', async ({ page }) => {
  const colours = () => page.evaluate(() => ['.hashiya-note', '.hashiya-kind', '.hashiya'].map((name) => getComputedStyle(document.querySelector(name)))
    .map(({ color, borderTopColor }) => [color, borderTopColor]));
  await open(page, 'ui=en&text=en');
  const [[pale], [, line], [ink]] = await colours();
  expect(pale).not.toBe(ink);
  expect(line).not.toBe(ink);
  await page.emulateMedia({ contrast: 'more' });
  const [[note], [, border]] = await colours();
  expect([note, border]).toEqual([ink, ink]);
});

for (const [ui, lang, dir] of [['ar', 'en', 'ltr'], ['en', 'ar', 'rtl']]) {
  test(`a story in ${lang} on a page in ${ui} keeps its own direction, and its cards have the page's`, async ({ page }) => {
    await open(page, `ui=${ui}&text=${lang}`);
    await expect(page.locator('.hashiya-article')).toHaveAttribute('dir', dir);
    const [name] = await texts(page, 'person');
    await rest(page, await locate(page, 'person', name));
    await expect(page.locator(card)).toHaveAttribute('dir', ui === 'ar' ? 'rtl' : 'ltr');
    await expect(page.locator(`${card}-title bdi`)).toHaveAttribute('lang', lang);
    await insideViewport(page, page.locator(card));
    // Forward is where the text goes on.
    await page.keyboard.press('Escape');
    await page.locator('.hashiya-mark').focus();
    await page.keyboard.press('Home');
    const first = await page.locator('.hashiya-mark').getAttribute('data-mark');
    await page.keyboard.press(dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
    expect(Number(await page.locator('.hashiya-mark').getAttribute('data-mark'))).toBeGreaterThan(Number(first));
  });
}

test('once loaded nothing needs the network', async ({ page, context }) => {
  await open(page, 'ui=en&text=en');
  await context.setOffline(true);
  await page.locator('.hashiya-kind[data-kind="quote"]').click();
  await page.locator('.hashiya-all').click();
  for (const panel of await page.locator('.hashiya-list summary').all()) await panel.click();
  await page.locator('.hashiya-mark').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(`${card}-title`)).not.toBeEmpty();
});

test.describe('when things fail', () => {
  test.use({ expectedErrors: /Failed to load resource|the page's own fault/ });

  test('without its pack a story is shown, and says that it has no notes', async ({ page }) => {
    await page.route(/packs\/\w+\.pack$/, (route) => route.abort());
    await page.goto('/?ui=en&text=en');
    await expect(page.locator('.hashiya-note')).toContainText('io');
    await expect(page.locator('h1')).not.toBeEmpty();
    expect(await painted(page)).toEqual({});
  });

  test('errors of the page around it stay its own', async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ['pointermove', 'click', 'keydown', 'scroll', 'focusin']) {
        addEventListener(name, () => { throw new Error("the page's own fault"); }, true);
      }
      setTimeout(() => { throw new Error("the page's own fault"); }, 50);
    });
    await open(page, 'ui=en&text=en');
    const [name] = await texts(page, 'person');
    await rest(page, await locate(page, 'person', name));
    await expect(page.locator(`${card}-title`)).toHaveText(name);
  });
});
