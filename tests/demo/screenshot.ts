/** Takes demo/screenshot.png, the README's picture of the demo page. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { repositoryRoot } from '../../models/manifest.js';
import { launchBrowser } from '../browser/support/browser.js';
import { isolation } from '../browser/support/site.js';
import { startDemo } from './support/site.js';
import { openDemo, untilReady } from './support/visit.js';

/** Eileen Collins: NASA, public domain. */
const photograph = fileURLToPath(new URL('build/photographs/astronaut.png', repositoryRoot));
const result = new URL('demo/screenshot.png', repositoryRoot);

const site = await startDemo(isolation);
const browser = await launchBrowser();
const { page } = await openDemo(browser, site, '', { viewport: { width: 1280, height: 860 }, colorScheme: 'light', reducedMotion: 'reduce' });
await untilReady(page);
await page.setInputFiles('#files', photograph);
await page.locator('#cards article').first().waitFor({ timeout: 60_000 });
await page.waitForLoadState('networkidle');
const picture = await page.screenshot();
writeFileSync(result, await sharp(picture).png({ palette: true, effort: 10 }).toBuffer());
await browser.close();
await site.close();
