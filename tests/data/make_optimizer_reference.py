#!/usr/bin/python3
"""Makes optimizer_reference.h: where a few steps of each optimizer lead, by PyTorch in double precision.

  apt-get install python3-torch
  ./make_optimizer_reference.py > optimizer_reference.h

Parameters start as the sequence number(i, 1); at each step the gradient is p - number(i, 5 + step).
"""
import torch

torch.set_default_dtype(torch.float64)


def number(i, salt):
    """In -1/2 .. 1/2, by the bits of an integer hash."""
    return (((i * 2654435761 + salt * 40503) % 2**32) // 2**21 - 1024) / 2048


def numbers(count, salt):
    return torch.tensor([number(i, salt) for i in range(count)])


OPTIMIZERS = {
    "descent": lambda p: torch.optim.SGD(p, lr=0.125),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.125, momentum=0.875),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.0625),
    "adam": lambda p: torch.optim.Adam(p, lr=0.0625),
    "adam_told": lambda p: torch.optim.Adam(p, lr=0.0625, betas=(0.75, 0.875), eps=0.03125),
}


def array(name, values):
    words = [f"{v:.9g}" for v in values]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_optimizer_reference.py with PyTorch; not to be edited.")
print("enum { OPTIMIZED = 12, OPTIMIZED_STEPS = 7 };")
for name, make in OPTIMIZERS.items():
    flat = numbers(12, 1).requires_grad_()
    optimizer = make([flat])
    for step in range(7):
        flat.grad = flat.detach() - numbers(12, 5 + step)
        optimizer.step()
    array(f"{name}_parameters", flat.tolist())
