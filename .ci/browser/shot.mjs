// Takes a picture of a part of a page: PAGE OUTPUT WIDTH SCHEME FROM TO, where FROM and TO are selectors of
// the first and the last element to be seen.
import { open } from './browser.mjs';

const [file, output, width, colorScheme, from, to] = process.argv.slice(2);
const browser = await open();
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme });
await page.goto(`file://${file}`);
const box = async (selector) => page.locator(selector).first().boundingBox();
const [first, last] = [await box(from), await box(to)];
const margin = 12;
const y = Math.max(first.y - margin, 0);
const clip = { x: 0, y, width: Number(width), height: last.y + last.height + margin - y };
await page.screenshot({ path: output, clip, fullPage: true });
await browser.close();
