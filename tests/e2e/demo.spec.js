// The demo in a real Chromium: what is painted, the card by pointer, keyboard and touch, both painters.
import { readFileSync } from 'node:fs';
import { countRehearsed, expect, insideViewport, keepPacksBack, locate, open, painted, paste, ready, rehearsal, rest, test, texts } from './page.mjs';

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

  test(`${lang}: what is rehearsed while the pack is on its way is not seen`, async ({ page }) => {
    await countRehearsed(page);
    const release = await keepPacksBack(page);
    await page.goto(`/?${query}`);
    const rehearsed = await rehearsal(page);
    await expect(page.locator('.hashiya[data-ready="false"]')).toHaveCount(1);
    await expect(page.locator('.hashiya-unseen[role="status"]')).toBeEmpty();
    release();
    await ready(page);
    expect(await page.evaluate(() => window.rehearsed)).toBe(rehearsed);
  });

  for (const width of [320, 1600]) {
    test(`${lang}: hovering opens the card inside a viewport of ${width} px, Escape closes it`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, query);
      const at = await locate(page, 'person', people[lang]);
      await rest(page, at);
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
    await page.locator('.hashiya-list summary').last().focus();
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
    expect(await page.locator('.hashiya-box').count()).toBeGreaterThan(10);
    const box = await page.locator('.hashiya-box').first().boundingBox();
    const headline = await page.locator('h1').boundingBox();
    expect(box.y).toBeGreaterThanOrEqual(headline.y - 4);
  });
}

test('every card stands at its line, not only the first', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  await open(page, 'ui=en&text=en');
  const names = [...new Set(await texts(page, 'place'))];
  for (const name of names.slice(0, 6)) {
    const at = await locate(page, 'place', name);
    await rest(page, at);
    await expect(page.locator(`${card}-title`)).toHaveText(name);
    await insideViewport(page, page.locator(card));
    const { y, height } = await page.locator(card).boundingBox();
    const gap = y > at.y ? y - at.y : at.y - (y + height);
    expect(gap, name).toBeLessThan(40);
    await page.keyboard.press('Escape');
    await page.mouse.move(2, 2);
  }
});

test('a press on a name in a quote whose card is open opens the name', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  await page.locator('.hashiya-all').click();
  // A place that stands in a quote.
  const found = await page.evaluate(() => {
    const [quotes, names] = ['quote', 'place'].map((kind) => [...CSS.highlights.get(`hashiya-${kind}`)]);
    for (const quote of quotes) {
      const inner = names.find((name) => quote.comparePoint(name.startContainer, name.startOffset) === 0);
      if (inner && String(quote).length > String(inner).length + 40) {
        inner.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
        // And a place of the quote that is of nothing else.
        const others = [...CSS.highlights].filter(([kind]) => kind !== 'hashiya-quote').flatMap(([, ranges]) => [...ranges]);
        const lines = others.flatMap((range) => [...range.getClientRects()]);
        const [name, line] = [inner.getClientRects()[0], quote.getClientRects()[0]];
        const y = line.top + line.height / 2;
        const free = Array.from({ length: 40 }, (_, step) => line.left + (line.width * (step + 0.5)) / 40)
          .find((x) => !lines.some((other) => x > other.left - 8 && x < other.right + 8 && y > other.top && y < other.bottom));
        if (free) return { words: String(inner), name: { x: name.left + name.width / 2, y: name.top + name.height / 2 }, line: { x: free, y } };
      }
    }
  });
  await page.mouse.click(found.line.x, found.line.y);
  await expect(page.locator(card)).toHaveAttribute('data-kind', 'quote');
  await page.mouse.click(found.name.x, found.name.y);
  await expect(page.locator(`${card}-title`)).toHaveText(found.words);
  await page.mouse.click(found.name.x, found.name.y);
  await expect(page.locator(card)).toHaveAttribute('data-kind', 'quote');
});

test('drawn boxes stay as they are while a mark is brought out among them', async ({ page }) => {
  await open(page, 'ui=en&text=en&painter=boxes');
  const first = await page.locator('.hashiya-box').first().elementHandle();
  await page.locator('.hashiya-mark').focus();
  await expect(page.locator('.hashiya-box[data-kind="current"]')).not.toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  expect(await first.evaluate((box) => box.isConnected)).toBe(true);
});

