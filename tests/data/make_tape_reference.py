#!/usr/bin/python3
"""Makes tape_reference.h: values and gradients of every operation of a tape by PyTorch in double precision.

  apt-get install python3-torch
  ./make_tape_reference.py > tape_reference.h

Parameters are the sequence number(i, 1) of multiples of 2^-11, the same to the last bit in C, laid out one after the other
in the order of their shapes. The cost is the sum of the operation's result, each element times number(i, 9).
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


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    return torch.softmax(scores, -1) @ v


def rows(*indices):
    return torch.tensor(indices)


CAUSAL = torch.tril(torch.ones(5, 5))
CASES = {  # name: (shapes, operation); the C test has the same operation under the same name
    "add": ([[3, 4], [3, 4]], lambda a, b: a + b),
    "add_repeated": ([[2, 3, 4], [3, 1]], lambda a, b: a + b),
    "subtract": ([[4], [2, 3, 1]], lambda a, b: a - b),
    "multiply": ([[3, 4], [4]], lambda a, b: a * b),
    "multiply_by_itself": ([[3, 4]], lambda a: a * a),
    "minimum": ([[3, 4], [3, 4]], torch.minimum),
    "scale": ([[5]], lambda a: -2.5 * a),
    "clamp": ([[4, 5]], lambda a: torch.clamp(a, -0.25, 0.125)),
    "exponential": ([[4, 5]], torch.exp),
    "relu": ([[4, 5]], torch.relu),
    "gelu": ([[4, 5]], lambda a: F.gelu(4 * a)),
    "tanh": ([[4, 5]], torch.tanh),
    "sigmoid": ([[4, 5]], torch.sigmoid),
    "matmul": ([[3, 11], [11, 9]], lambda a, b: a @ b),
    "matmul_shared": ([[2, 3, 4], [4, 5]], lambda a, b: a @ b),
    "matmul_stacked": ([[2, 2, 3, 4], [2, 2, 4, 5]], lambda a, b: a @ b),
    "matmul_transposed": ([[2, 3, 4], [2, 5, 4]], lambda a, b: a @ b.transpose(1, 2)),
    "linear": ([[2, 3, 10], [6, 10], [6]], F.linear),
    "conv2d": ([[2, 3, 6, 5], [4, 3, 3, 2], [4]], F.conv2d),
    "conv2d_strided": ([[1, 2, 7, 6], [3, 2, 3, 3]], lambda x, f: F.conv2d(x, f, stride=2, padding=1)),
    "attention": ([[2, 5, 4], [2, 7, 4], [2, 7, 3]], attention),
    "attention_masked": ([[2, 5, 4], [2, 5, 4], [2, 5, 4]], lambda q, k, v: attention(q, k, v, CAUSAL)),
    "softmax": ([[3, 5]], lambda x: torch.softmax(3 * x, -1)),
    "log_softmax": ([[3, 5]], lambda x: torch.log_softmax(3 * x, -1)),
    "layer_norm": ([[3, 6], [6], [6]], lambda x, g, b: F.layer_norm(x, [6], g, b)),
    "pick": ([[3, 5]], lambda x: x[rows(0, 1, 2), rows(4, 0, 2)]),
    "embedding": ([[5, 3]], lambda table: table[rows(1, 4, 1, 0)]),
    "broadcast": ([[3, 1]], lambda x: x.expand(2, 3, 4)),
    "reshape": ([[3, 4]], lambda x: (x * x).reshape(2, 6)),
    "reshape_of_a_leaf": ([[3, 4]], lambda x: x.reshape(2, 6) * x.reshape(2, 6) + x.reshape(12)[0]),
    "transpose": ([[2, 3, 4, 5]], lambda x: x.transpose(1, 3)),
    "slice": ([[3, 5, 2]], lambda x: x[:, 1:4]),
    "concat": ([[2, 3, 2], [2, 1, 2]], lambda a, b: torch.cat([a, b], 1)),
    "sum": ([[3, 7]], torch.sum),
    "mean": ([[3, 7]], torch.mean),
    "cross_entropy": ([[3, 5]], lambda x: F.cross_entropy(4 * x, rows(4, 0, 2))),
    "cross_entropy_of_distributions": (
        [[2, 4]], lambda x: F.cross_entropy(4 * x, torch.tensor([[0.5, 0.25, 0.25, 0], [0, 0, 0.125, 0.875]]))),
    "mean_squared_error": ([[3, 7], [3, 7]], F.mse_loss),
}


def array(name, values):
    words = [f"{v:.9g}" for v in values]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_tape_reference.py with PyTorch; not to be edited.")
table = []
for name, (shapes, operation) in CASES.items():
    sizes = [math.prod(shape) for shape in shapes]
    flat = numbers(sum(sizes), 1).requires_grad_()
    result = operation(*[part.view(shape) for part, shape in zip(torch.split(flat, sizes), shapes)])
    (result.flatten() * numbers(result.numel(), 9)).sum().backward()
    array(f"{name}_value", result.flatten().tolist())
    array(f"{name}_gradient", flat.grad.tolist())
    words = ", ".join("{{" + ", ".join(map(str, shape)) + "}}" for shape in shapes)
    table.append(f'    {{"{name}", case_{name}, {{{words}}}, {result.numel()}, {name}_value, {name}_gradient}},')
print("\n#define REFERENCES \\")
print(" \\\n".join(table))
