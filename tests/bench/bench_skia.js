// The drawings of drawings.h by Skia's CPU raster (npm's @napi-rs/canvas): prints a name and the median of the
// milliseconds a frame, one line a drawing. bench_paint runs it; by hand:
//
//   npm install --prefix build/release @napi-rs/canvas
//   node tests/bench/bench_skia.js build/release/bench_skia.txt      the letters' outlines, written by bench_paint
'use strict';
const fs = require('fs');
const path = require('path');
const {createRequire} = require('module');

const outlines = path.resolve(process.argv[2] || 'bench_skia.txt');
const FRAMES = 30, WIDTH = 1920, HEIGHT = 1080;

// From where this file is, from where one stands, or from beside the outlines.
function find(name) {
  for (const place of [__filename, path.join(process.cwd(), 'x'), outlines]) {
    try {
      return createRequire(place)(name);
    } catch (e) {
      continue;
    }
  }
  process.exit(1);
}

const {createCanvas, Path2D} = find('@napi-rs/canvas');
const canvas = createCanvas(WIDTH, HEIGHT);
const to = canvas.getContext('2d');
const letters = fs.readFileSync(outlines, 'utf8').trim().split('\n').map((line) => new Path2D(line));
const colors = ['#4fc38a', '#f0705a', '#5aa9f2', '#f5c84c'];
const {sin, cos, abs, sqrt, min, floor, PI} = Math;

function arrow(ax, ay, bx, by, width, color) {
  const dx = bx - ax, dy = by - ay, length = sqrt(dx * dx + dy * dy) + 1e-6;
  const ux = dx / length, uy = dy / length, half = width / 2;
  const head = min(4 * width, 0.5 * length), wide = 1.6 * width;
  const nx = bx - head * ux, ny = by - head * uy;
  to.fillStyle = color;
  to.beginPath();
  to.moveTo(ax - half * uy, ay + half * ux);
  to.lineTo(nx - half * uy, ny + half * ux);
  to.lineTo(nx - wide * uy, ny + wide * ux);
  to.lineTo(bx, by);
  to.lineTo(nx + wide * uy, ny - wide * ux);
  to.lineTo(nx + half * uy, ny - half * ux);
  to.lineTo(ax + half * uy, ay - half * ux);
  to.fill();
}

function line(ax, ay, bx, by, width, color) {
  to.strokeStyle = color;
  to.lineWidth = width;
  to.beginPath();
  to.moveTo(ax, ay);
  to.lineTo(bx, by);
  to.stroke();
}

function grid(t) {
  const shear = sin(t), u = 120;
  for (let k = 0; k < 31; k++) {
    const x = 960 + (k - 15) * u / 2;
    line(x, 0, x, 1080, 1.5, '#24303d');
  }
  for (let k = 31; k < 93; k++) {
    const x = (k - 61.5) * u / 4, y = 600;
    line(960 + x - shear * y, 540 - y, 960 + x + shear * y, 540 + y, 2, '#4080b0');
  }
  for (let k = 93; k < 155; k++) {
    const y = (k - 123.5) * u / 4, x = 1100;
    line(960 - x + shear * y, 540 + y - 0.3 * shear * x, 960 + x + shear * y, 540 + y + 0.3 * shear * x, 2, '#4080b0');
  }
  for (let k = 0; k < 3; k++) {
    const angle = 0.7 * k + t;
    arrow(960, 540, 960 + 300 * cos(angle), 540 - 300 * sin(angle), 8, colors[k]);
  }
  // The text of bench_paint.c, letter by letter; the widths are near enough.
  const text = 'everypointisthetipofanarrow';
  for (let k = 0; k < text.length; k++)
    glyph({i: [40, 0], j: [0, -40], x: 1300 + 20 * k, y: 200}, text.charCodeAt(k) - 97, '#e9edf2');
}

function arrows(count, t) {
  const columns = floor(sqrt(count * 16 / 9) + 0.5), rows = floor((count + columns - 1) / columns);
  for (let k = 0; k < count; k++) {
    const x = (k % columns + 0.5) * WIDTH / columns, y = (floor(k / columns) + 0.5) * HEIGHT / rows;
    const angle = 0.01 * x + 0.013 * y + t, length = 56 + 20 * sin(0.02 * y + 2 * t);
    const hx = 0.5 * length * cos(angle), hy = 0.5 * length * sin(angle);
    arrow(x - hx, y - hy, x + hx, y + hy, 4, colors[k % 4]);
  }
}

function neuron(layer, index) {
  return [150 + 540 * layer, 540 + (index - ((layer < 3 ? 16 : 10) - 1) / 2) * 62];
}

function network(t) {
  for (let k = 0; k < 672; k++) {
    const layer = k < 256 ? 0 : k < 512 ? 1 : 2, local = k - 256 * layer, after = layer < 2 ? 16 : 10;
    const weight = sin(1.7 * k + t), alpha = floor(40 + 200 * abs(weight)) / 255;
    const [ax, ay] = neuron(layer, floor(local / after)), [bx, by] = neuron(layer + 1, local % after);
    line(ax, ay, bx, by, 0.5 + 4 * abs(weight), weight < 0 ? `rgba(240,112,90,${alpha})` : `rgba(90,169,242,${alpha})`);
  }
  for (let k = 0; k < 58; k++) {
    const layer = k < 48 ? floor(k / 16) : 3, grey = floor(127 + 120 * sin(0.9 * k + t));
    const [x, y] = neuron(layer, k - 16 * layer);
    to.fillStyle = `rgb(${grey},${grey},${grey})`;
    to.beginPath();
    to.arc(x, y, 22, 0, 2 * PI);
    to.fill();
  }
}

function glyph(place, letter, color) {
  to.fillStyle = color;
  to.setTransform(place.i[0], place.i[1], place.j[0], place.j[1], place.x, place.y);
  to.fill(letters[letter]);
  to.setTransform(1, 0, 0, 1, 0, 0);
}

function glyphs(t) {
  for (let k = 0; k < 2000; k++) {
    const size = 44 + 20 * sin(0.37 * k), angle = 0.3 * sin(t + 0.11 * k);
    const c = size * cos(angle), s = size * sin(angle);
    const x = (k % 50 + 0.3) * WIDTH / 50 + 6 * sin(t + k), y = (floor(k / 50) + 0.7) * HEIGHT / 40;
    glyph({i: [c, -s], j: [-s, -c], x, y}, (k * 7) % 26, colors[k % 4]);
  }
}

function measure(name, draw) {
  const times = [];
  for (let k = -3; k < FRAMES; k++) {
    const start = process.hrtime.bigint();
    to.fillStyle = '#11151c';
    to.fillRect(0, 0, WIDTH, HEIGHT);
    draw(0.05 * (k + 3));
    canvas.data(); // the drawing is done when its pixels can be had
    if (k >= 0)
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  times.sort((a, b) => a - b);
  console.log(`${name} ${times[FRAMES / 2].toFixed(2)}`);
}

measure('grid', grid);
measure('arrows-1000', (t) => arrows(1000, t));
measure('arrows-10000', (t) => arrows(10000, t));
measure('network', network);
measure('glyphs', glyphs);