for (const painter of ['auto', 'boxes']) {
  test(`a long text is painted where it is read: ${painter}`, async ({ page }) => {
    await open(page, `ui=en&text=en&painter=${painter}`);
    const paragraph = 'The minister flew from Paris to Tripoli on Monday, and nothing else was decided on that day.\n\n';
    const count = 400;
    await paste(page, 'A long journey\n\n' + paragraph.repeat(count));
    await page.locator('.hashiya-all').click();
    const inView = () => page.evaluate(() => {
      const drawn = [...document.querySelectorAll('.hashiya-box')];
      const rects = [...(CSS.highlights.get('hashiya-place') ?? []), ...drawn].map((mark) => mark.getBoundingClientRect());
      return { all: rects.length, seen: rects.filter(({ top, bottom }) => bottom > 0 && top < innerHeight).length };
    });
    await expect.poll(async () => (await inView()).all).toBeGreaterThan(10);
    expect((await inView()).all).toBeLessThan(count);
    await page.evaluate(() => document.querySelector('.hashiya-article').lastElementChild.scrollIntoView());
    await expect.poll(async () => (await inView()).seen).toBeGreaterThan(2);
  });
}

test.describe('on a screen shorter than the story', () => {
  test.use({ viewport: { width: 1280, height: 480 } });
  const scroll = (page) => page.evaluate(() => scrollY);

  test('resting on a mark after a card was closed does not scroll the page back', async ({ page }) => {
    await open(page, 'ui=en&text=en');
    await rest(page, await locate(page, 'person', people.en));
    await page.locator('.hashiya-close').click();
    await expect(page.locator('.hashiya-mark')).toBeFocused();
    const far = await locate(page, 'person', 'Teresa Nunes');
    const before = await scroll(page);
    await rest(page, far);
    await expect(page.locator(`${card}-title`)).toHaveText('Teresa Nunes');
    expect(await scroll(page)).toBe(before);
  });

  test('a click after steps of the keyboard opens the card where the click was', async ({ page }) => {
    await open(page, 'ui=en&text=en');
    await page.locator('.hashiya-mark').focus();
    await page.keyboard.press('ArrowDown');
    const far = await locate(page, 'person', 'Teresa Nunes');
    const before = await scroll(page);
    await page.mouse.click(far.x, far.y);
    await expect(page.locator(`${card}-title`)).toHaveText('Teresa Nunes');
    expect(await scroll(page)).toBe(before);
    await insideViewport(page, page.locator(card));
  });

  test('the keyboard and the list bring their mark into view', async ({ page }) => {
    await open(page, 'ui=en&text=en');
    await page.locator('.hashiya-mark').focus();
    await page.keyboard.press('End');
    await insideViewport(page, page.locator('.hashiya-mark'));
    await page.locator('.hashiya-list summary').first().click();
    await page.locator('.hashiya-row', { hasText: people.en }).first().click();
    await insideViewport(page, page.locator('.hashiya-mark'));
    await expect(page.locator(`${card}-title`)).toHaveText(people.en);
  });
});

for (const lang of ['ar', 'en']) {
  test(`${lang}: each panel lists its marks, and each row leads to its own`, async ({ page }) => {
    await open(page, `ui=${lang}&text=${lang}`);
    const panels = page.locator('.hashiya-list');
    expect(await panels.count()).toBeGreaterThanOrEqual(3);
    for (const panel of await panels.all()) {
      await expect(panel.locator('.hashiya-row')).toHaveCount(0);
      await panel.locator('summary').click();
      const row = panel.locator('.hashiya-row').last();
      const mark = await row.getAttribute('data-mark');
      await row.click();
      await expect(page.locator('.hashiya-mark')).toHaveAttribute('data-mark', mark);
      await expect(page.locator(card)).toBeVisible();
      await page.keyboard.press('Escape');
    }
    const shares = await panels.nth(1).locator('.hashiya-note').allTextContents();
    const percents = shares.map((share) => Number(share.match(/(\d+)%/)[1]));
    // Each is rounded down.
    const sum = percents.reduce((all, percent) => all + percent, 0);
    expect(sum).toBeLessThanOrEqual(100);
    expect(sum).toBeGreaterThan(100 - percents.length);
  });
}

for (const lang of ['ar', 'en']) {
  for (const width of [320, 1600]) {
    test(`${lang}: nothing moves at ${width} px from load to painted marks`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const release = await keepPacksBack(page);
      await page.goto(`/?ui=${lang}&text=${lang}`);
      await page.waitForSelector('[data-hashiya-block]');
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => {
        window.moved = [];
        new PerformanceObserver((list) => window.moved.push(...list.getEntries().flatMap((entry) => entry.sources.map(({ node, previousRect, currentRect }) =>
          [node?.className ?? node?.textContent, previousRect, currentRect].map((part) => JSON.stringify(part)).join(' ')))))
          .observe({ type: 'layout-shift' });
      });
      release();
      await ready(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200))));
      expect(await page.evaluate(() => window.moved)).toEqual([]);
    });
  }
}

