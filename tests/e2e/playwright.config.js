import { defineConfig } from '@playwright/test';
import { launch } from './launch.mjs';

const demo = Number(process.env.HASHIYA_PORT || 8377);
const embed = demo + 1;
const server = (folder, port) => ({
  command: `node serve.mjs ../../${folder} ${port}`,
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
  webServer: [server('dist', demo), server('dist-embed', embed)],
});
