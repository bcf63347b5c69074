// The example pages, one a framework: under their strict policy, with both painters, while the framework re-renders the text.
import { expect, test, violations } from './page.mjs';

const NAMES = ['plain', 'react', 'vue', 'svelte'];
const address = (info, name) => `${info.config.metadata.embed}/examples/${name}/`;

async function open(page, info, name, painter) {
  await page.addInitScript((painter) => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.refused.push(`${violatedDirective} ${blockedURI}`));
    // Before the framework has made the element.
    if (painter) new MutationObserver(() => document.querySelectorAll('hashiya-article:not([painter])').forEach((element) => element.setAttribute('painter', painter)))
      .observe(document, { childList: true, subtree: true });
  }, painter);
  await page.goto(address(info, name));
  const count = await page.locator('hashiya-article').count();
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(Math.max(1, count));
  return page.locator('hashiya-article').first();
}

// What is wrong with the marks over the paragraphs as they are now: each has to lie over the words that an annotation names, at the
// same place of a block that reads as its paragraph does.
const wrong = (page) => page.evaluate(() => {
  const element = document.querySelector('hashiya-article');
  const { text, blocks, annotations } = element.export();
  const points = [...text];
  const slice = ({ start, end }) => points.slice(start, end).join('');
  const texts = new Map(blocks.map((block) => [slice(block).replace(/\s/g, ' '), block]));
  const own = [...element.querySelectorAll('h1, p')].map((paragraph) => paragraph.textContent.replace(/\s/g, ' ').trim());
  const found = own.filter((text) => !texts.has(text)).map((text) => `not read: ${text}`);
  let painted = 0;
  for (const [name, ranges] of CSS.highlights) {
    for (const range of ranges) {
      painted += 1;
      const paragraph = range.startContainer.parentElement.closest('h1, p');
      const block = texts.get(paragraph?.textContent.replace(/\s/g, ' ').trim());
      const before = document.createRange();
      if (paragraph) before.setStart(paragraph, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const start = block && block.start + [...before.toString().trimStart()].length;
      const isSaid = annotations.some((one) => one.start === start && one.text.replace(/\s/g, ' ') === range.toString().replace(/\s/g, ' '));
      if (!isSaid) found.push(`${name} over ${JSON.stringify(range.toString())}`);
    }
  }
  return painted > 10 ? found : [...found, `${painted} marks`];
});

for (const name of NAMES) {
  test(`${name}: marks, cards and events under a strict policy`, async ({ page }, info) => {
    const article = await open(page, info, name);
    if (name !== 'plain') expect(await wrong(page)).toEqual([]);
    else expect(await page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)))).toContain('Tomasz Wilk');
    await article.locator('.hashiya-mark').focus();
    await page.keyboard.press('Enter');
    await expect(article.locator('.hashiya-card')).toBeVisible();
    await expect(page.locator('output').first()).toContainText('"kind":');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => window.refused)).toEqual([]);
  });

  test(`${name}: drawn boxes instead of highlights`, async ({ page }, info) => {
    const article = await open(page, info, name, 'boxes');
    await expect(article.locator('.hashiya-box').first()).toBeAttached();
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    expect(await page.evaluate(() => window.refused)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
}

for (const name of NAMES.slice(1)) {
  test(`${name}: a hundred re-renderings leave every mark right each time`, async ({ page }, info) => {
    test.setTimeout(120_000);
    await open(page, info, name);
    for (let turn = 1; turn <= 100; turn += 1) {
      await page.evaluate(async () => {
        const again = new Promise((resolve) => document.addEventListener('hashiya-annotate', resolve, { once: true }));
        await window.rerender(1);
        await again;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      });
      expect(await wrong(page), `after ${turn}`).toEqual([]);
    }
    // In one go: what was annotated on the way is not painted over what stands there now.
    await page.evaluate(() => window.rerender(100));
    await expect.poll(() => wrong(page)).toEqual([]);
  });

  test(`${name}: drawn boxes follow a re-rendering, and a card stays open where its words stay`, async ({ page }, info) => {
    const article = await open(page, info, name, 'boxes');
    const boxes = () => article.locator('.hashiya-box').evaluateAll((boxes) => boxes.map((box) => box.getBoundingClientRect().top));
    await article.locator('.hashiya-mark').focus();
    await page.keyboard.press('Enter');
    const title = article.locator('.hashiya-card-title');
    const before = [await title.textContent(), await boxes()];
    // Not by the pointer, whose press beside the card would close it.
    await page.evaluate(() => document.querySelector('#swap').click());
    await expect.poll(boxes).not.toEqual(before[1]);
    expect(await title.textContent()).toBe(before[0]);
    const inside = await article.evaluate((element) => {
      const bottom = [...element.children].at(-1).getBoundingClientRect().bottom;
      return [...element.shadowRoot.querySelectorAll('.hashiya-box')].every((box) => box.getBoundingClientRect().bottom <= bottom + 4);
    });
    expect(inside).toBe(true);
  });
}
