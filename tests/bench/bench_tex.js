// KaTeX's side of bench_tex.c: microseconds to set each of the same formulas as HTML, one a line.
const katex = require('katex');

const formulas = [
  'f(x)=x^2',
  String.raw`\nabla f=\left(\frac{\partial f}{\partial x},\frac{\partial f}{\partial y}\right)`,
  String.raw`p(x\mid\mu,\sigma)=\frac{1}{\sqrt{2\pi\sigma^2}}e^{-\frac{(x-\mu)^2}{2\sigma^2}}`,
  String.raw`\begin{bmatrix}1.00&-0.50\\0.25&2.00\end{bmatrix}\begin{bmatrix}x\\y\end{bmatrix}`,
  String.raw`\operatorname{Attention}(Q,K,V)=\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V`,
];

const ROUNDS = 200, BATCHES = 10;

for (const formula of formulas) {
  let best = Infinity;
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = process.hrtime.bigint();
    for (let round = 0; round < ROUNDS; round++)
      katex.renderToString(formula, {displayMode: true, output: 'html'});
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e3 / ROUNDS);
  }
  console.log(best.toFixed(1));
}
