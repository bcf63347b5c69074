// From "text and pack are there" to "highlights are painted", as the page itself measures it: median of fresh page loads,
// as a ratio of one frame.
import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';
import { launch } from './launch.mjs';

const LIMIT = 16;
const ROUNDS = 15;
const port = 8390;
const server = spawn(process.execPath, ['serve.mjs', '../../dist', String(port)], { stdio: 'ignore' });
const browser = await chromium.launch(launch);
try {
  for (const lang of ['ar', 'en']) {
    const times = { 'hashiya:annotate': [], 'hashiya:paint': [] };
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage();
      for (let tries = 0; tries < 20; tries++) {
        try {
          await page.goto(`http://127.0.0.1:${port}/?ui=${lang}&text=${lang}`);
          break;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
      }
      await page.waitForSelector('.hashiya[data-ready="true"]');
      await page.waitForFunction(() => performance.getEntriesByName('hashiya:paint').length > 0);
      for (const name of Object.keys(times)) {
        times[name].push(await page.evaluate((name) => performance.getEntriesByName(name)[0].duration, name));
      }
      await page.close();
    }
    for (const [name, all] of Object.entries(times)) {
      const median = all.sort((a, b) => a - b)[ROUNDS >> 1];
      console.log(`${name} ${lang}: median ${median.toFixed(1)} ms of ${ROUNDS} page loads, ${(median / LIMIT).toFixed(2)} of the limit of ${LIMIT} ms`);
    }
  }
} finally {
  await browser.close();
  server.kill();
}
