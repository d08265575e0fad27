#!/usr/bin/python3
"""Makes layers_reference.h: gradients of networks by PyTorch in double precision.

  apt-get install python3-torch
  ./make_layers_reference.py > layers_reference.h

Parameters are the sequence number(i, 1) in the order in which the layers declare them, inputs are number(i, 2), the cost is
the sum of what comes out, each element times number(i, 9). Of the larger networks every n-th figure is kept.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def number(i, salt):
    """In -1/2 .. 1/2, by the bits of an integer hash."""
    return (((i * 2654435761 + salt * 40503) % 2**32) // 2**21 - 1024) / 2048


def numbers(count, salt):
    return torch.tensor([number(i, salt) for i in range(count)])


class Parameters:
    """The flat sequence, taken from as layers declare what they need."""

    def __init__(self):
        self.flat, self.at = numbers(8192, 1).requires_grad_(), 0

    def take(self, *shape):
        self.at += math.prod(shape)
        return self.flat[self.at - math.prod(shape):self.at].view(*shape)


def linear(p, x, outputs):
    weights = p.take(outputs, x.shape[-1])
    return F.linear(x, weights, p.take(outputs))


def norm(p, x):
    gains = p.take(x.shape[-1])
    return F.layer_norm(x, [x.shape[-1]], gains, p.take(x.shape[-1]))


def residual(p, x, hidden, activation):
    return x + linear(p, activation(linear(p, norm(p, x), hidden)), x.shape[-1])


def recurrent(kernel, gates, size):
    """One layer by PyTorch's own kernel, whose weights can be given."""
    def run(p, x):
        rows = gates * size
        weights = [p.take(rows, x.shape[-1]), p.take(rows, size), p.take(rows), p.take(rows)]
        return kernel(x, torch.zeros(1, x.shape[1], size), weights, True, 1, 0.0, False, False, False)[1][0]
    return run


def transformer(p, x, heads):
    batch, tokens, width = x.shape
    q, k, v = linear(p, norm(p, x), 3 * width).split(width, 2)
    q, k, v = (part.view(batch, tokens, heads, -1).transpose(1, 2) for part in (q, k, v))
    scores = (q @ k.transpose(-1, -2) / math.sqrt(width // heads))
    scores = scores.masked_fill(torch.tril(torch.ones(tokens, tokens)) == 0, float("-inf"))
    seen = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, tokens, width)
    return residual(p, x + linear(p, seen, width), 4 * width, F.gelu)


CASES = {  # name: (shape of the input, network, keep every); the C test has the same under the same name
    "dense": ([4, 3], lambda p, x: linear(p, torch.tanh(linear(p, x, 5)), 2), 1),
    "deep_residual": ([4, 6], lambda p, x: residual(p, residual(p, x, 5, torch.relu), 7, torch.tanh), 1),
    "rnn": ([5, 2, 3], recurrent(torch._VF.rnn_tanh, 1, 4), 1),
    "gru": ([5, 2, 3], recurrent(torch._VF.gru, 3, 4), 1),
    "transformer": ([2, 5, 8], lambda p, x: transformer(p, x, 2), 7),
    "two_blocks": ([1, 6, 16], lambda p, x: transformer(p, transformer(p, x, 4), 1), 37),
}


def array(name, values):
    words = [f"{v:.9g}" for v in values]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_layers_reference.py with PyTorch; not to be edited.")
table = []
for name, (shape, network, every) in CASES.items():
    p = Parameters()
    result = network(p, numbers(math.prod(shape), 2).view(shape))
    (result.flatten() * numbers(result.numel(), 9)).sum().backward()
    array(f"{name}_value", result.flatten().tolist())
    array(f"{name}_gradient", p.flat.grad[:p.at:every].tolist())
    words = ", ".join(map(str, shape))
    table.append(f'    {{"{name}", net_{name}, {{{{{words}}}}}, {result.numel()}, {p.at}, {every}, {name}_value, '
                 f"{name}_gradient}},")
print("\n#define REFERENCES \\")
print(" \\\n".join(table))
