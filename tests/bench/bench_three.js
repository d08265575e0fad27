// The surface of bench_space.c by three.js in headless Chromium: prints the milliseconds of a frame, the median, drawn and read
// back. Arguments: how many frames, and a folder beside whose node_modules it may look. It takes npm's three and a Chromium:
//
//   npm install --prefix build/release three
//   node tests/bench/bench_three.js 40 build/release
const { execFileSync } = require('child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('fs');
const { dirname, join, resolve } = require('path');
const { tmpdir } = require('os');

const frames = Number(process.argv[2] || 40);
const three = join(dirname(require.resolve('three', { paths: [__dirname, process.cwd(), resolve(process.argv[3] || '.')] })), 'three.module.js');

const page = `<!doctype html><body><script type="module">
import * as THREE from 'file://${three}';
const height = (x, y) => 0.9 * Math.sin(1.7 * x) * Math.cos(1.4 * y) * Math.exp(-0.1 * (x * x + y * y));
const side = 128, levels = 16;
const renderer = new THREE.WebGLRenderer({ antialias: true });
renderer.setSize(1920, 1080);
const scene = new THREE.Scene();
scene.background = new THREE.Color(0x11151c);
const points = [], colors = [], corners = [];
for (let k = 0; k < side * side; k++) {
  const x = -2 + 4 * (k % side) / (side - 1), y = -2 + 4 * Math.floor(k / side) / (side - 1), z = height(x, y);
  const t = Math.min(Math.max(0.5 + 0.5 * z, 0), 1);
  points.push(x, y, z);
  colors.push(0.35 + 0.59 * t, 0.66 - 0.22 * t, 0.95 - 0.6 * t);
}
for (let y = 0; y + 1 < side; y++)
  for (let x = 0; x + 1 < side; x++) {
    const k = y * side + x;
    corners.push(k, k + 1, k + side + 1, k, k + side + 1, k + side);
  }
const shape = new THREE.BufferGeometry();
shape.setAttribute('position', new THREE.Float32BufferAttribute(points, 3));
shape.setAttribute('color', new THREE.Float32BufferAttribute(colors, 3));
shape.setIndex(corners);
shape.computeVertexNormals();
scene.add(new THREE.Mesh(shape, new THREE.MeshLambertMaterial({ vertexColors: true, transparent: true, opacity: 0.75, side: THREE.DoubleSide })));
const lines = [];
for (let k = 0; k < corners.length; k += 3)
  for (let level = 0; level < levels; level++) {
    const at = -0.75 + 0.1 * level + 0.003;
    for (let i = 0; i < 3; i++) {
      const a = 3 * corners[k + i], b = 3 * corners[k + (i + 1) % 3];
      if ((points[a + 2] < at) === (points[b + 2] < at)) continue;
      const t = (at - points[a + 2]) / (points[b + 2] - points[a + 2]);
      lines.push(points[a] + t * (points[b] - points[a]), points[a + 1] + t * (points[b + 1] - points[a + 1]), at);
    }
  }
const level_lines = new THREE.BufferGeometry();
level_lines.setAttribute('position', new THREE.Float32BufferAttribute(lines, 3));
scene.add(new THREE.LineSegments(level_lines, new THREE.LineBasicMaterial({ color: 0xe9edf2 })));
scene.add(new THREE.AmbientLight(0xffffff, 2), new THREE.DirectionalLight(0xffffff, 1));
const camera = new THREE.PerspectiveCamera(2 * Math.atan(4.5 / 16) * 180 / Math.PI, 16 / 9, 0.1, 100);
camera.up.set(0, 0, 1);
const gl = renderer.getContext(), pixel = new Uint8Array(4), ms = [];
for (let frame = -3; frame < ${frames}; frame++) {
  const turn = 0.6 + 0.02 * frame;
  camera.position.set(8 * Math.cos(0.5) * Math.cos(turn), 8 * Math.cos(0.5) * Math.sin(turn), 8 * Math.sin(0.5));
  camera.lookAt(0, 0, 0);
  const start = performance.now();
  renderer.render(scene, camera);
  gl.readPixels(960, 540, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  if (frame >= 0) ms.push(performance.now() - start);
}
ms.sort((a, b) => a - b);
document.body.textContent = 'median ' + ms[ms.length >> 1] + ' ms';
</script></body>`;

const folder = mkdtempSync(join(tmpdir(), 'nabla-three-'));
try {
  const file = join(folder, 'page.html');
  writeFileSync(file, page);
  const options = ['--headless', '--no-sandbox', '--disable-gpu-vsync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    '--allow-file-access-from-files', `--user-data-dir=${folder}/profile`, '--timeout=60000', '--dump-dom', `file://${file}`];
  const text = execFileSync('chromium', options, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 120000 }).toString();
  const found = /median ([\d.]+) ms/.exec(text);
  if (!found) process.exit(1);
  console.log(found[1]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