test('marks are brought out as much as the reader wants, also the next time', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  const pressed = () => page.locator('.hashiya-intensity [aria-pressed="true"]').textContent();
  const look = () => page.evaluate(() => [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]).length);
  const [full, marks] = [await look(), await painted(page)];
  await page.getByRole('button', { name: 'Subtle' }).click();
  expect(await pressed()).toBe('Subtle');
  expect(await look()).toBeGreaterThan(full);
  expect(await painted(page)).toEqual(marks);
  await page.getByRole('button', { name: 'Off', exact: true }).click();
  await expect.poll(() => painted(page)).toEqual({});
  await page.reload();
  await ready(page);
  expect(await pressed()).toBe('Off');
  expect(await painted(page)).toEqual({});
  // Panels lead to marks all the same.
  await page.locator('.hashiya-list summary').first().click();
  await page.locator('.hashiya-row').first().click();
  await expect(page.locator(card)).toBeVisible();
});

for (const lang of ['ar', 'en']) {
  test(`${lang}: on paper every mark is painted and has its note`, async ({ page }) => {
    await open(page, `ui=${lang}&text=${lang}`);
    await paste(page, await page.locator('.hashiya-article').innerText().then((story) => `${story}\n\n`.repeat(40)));
    const sum = async () => Object.values(await painted(page)).reduce((all, count) => all + count, 0);
    await page.getByRole('button', { pressed: false, name: lang === 'ar' ? 'أبرز الاسم' : 'Mark every mention' }).click();
    await expect.poll(sum).toBeGreaterThan(0);
    const near = await sum();
    await expect(page.locator('.hashiya-notes')).toHaveCount(0);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const all = await sum();
    expect(all).toBeGreaterThan(near);
    await expect(page.locator('.hashiya-notes')).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.hashiya-notes')).toBeVisible();
    // The number after a paragraph is that of its notes.
    const noted = page.locator('[data-hashiya-note="2"]');
    expect(await noted.evaluate((block) => getComputedStyle(block, '::after').content)).toBe('" [2]"');
    const group = await page.locator('.hashiya-paragraph', { hasText: /^\s*\[2\]/ }).locator('bdi').textContent();
    expect((await noted.textContent()).startsWith(group.replace('…', ''))).toBe(true);
    await page.setViewportSize({ width: 794, height: 1100 });
    await expect(page.locator('.hashiya-legend, .hashiya-panels, .hashiya-card, .hashiya-mark').filter({ visible: true })).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 720 });
    expect(await page.locator('.hashiya-notes li').count()).toBeGreaterThan(20);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(page.locator('.hashiya-notes, [data-hashiya-note]')).toHaveCount(0);
    expect(await sum()).toBeLessThan(all);
  });
}

test('letters lead to the next mark of their kind', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  const mark = page.locator('.hashiya-mark');
  await mark.focus();
  // Playwright knows no Arabic keys.
  const press = (key) => mark.evaluate((element, key) => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), key);
  for (const [letter, kind] of [['q', 'quote'], ['p', 'person'], ['ق', 'quote'], ['م', 'place']]) {
    await press(letter);
    await expect(mark).toHaveAttribute('aria-label', new RegExp(`, ${kind}`));
  }
});

test('a quote is copied with who said it, and a mistake reported to the page alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'ui=en&text=en');
  await page.evaluate(() => addEventListener('hashiya-report', (event) => (window.report = event.detail)));
  await page.locator('.hashiya-list summary').nth(1).click();
  await page.locator('.hashiya-list').nth(1).locator('.hashiya-row').first().click();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('button', { name: 'Copy with attribution' }).click();
  await expect(page.locator('.hashiya-done')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(3);
  expect(copied).toContain(`— ${await page.locator(`${card}-title`).textContent()}`);
  await page.getByRole('button', { name: 'Report a mistake' }).click();
  await expect(page.locator('.hashiya-done')).toContainText('Only this page');
  const { annotation } = await page.evaluate(() => window.report);
  expect(annotation.kind).toBe('quote');
  expect(copied).toContain(annotation.text);
  expect(requests).toEqual([]);
});

