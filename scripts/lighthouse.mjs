// Runs Lighthouse on addresses in one Chromium, as a phone; prints a line of JSON for each address.
// node scripts/lighthouse.mjs FOLDER CHROMIUM CATEGORY,CATEGORY ADDRESS…   FOLDER holds node_modules
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const [folder, chromium, categories, ...addresses] = process.argv.slice(2);
const from = (path) => import(pathToFileURL(resolve(join(folder, 'node_modules', path))));
const { default: lighthouse } = await from('lighthouse/core/index.js');
const { launch } = await from('chrome-launcher/dist/index.js');

// only the performance figures need long waits
const hurry = categories.includes('performance') ? {} : {
  disableFullPageScreenshot: true, skipAboutBlank: true,
  pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0,
};

// on a fast page the trace now and then misses its own start: then it says nothing, and is taken again
const load = async (address, options, tries = 3) => {
  const { lhr } = await lighthouse(address, options);
  return lhr.runtimeError?.code === 'NO_NAVSTART' && tries > 1 ? load(address, options, tries - 1) : lhr;
};

const chrome = await launch({
  chromePath: chromium,
  chromeFlags: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  ],
});
try {
  for (const address of addresses) {
    const options = { port: chrome.port, onlyCategories: categories.split(','), logLevel: 'silent', ...hurry };
    const lhr = await load(address, options);
    const lost = Object.values(lhr.categories).flatMap((category) => category.auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ''}`.trim()));
    const scores = Object.entries(lhr.categories).map(([id, category]) => [id, Math.round(100 * category.score)]);
    const figure = (id) => lhr.audits[id]?.numericValue ?? null;
    console.log(JSON.stringify({
      address, lost, scores: Object.fromEntries(scores), fault: lhr.runtimeError?.code ?? '',
      bytes: figure('total-byte-weight'), shift: figure('cumulative-layout-shift'),
    }));
  }
} finally {
  await chrome.kill();
}
