#!/usr/bin/python3
"""Makes network_reference.h: costs, gradients and trained parameters by PyTorch in double precision.

  apt-get install python3-torch
  ./make_network_reference.py > network_reference.h

Parameters, inputs and targets are sequences of multiples of 2^-11, the same to the last bit in C: number(i, salt). Of the
large network every 97th figure is kept.
"""
import torch

torch.set_default_dtype(torch.float64)
ACTIVATIONS = {
    "NB_SIGMOID": torch.sigmoid, "NB_RELU": torch.relu, "NB_TANH": torch.tanh, "NB_IDENTITY": lambda z: z,
    "NB_SOFTMAX": lambda z: torch.softmax(z, 1)}
RATE, MOMENTUM, STEPS = 0.25, 0.875, 3

CASES = [  # name, sizes, hidden, output, cost, examples, weights are scaled by, keep every
    ("regression", [2, 8, 8, 1], "NB_TANH", "NB_IDENTITY", "NB_QUADRATIC", 4, 1.0, 1),
    ("sigmoids", [3, 5, 4], "NB_SIGMOID", "NB_SIGMOID", "NB_QUADRATIC", 3, 2.0, 1),
    ("classes", [5, 7, 3], "NB_RELU", "NB_SOFTMAX", "NB_CROSS_ENTROPY", 2, 1.0, 1),
    ("squared classes", [4, 6, 3], "NB_RELU", "NB_SOFTMAX", "NB_QUADRATIC", 5, 1.0, 1),
    ("one layer", [9, 2], "NB_SIGMOID", "NB_SOFTMAX", "NB_CROSS_ENTROPY", 1, 1.0, 1),
    ("digits", [784, 16, 16, 10], "NB_SIGMOID", "NB_SOFTMAX", "NB_CROSS_ENTROPY", 32, 0.125, 97),
    ("digits relu", [784, 16, 16, 10], "NB_RELU", "NB_SOFTMAX", "NB_CROSS_ENTROPY", 32, 0.125, 97),
]


def number(i, salt):
    """In -1/2 .. 1/2, by the bits of an integer hash."""
    return (((i * 2654435761 + salt * 40503) % 2**32) // 2**21 - 1024) / 2048


def numbers(count, salt):
    return torch.tensor([number(i, salt) for i in range(count)])


def unpack(flat, sizes):
    at, layers = 0, []
    for a, b in zip(sizes, sizes[1:]):
        layers.append((flat[at:at + a * b].view(b, a), flat[at + a * b:at + a * b + b]))
        at += a * b + b
    return layers


def mean_cost(flat, sizes, hidden, output, cost, inputs, targets):
    a, layers = inputs, unpack(flat, sizes)
    for index, (weights, biases) in enumerate(layers):
        z = a @ weights.T + biases
        a = ACTIVATIONS[output if index == len(layers) - 1 else hidden](z)
    if cost == "NB_CROSS_ENTROPY":
        return -(targets * torch.log_softmax(z, 1)).sum(1).mean()
    return ((a - targets) ** 2).sum(1).mean()


def array(name, values):
    words = [f"{v:.9g}" for v in values]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_network_reference.py with PyTorch; not to be edited.")
print(f"enum {{ REFERENCE_STEPS = {STEPS} }};")
print(f"static const nb_sgd reference_sgd = {{.rate = {RATE}f, .momentum = {MOMENTUM}f}};\n")
rows = []
for index, (name, sizes, hidden, output, cost, examples, scale, every) in enumerate(CASES):
    count = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    flat = (numbers(count, 1) * scale).requires_grad_()
    inputs = numbers(examples * sizes[0], 2).view(examples, -1) + 0.5
    targets = numbers(examples * sizes[-1], 3).view(examples, -1)
    if cost == "NB_CROSS_ENTROPY":
        targets = torch.nn.functional.one_hot(torch.arange(examples) % sizes[-1], sizes[-1]).double()
    descent = torch.optim.SGD([flat], lr=RATE, momentum=MOMENTUM)
    for step in range(STEPS):
        descent.zero_grad()
        value = mean_cost(flat, sizes, hidden, output, cost, inputs, targets)
        value.backward()
        if step == 0:
            first = value.item()
            array(f"gradient_{index}", flat.grad[::every].tolist())
        descent.step()
    array(f"trained_{index}", flat.detach()[::every].tolist())
    shape = ", ".join(map(str, sizes))
    rows.append(f'    {{"{name}", {{.sizes = {{{shape}}}, .hidden = {hidden}, .output = {output}, .cost = {cost}}},\n'
                f"     {examples}, {scale}f, {every}, {first:.12g}, gradient_{index}, trained_{index}}},")
print("""
static const struct {
  const char *name;
  nb_network network;
  uint32_t examples;
  float scale;
  uint32_t every; // which figures were kept
  double cost;
  const double *gradient, *trained;
} references[] = {""")
print("\n".join(rows))
print("};")
