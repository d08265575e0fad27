#!/usr/bin/python3
"""Makes reinforcement_reference.h: the costs that policies are trained with, and their gradients, by PyTorch in double
precision.

  apt-get install python3-torch
  ./make_reinforcement_reference.py > reinforcement_reference.h

Logits are 4 number(i, 1), in rows of 3; actions i mod 3; advantages 2 number(i, 3); the old logs -1 + number(i, 4).
"""
import torch

torch.set_default_dtype(torch.float64)
ROWS = 12


def number(i, salt):
    """In -1/2 .. 1/2, by the bits of an integer hash."""
    return (((i * 2654435761 + salt * 40503) % 2**32) // 2**21 - 1024) / 2048


def numbers(count, salt):
    return torch.tensor([number(i, salt) for i in range(count)])


advantages, old = 2 * numbers(ROWS, 3), -1 + numbers(ROWS, 4)
actions = torch.arange(ROWS) % 3


def policy(logits):
    return torch.distributions.Categorical(logits=logits)


def ppo(logits):
    ratio = torch.exp(policy(logits).log_prob(actions) - old)
    return -torch.minimum(ratio * advantages, torch.clamp(ratio, 0.8, 1.2) * advantages).mean()


CASES = {
    "reinforce": lambda logits: -(policy(logits).log_prob(actions) * advantages).mean(),
    "ppo": ppo,
    "entropy": lambda logits: policy(logits).entropy().mean(),
    "preference": lambda scores: -torch.nn.functional.logsigmoid(scores[:, 0] - scores[:, 1]).mean(),
}


def array(name, values):
    words = [f"{v:.9g}" for v in values]
    lines = [", ".join(words[i:i + 8]) for i in range(0, len(words), 8)]
    print(f"static const double {name}[] = {{\n    " + ",\n    ".join(lines) + "};")


print("// Made by make_reinforcement_reference.py with PyTorch; not to be edited.")
print(f"enum {{ ROWS = {ROWS} }};")
for name, cost in CASES.items():
    logits = (4 * numbers(ROWS * 3, 1)).view(ROWS, 3).requires_grad_()
    value = cost(logits)
    value.backward()
    print(f"static const double {name}_cost = {value.item():.12g};")
    array(f"{name}_gradient", logits.grad.flatten().tolist())