test('a screen reader hears the count once, then marks', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  const region = page.locator('.hashiya [role="status"]');
  await expect(region).toHaveText(/^\d+ marks$/);
  await page.locator('.hashiya-mark').focus();
  await page.keyboard.press('ArrowDown');
  await expect(region).toHaveText(/, \d+ of \d+$/);
  await page.keyboard.press('Enter');
  await expect(page.locator(card)).toBeVisible();
  await expect(region).toHaveText('');
  await page.keyboard.press('Escape');
  await page.locator('.hashiya-all').click();
  await page.mouse.click(...Object.values(await locate(page, 'person', 'Carvalho')).slice(0, 2));
  const position = await page.locator('.hashiya-mentions span').textContent();
  await page.locator('.hashiya-next').click();
  await expect(page.locator('.hashiya-mentions span')).not.toHaveText(position);
  await expect(region).toHaveText(/^Helena Carvalho, person, /);
});

test('a paragraph in the other language is marked too', async ({ page }) => {
  await open(page, 'ui=ar&text=ar');
  await paste(page, 'سافر الوفد إلى ليبيا أمس، وعاد منها في المساء بعد لقاء طويل.\n\nThe minister flew from Paris on Monday.');
  await expect.poll(() => texts(page, 'place')).toEqual(['ليبيا', 'Paris']);
});

test('the sources of the data are named in both languages', async ({ page }) => {
  await open(page, 'ui=ar&text=ar');
  await page.getByText('مصادر البيانات وتراخيصها').click();
  await expect(page.locator('.demo-notices p')).toContainText('GeoNames (CC BY 4.0)');
  await page.locator('.demo-language').click();
  await expect(page.getByText('Data sources and licences')).toBeVisible();
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });

  test('a tap opens a sheet at the lower edge of a narrow screen', async ({ page }) => {
    await open(page, 'ui=ar&text=ar');
    const at = await locate(page, 'person', people.ar);
    await page.touchscreen.tap(at.x, at.y);
    await expect(page.locator(card)).toHaveAttribute('data-placement', 'sheet');
    await expect(page.locator(`${card}-title`)).toHaveText(people.ar);
  });
});

test('a card in Arabic text begins at the right of its mark', async ({ page }) => {
  await open(page, 'ui=ar&text=ar');
  const at = await locate(page, 'person', people.ar);
  await rest(page, at);
  await expect(page.locator(card)).toBeVisible();
  const box = await page.locator(card).boundingBox();
  expect(box.x + box.width).toBeGreaterThan(at.x);
  expect(box.x).toBeLessThan(at.left);
  await expect(page.locator(card)).toHaveAttribute('dir', 'rtl');
});

test('a pasted text and an opened file are annotated, a wrong file says what is wrong', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  await paste(page, 'The minister flew from Paris to Tripoli on Monday.');
  await expect.poll(() => texts(page, 'place')).toEqual(['Paris', 'Tripoli']);
  const file = page.locator('.demo-file input');
  await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('سافر الوفد إلى ليبيا أمس.') });
  await expect.poll(() => texts(page, 'place')).toEqual(['ليبيا']);
  await file.setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from([0x61, 0xff, 0x62]) });
  await expect(page.locator('.demo-message')).toContainText('1');
});

// Drags something over an element and drops it there; whether the page took it, or left it to the browser.
const drop = (page, selector, kind) => page.locator(selector).evaluate((target, kind) => {
  const dataTransfer = new DataTransfer();
  if (kind === 'file') dataTransfer.items.add(new File(['The minister flew from Paris to Tripoli.'], 'a.txt'));
  else dataTransfer.setData('text/plain', 'a few words');
  return ['dragover', 'drop'].map((name) => {
    const event = new DragEvent(name, { bubbles: true, cancelable: true, composed: true, dataTransfer });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  });
}, kind);

test('a file dropped anywhere is annotated, dropped text is left to the field', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  await page.getByRole('button', { name: 'Your own text' }).click();
  expect(await drop(page, '#own-field', 'text')).toEqual([false, false]);
  expect(await drop(page, '.hashiya-article', 'file')).toEqual([true, true]);
  await expect.poll(() => texts(page, 'place')).toEqual(['Paris', 'Tripoli']);
});

test('the form for one’s own text opens and closes', async ({ page }) => {
  await open(page, 'ui=en&text=en');
  const own = page.getByRole('button', { name: 'Your own text' });
  for (const expanded of ['true', 'false']) {
    await own.click();
    await expect(own).toHaveAttribute('aria-expanded', expanded);
    await expect(page.locator('#own-field')).toBeVisible({ visible: expanded === 'true' });
  }
  await ready(page);
});
