// A smoke run in the Firefox of this machine: it loads, paints by whichever painter it has, opens a card, and has no error.
import puppeteer from 'puppeteer-core';
import { expect, test } from '@playwright/test';
import { firefox } from './launch.mjs';

let browser;
test.beforeAll(async () => {
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox(), headless: true });
});
test.afterAll(() => browser.close());

/** A tab at `address`, and what it complains of. */
async function openTab(address) {
  const page = await browser.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  return { page, errors };
}

/** How many marks are painted, as highlights or as boxes. */
const painted = (root) => [...(CSS.highlights?.values() ?? [])].reduce((sum, { size }) => sum + size, 0) || root.querySelectorAll('.hashiya-box').length;

for (const lang of ['ar', 'en']) {
  for (const painter of ['auto', 'boxes']) {
    test(`${lang}, ${painter}: the story is marked, and a card opens by pointer and by key`, async ({}, info) => {
      const { page, errors } = await openTab(`${info.project.use.baseURL}/?ui=${lang}&text=${lang}&painter=${painter}`);
      await page.waitForSelector('.hashiya[data-ready="true"]');
      expect(await page.evaluate(`(${painted})(document)`)).toBeGreaterThan(20);
      await page.focus('.hashiya-mark');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.hashiya-card:not([hidden])');
      const title = () => page.$eval('.hashiya-card-title', (element) => element.textContent);
      expect(await title()).not.toBe('');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.hashiya-card[hidden]');
      await page.keyboard.press('ArrowDown');
      const { x, y, width, height } = await page.$eval('.hashiya-mark', (element) => element.getBoundingClientRect().toJSON());
      await page.mouse.move(x + width / 2 - 3, y + height / 2);
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.waitForSelector('.hashiya-card:not([hidden])');
      expect(await title()).not.toBe('');
      expect(errors).toEqual([]);
      await page.close();
    });
  }
}

test('the custom element marks the articles of a page with a strict policy', async ({}, info) => {
  const { page, errors } = await openTab(`${info.config.metadata.embed}/strict.html`);
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('hashiya-article')];
    return all.length > 1 && all.every((element) => element.shadowRoot?.querySelector('.hashiya[data-ready="true"]'));
  });
  expect(await page.evaluate(`(${painted})(document.querySelector('hashiya-article').shadowRoot)`)).toBeGreaterThan(20);
  expect(errors).toEqual([]);
  await page.close();
});

// Chromium knows no such names in documents that it only parses.
test('names in HTML hide nothing of the document that it is read in', async ({}, info) => {
  const { page } = await openTab(`${info.config.metadata.embed}/strict.html`);
  const names = ['body', 'querySelector', 'querySelectorAll', 'createTreeWalker', 'defaultView'];
  const told = await page.evaluate((names) => Promise.all(names.map((name) => new Promise((resolve) => {
    const html = `<img name="${name}" id="${name}"><form name="${name}"></form><object id="${name}"></object><p>Mayor Grace Odhiambo opened a library in Kenya.</p>`;
    const element = Object.assign(document.createElement('hashiya-article'), { article: { html, lang: 'en' }, detect: 'off' });
    const tell = (code) => resolve(`${code}: ${element.shadowRoot.querySelector('p[data-hashiya-block]')?.textContent}`);
    element.addEventListener('hashiya-ready', () => tell('ready'));
    element.addEventListener('hashiya-error', ({ detail }) => tell(detail.code));
    document.body.append(element);
  }))), names);
  expect(told).toEqual(names.map(() => 'ready: Mayor Grace Odhiambo opened a library in Kenya.'));
  await page.close();
});
