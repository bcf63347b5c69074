// From "text and pack are there" to "highlights are painted", as the page itself measures it, and the longest that the page was kept
// from answering until then: medians of fresh page loads, as ratios of one frame and of what is felt as a hang. With packs that are
// there at once the browser has compiled next to nothing; with packs that take a second a rehearsal was had.
import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';
import { launch } from './launch.mjs';

const LIMITS = { 'hashiya:annotate': 16, 'hashiya:paint': 16, 'longest task': 50 };
const ROUNDS = 15;
const port = 8390;
const server = spawn(process.execPath, ['serve.mjs', String(port), '../../dist'], { stdio: 'ignore' });
const browser = await chromium.launch(launch);

async function load(lang, delay) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  });
  await page.route(/packs\/(ar|en)\.(\w+\.)?pack$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    await route.continue();
  });
  for (let tries = 0; tries < 20; tries++) {
    try {
      await page.goto(`http://127.0.0.1:${port}/?ui=${lang}&text=${lang}`);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  await page.waitForFunction(() => performance.getEntriesByName('hashiya:paint').length > 0);
  // Long tasks are told a little after their end.
  await page.waitForTimeout(100);
  const times = await page.evaluate(() => {
    const [annotate, paint] = ['hashiya:annotate', 'hashiya:paint'].map((name) => performance.getEntriesByName(name)[0]);
    const until = paint.startTime + paint.duration;
    const tasks = window.tasks.filter((task) => task.startTime < until).map((task) => task.duration);
    return { 'hashiya:annotate': annotate.duration, 'hashiya:paint': paint.duration, 'longest task': Math.max(0, ...tasks) };
  });
  await page.close();
  return times;
}

try {
  for (const [packs, delay] of [['packs at once', 0], ['packs after a second', 1000]]) {
    for (const lang of ['ar', 'en']) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await load(lang, delay));
      for (const [name, limit] of Object.entries(LIMITS)) {
        const all = rounds.map((times) => times[name]).sort((a, b) => a - b);
        const median = all[ROUNDS >> 1];
        console.log(`${name} ${lang}, ${packs}: median ${median.toFixed(1)} ms (${all[0].toFixed(0)} to ${all.at(-1).toFixed(0)}) of ${ROUNDS} page loads, ${(median / limit).toFixed(2)} of the limit of ${limit} ms`);
      }
    }
  }
} finally {
  await browser.close();
  server.kill();
}
