// Opens each page, light and dark, wide and narrow, and says what is wrong with it.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';
import { open } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
];
// What a page may have: a parsed payload that became an element would be none of these.
const strangers = 'script, img, iframe, object, embed, form, input, link, base, video, audio, [style]';

// Milliseconds that a busy machine may take to open the longest page.
const PATIENCE = 300_000;

const faults = [];
const browser = await open();
for (const file of process.argv.slice(2)) {
  for (const look of looks) {
    const fault = (text) => faults.push(`${basename(file)} (${look.colorScheme}, ${look.width}): ${text}`);
    const viewport = { width: look.width, height: 900 };
    // As it is opened by a person, policy and all.
    const page = await browser.newPage({ viewport, colorScheme: look.colorScheme });
    page.setDefaultTimeout(PATIENCE);
    page.on('console', (message) => fault(`console: ${message.text()}`));
    page.on('pageerror', (error) => fault(`error: ${error}`));
    page.on('request', (request) => request.url() === `file://${file}` || fault(`request: ${request.url()}`));
    await page.goto(`file://${file}`);
    const found = await page.evaluate((strangers) => ({
      owned: window.owned,
      strangers: [...document.querySelectorAll(strangers)].map((element) => element.outerHTML),
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].map((attribute) => attribute.name).filter((name) => name.startsWith('on'))),
      lost: [...document.querySelectorAll('[href]')].map((link) => link.getAttribute('href'))
        .filter((href) => href.startsWith('#') ? !document.getElementById(href.slice(1)) : !/^https?:\/\//.test(href)),
      overflow: document.documentElement.scrollWidth - innerWidth,
      styled: getComputedStyle(document.body).margin === '0px',
    }), strangers);
    if (found.owned !== undefined) fault('a payload ran');
    for (const list of ['strangers', 'handlers', 'lost']) if (found[list].length) fault(`${list}: ${found[list][0]}`);
    if (found.overflow > 0) fault(`wider than the window by ${found.overflow}`);
    if (!found.styled) fault('the policy refuses the style');
    await page.close();

    // axe is a script, which the policy refuses: it gets a page without one.
    const bare = await browser.newPage({ viewport, colorScheme: look.colorScheme, bypassCSP: true });
    bare.setDefaultTimeout(PATIENCE);
    await bare.goto(`file://${file}`);
    await bare.evaluate(axe);
    const { violations } = await bare.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    for (const { id, impact, nodes } of violations) {
      if (['serious', 'critical'].includes(impact)) fault(`accessibility: ${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 200)}`);
    }
    await bare.close();
  }
}
await browser.close();
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${process.argv.length - 2} pages open without a fault`);
