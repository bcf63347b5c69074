// Pictures of the demo: Arabic and English, light and dark, narrow and wide, each with a card open. The first is the README's.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launch } from './launch.mjs';

const port = 8391;
const folder = process.argv[2] || '../../www';
mkdirSync(folder, { recursive: true });
const shots = process.argv[2]
  ? ['ar', 'en'].flatMap((lang) =>
      ['light', 'dark'].flatMap((scheme) =>
        [320, 1600].map((width) => ({ name: `${lang}-${scheme}-${width}`, lang, scheme, width, height: width === 320 ? 720 : 1100 })),
      ),
    )
  : [{ name: 'screenshot', lang: 'ar', scheme: 'light', width: 1200, height: 900 }];
const server = spawn(process.execPath, ['serve.mjs', String(port), '../../dist'], { stdio: 'ignore' });
await new Promise((resolve) => setTimeout(resolve, 800));
const browser = await chromium.launch(launch);
try {
  for (const shot of shots) {
    const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height }, colorScheme: shot.scheme });
    await page.goto(`http://127.0.0.1:${port}/?ui=${shot.lang}&text=${shot.lang}`);
    await page.waitForSelector('.hashiya[data-ready="true"]');
    await page.evaluate(() => document.fonts.ready);
    await page.locator('.hashiya-mark').focus();
    for (let step = 0; step < 9; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${shot.name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
