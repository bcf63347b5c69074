import { defineConfig } from '@playwright/test';
import { launch } from './launch.mjs';

const demo = Number(process.env.HASHIYA_PORT || 8377);
const embed = demo + 1;
const server = (port, ...folders) => ({
  command: `node serve.mjs ${port} ${folders.map((folder) => `../../${folder}`).join(' ')}`,
  port,
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 30_000,
  reporter: 'list',
  forbidOnly: true,
  snapshotPathTemplate: '{testDir}/cards/{arg}{ext}',
  use: { baseURL: `http://127.0.0.1:${demo}`, launchOptions: launch, viewport: { width: 1280, height: 900 } },
  metadata: { embed: `http://127.0.0.1:${embed}` },
  webServer: [server(demo, 'dist'), server(embed, 'dist-embed', 'tests/fixtures/pages')],
});
