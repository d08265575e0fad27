// From a save to the changed picture in Motion Canvas, as its users work: vite serves the project, Chromium shows the
// editor with a moved grid and arrows, the scene's file is saved 30 times with another colour, and the canvas is looked at
// in every frame. Prints one line. bench_reload.sh runs it; by hand:
//
//   npm install --prefix build/release @motion-canvas/core@3 @motion-canvas/2d@3 @motion-canvas/ui@3 \
//     @motion-canvas/vite-plugin@3 vite@4 puppeteer-core
//   node tests/bench/bench_motion_canvas.js build/release/node_modules
'use strict';
const fs = require('fs');
const path = require('path');
const {createRequire} = require('module');
const {execFileSync} = require('child_process');

const modules = path.resolve(process.argv[2] || 'node_modules');
const find = createRequire(path.join(modules, 'x'));
const saves = Number(process.env.SAVES || 30);

function say_why(words) {
  console.log(`Motion Canvas: not measured, ${words}`);
  process.exit(0);
}

function browser_path() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name]).toString().trim();
    } catch (e) {
      continue;
    }
  }
  return say_why('as there is no Chromium here');
}

// The first lines of a lesson: a grid that a matrix moves, three arrows, and a disc whose colour is what changes.
const scene = (color) => `import {Circle, Grid, Line, Node, makeScene2D} from '@motion-canvas/2d';
import {all, createSignal, waitFor} from '@motion-canvas/core';
const color = '${color}';
export default makeScene2D(function* (view) {
  const shear = createSignal(0);
  view.add(<Node skewX={() => 30 * shear()}>
    <Grid width={'100%'} height={'100%'} spacing={120} stroke={'#35506b'} lineWidth={2} start={0} />
    <Line points={[[0, 0], [120, 0]]} stroke={'#4fc38a'} lineWidth={8} endArrow />
    <Line points={[[0, 0], [0, -120]]} stroke={'#f0705a'} lineWidth={8} endArrow />
    <Line points={[[0, 0], [240, -120]]} stroke={'#f5c84c'} lineWidth={8} endArrow />
  </Node>);
  view.add(<Circle size={300} fill={color} />);
  yield* all(shear(1, 2), waitFor(2));
});
`;

function write_project(folder) {
  fs.mkdirSync(path.join(folder, 'src/scenes'), {recursive: true});
  fs.symlinkSync(modules, path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{"name": "bench", "private": true}');
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), '{"extends": "@motion-canvas/2d/tsconfig.project.json"}');
  fs.writeFileSync(path.join(folder, 'src/project.ts'),
    `import {makeProject} from '@motion-canvas/core';\nimport scene from './scenes/scene?scene';\nexport default makeProject({scenes: [scene]});\n`);
  fs.writeFileSync(path.join(folder, 'src/scenes/scene.tsx'), scene('#102030'));
}

// Runs in the page: resolves as soon as the middle of the largest canvas has the colour.
function shows([red, green, blue]) {
  return new Promise((resolve) => {
    const look = () => {
      const all = [...document.querySelectorAll('canvas')].sort((a, b) => b.width * b.height - a.width * a.height);
      if (all.length > 0) {
        const p = all[0].getContext('2d').getImageData(all[0].width >> 1, (all[0].height >> 1) + 60, 1, 1).data;
        if (Math.abs(p[0] - red) + Math.abs(p[1] - green) + Math.abs(p[2] - blue) < 8)
          return resolve(true);
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

async function main() {
  let vite, motion, puppeteer;
  try {
    vite = find('vite');
    motion = find('@motion-canvas/vite-plugin').default;
    puppeteer = find('puppeteer-core');
    find.resolve('@motion-canvas/core/package.json');
  } catch (e) {
    say_why(`as its packages are not in ${modules} (this file says how to have them)`);
  }
  const folder = fs.mkdtempSync('/tmp/nabla-motion-canvas-');
  write_project(folder);
  process.chdir(folder);
  const server = await vite.createServer({root: folder, configFile: false, logLevel: 'error', plugins: [motion()],
    server: {fs: {strict: false}}});
  await server.listen();
  const browser = await puppeteer.launch({executablePath: browser_path(), args: ['--no-sandbox', '--window-size=1920,1080'],
    defaultViewport: {width: 1920, height: 1080}});
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls.local[0]);
    await page.evaluate(shows, [0x10, 0x20, 0x30]);
    const took = [];
    for (let k = 0; k < saves; k++) {
      const color = [(40 + 53 * k) % 200, (90 + 31 * k) % 200, (20 + 71 * k) % 200];
      const seen = page.evaluate(shows, color);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      fs.writeFileSync(path.join(folder, 'src/scenes/scene.tsx'),
        scene('#' + color.map((c) => c.toString(16).padStart(2, '0')).join('')));
      await seen;
      took.push(performance.now() - start);
    }
    took.sort((a, b) => a - b);
    console.log(`Motion Canvas ${find('@motion-canvas/core/package.json').version}, vite ${vite.version}, a scene of 16 lines`.padEnd(50) +
      `${took.length}`.padStart(6) + `${Math.round(took[took.length >> 1])}`.padStart(8));
  } finally {
    await browser.close();
    await server.close();
    fs.rmSync(folder, {recursive: true});
  }
}

setTimeout(() => say_why('as nothing is shown within two minutes'), 120000).unref();
main().then(() => process.exit(0), (e) => say_why(`as it fails: ${e.message}`));
